"""Following every link of every site, as a reader who wants to see everything."""

import xml.etree.ElementTree as tree
from collections.abc import Iterable
from html.parser import HTMLParser
from urllib.parse import urldefrag, urljoin, urlsplit

from django.contrib.staticfiles import finders
from django.test import Client

OUR_HOSTS = ".quartiers.localhost:8000"
NOT_FOR_READERS = ("/admin/", "/compte/")


class Links(HTMLParser):
    """The addresses a page links to and the pictures it shows."""

    def __init__(self) -> None:
        super().__init__()
        self.found: list[str] = []
        self.without_alt: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        known = dict(attrs)
        if tag == "img" and known.get("alt") is None:
            self.without_alt.append(str(known.get("src")))
        for name in ("href", "src"):
            if known.get(name) and tag in ("a", "img", "link", "script"):
                self.found.append(str(known[name]))


def is_ours(url: str) -> bool:
    """Whether a reader of the demo's sites may follow it."""
    parts = urlsplit(url)
    ours = f".{parts.netloc}".endswith(OUR_HOSTS) and not parts.netloc.startswith("admin.")
    return parts.scheme == "http" and ours and not parts.path.startswith(NOT_FOR_READERS)


class Crawl:
    """What was asked for and what came back: ``seen`` maps addresses to statuses."""

    def __init__(self) -> None:
        self.seen: dict[str, int] = {}
        self.pages: dict[str, str] = {}
        self.linked_from: dict[str, str] = {}
        self.without_alt: list[str] = []
        self._clients: dict[str, Client] = {}

    def run(self, starts: Iterable[str]) -> None:
        waiting = list(starts)
        while waiting:
            url = waiting.pop()
            if url not in self.seen:
                waiting += self._visit(url)

    def get(self, url: str):
        parts = urlsplit(url)
        client = self._clients.setdefault(parts.netloc, Client(headers={"host": parts.netloc}))
        return client.get(parts.path + (f"?{parts.query}" if parts.query else ""))

    def _visit(self, url: str) -> list[str]:
        if name := urlsplit(url).path.partition("/static/")[2]:  # not served in tests
            self.seen[url] = 200 if finders.find(name) else 404
            return []
        response = self.get(url)
        self.seen[url] = response.status_code
        kind = response.headers.get("Content-Type", "")
        if response.status_code in (301, 302):
            return self._ours(url, [response["Location"]])
        if not kind.startswith("text/html"):
            if response.streaming:  # read to its end, else the client leaves the connection closed
                b"".join(response.streaming_content)
            return []
        self.pages[url] = response.content.decode()
        links = Links()
        links.feed(self.pages[url])
        self.without_alt += [f"{url}: {src}" for src in links.without_alt]
        return self._ours(url, links.found)

    def _ours(self, page: str, found: Iterable[str]) -> list[str]:
        urls = {urldefrag(urljoin(page, one)).url for one in found}
        ours = [url for url in urls if is_ours(url)]
        for url in ours:
            self.linked_from.setdefault(url, page)
        return ours


def sitemap(crawl: Crawl, root: str) -> list[str]:
    """The addresses that a site's sitemap names."""
    found = tree.fromstring(crawl.get(f"{root}/sitemap.xml").content)  # noqa: S314 (our own)
    return [node.text or "" for node in found.iter() if node.tag.endswith("loc")]

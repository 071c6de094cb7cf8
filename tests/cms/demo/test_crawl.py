"""Every address of the demo's seven sites: it answers, and shows nothing that is not public."""

import pytest

from cms.demo.content.homes import NOTICE
from cms.demo.content.unpublished import MARKERS
from cms.pages.models import NewsPage

from .crawling import Crawl, sitemap

pytestmark = pytest.mark.django_db


@pytest.fixture
def crawl(sites) -> Crawl:
    crawled = Crawl()
    roots = [site.site.root_url for site in sites.values()]
    for root in roots:
        addresses = sitemap(crawled, root)
        assert len(addresses) > 10, f"the sitemap of {root} is nearly empty"
        crawled.run([f"{root}/", f"{root}/sitemap.xml", f"{root}/robots.txt", *addresses])
    return crawled


ANSWERING = "/forum/a-propos/"  # leads to the end of a page's topic, wherever that is by now


@pytest.mark.slow
def test_every_link_of_every_site_leads_somewhere_and_shows_only_what_is_public(crawl, sites):
    bad = {
        url: (status, crawl.linked_from.get(url, "sitemap"))
        for url, status in crawl.seen.items()
        if status not in (200, 301) and not (status == 302 and ANSWERING in url)
    }
    assert not bad
    _no_page_shows_what_waits(crawl)
    _every_page_says_it_is_a_demo(crawl)
    assert not crawl.without_alt
    _every_kind_of_address_was_met(crawl)


def _no_page_shows_what_waits(crawl: Crawl) -> None:
    drafts = NewsPage.objects.filter(live=False, title__startswith=MARKERS[0])
    assert drafts.count() == 7, "there is nothing that could leak"
    for url, text in crawl.pages.items():
        for marker in MARKERS:
            assert marker not in text, f"{url} shows {marker}…"


def _every_page_says_it_is_a_demo(crawl: Crawl) -> None:
    without = [url for url, text in crawl.pages.items() if NOTICE not in text]
    assert not without


def _every_kind_of_address_was_met(crawl: Crawl) -> None:
    urls = "\n".join(crawl.seen)
    paged = ("/actualites/?page=2", "?page=4")
    for part in (*paged, "/fichiers/", "/media/", "/forum/", "/conseils/", "/themes/"):
        assert part in urls, f"nothing links to {part}"
    assert len(crawl.pages) > 150


@pytest.mark.parametrize(
    ("code", "path"),
    [
        ("lba", "/le-conseil/prive-lba-notes-de-passation/"),
        ("lba", "/actualites/brouillon-lba-bilan-provisoire-du-carnaval/"),
    ],
)
def test_what_is_private_or_a_draft_is_not_served_by_its_address(sites, client_for, code, path):
    response = client_for(sites[code]).get(path)
    assert response.status_code in (302, 404)
    assert b"PRIVE-" not in response.content.replace(path.encode().upper(), b"")


def test_an_item_that_two_councils_share_is_in_both_lists_and_once_on_the_portal(sites, client_for):
    title = "Réunion commune avec Grange-aux-Belles"

    def times(code: str, page: int) -> int:
        shown = client_for(sites[code]).get(f"/actualites/?page={page}").content.decode()
        return shown.count(f"{title}\u00a0: la place du Colonel-Fabien")

    assert times("fth", 1) == times("gab", 1) == 1
    assert times("portal", 1) + times("portal", 2) == 1

"""One visit of one page by a browser that has never been there, and everything wrong with it.

Findings are sentences that say what to mend; an empty list means that the page meets the bars of
quality.md that a browser can see.
"""

import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache
from urllib.parse import urlsplit

from playwright.sync_api import Browser, BrowserContext, Page, Request, Response

from .browser import View
from .ecoindex import COUNT_ELEMENTS, score
from .server import ROOT

AXE_TAGS = ["RGAAv4", "wcag2a", "wcag2aa", "wcag21aa", "wcag22aa", "best-practice"]
CONTENT_IMAGES = ("/media/",)
KB = 1000
PATIENCE = 30  # seconds
A_FRAME = 40  # milliseconds; asked of Playwright: without scripts, no timer of the page goes off

FIND_OVERFLOW = """() => {
  const width = document.documentElement.clientWidth;
  if (document.documentElement.scrollWidth <= width) return [];
  const wide = [...document.body.querySelectorAll('*')].filter(
    (e) => e.getBoundingClientRect().right > width + 1);
  const path = (e) => e.tagName.toLowerCase() + (e.className && e.className.baseVal === undefined
    ? '.' + e.className.trim().split(/\\s+/).join('.') : '');
  return wide.slice(0, 5).map(path).concat(wide.length ? [] : ['?']);
}"""
HAS_AXE = "'axe' in window"
STORED = "() => [Object.keys(localStorage), Object.keys(sessionStorage)].flat()"
RUN_AXE = """(tags) => axe.run(document, {
  runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false,
})"""


@dataclass
class Visit:
    """What happened while a page loaded. ``status`` is the HTTP status of the document."""

    page: Page
    context: BrowserContext
    status: int = 0
    console: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    sizes: dict[str, int] = field(default_factory=dict)  # URL → bytes on the wire, with headers
    pending: set[Request] = field(default_factory=set)

    @property
    def elements(self) -> int:
        return self.page.evaluate(COUNT_ELEMENTS)

    @property
    def weight(self) -> int:
        """Bytes of the first load."""
        return sum(self.sizes.values())

    @property
    def weight_without_images(self) -> int:
        """Bytes of the first load without content images."""
        images = CONTENT_IMAGES
        return sum(n for url, n in self.sizes.items() if not urlsplit(url).path.startswith(images))

    @property
    def ecoindex(self) -> float:
        return score(self.elements, len(self.requests), self.weight / KB)


@contextmanager
def visit(
    browser: Browser, url: str, view: View, cookies: dict[str, str] | None = None, **options
) -> Iterator[Visit]:
    """Load ``url`` in a context of its own; ``options`` are Playwright's for the context."""
    context = browser.new_context(**view.options, **options)
    context.add_cookies([{"name": n, "value": v, "url": url} for n, v in (cookies or {}).items()])
    page = context.new_page()
    seen = Visit(page, context)
    _listen(seen)
    try:
        response = page.goto(url, wait_until="load")
        _wait_until_quiet(seen)
        seen.status = response.status if response else 0
        yield seen
    finally:
        context.close()


def _listen(seen: Visit) -> None:
    def on_console(message) -> None:
        if message.type in {"error", "warning"}:
            seen.console.append(f"{message.text} ({message.location.get('url', '')})")

    def on_request(request: Request) -> None:
        seen.pending.add(request)
        if not request.url.startswith(("data:", "blob:")):
            seen.requests.append(request.url)

    def on_finished(request: Request) -> None:
        seen.pending.discard(request)
        sizes = request.sizes()
        seen.sizes[request.url] = sizes["responseBodySize"] + sizes["responseHeadersSize"]

    seen.page.on("console", on_console)
    seen.page.on("pageerror", lambda error: seen.console.append(str(error)))
    seen.page.on("request", on_request)
    seen.page.on("requestfinished", on_finished)
    seen.page.on("requestfailed", lambda request: seen.pending.discard(request))
    seen.page.on("response", lambda response: _note_broken(seen, response))


def _wait_until_quiet(seen: Visit) -> None:
    """Until what the page asked for has come: sooner than Playwright's half second of silence."""
    deadline = time.monotonic() + PATIENCE
    while seen.pending:
        if time.monotonic() > deadline:
            raise TimeoutError(f"{seen.page.url} still waits for {seen.pending}")
        seen.page.wait_for_timeout(A_FRAME)
    seen.page.wait_for_timeout(A_FRAME)


def _note_broken(seen: Visit, response: Response) -> None:
    if response.status >= 400 and not response.request.is_navigation_request():
        seen.console.append(f"{response.status} for {response.url}")


@cache
def axe_source() -> str:
    """The code of axe-core, from npm."""
    path = ROOT / "node_modules/axe-core/axe.min.js"
    if not path.exists():
        raise RuntimeError("axe-core is missing: run `make node_modules`")
    return path.read_text()


def axe_findings(page: Page) -> Iterator[str]:
    if not page.evaluate(HAS_AXE):  # once for all views of a page
        page.evaluate(axe_source())
    for violation in page.evaluate(RUN_AXE, AXE_TAGS)["violations"]:
        for node in violation["nodes"][:5]:
            why = " ".join(node.get("failureSummary", "").split())
            yield f"axe {violation['id']}: {' '.join(map(str, node['target']))} – {why}"


def overflow_findings(page: Page) -> Iterator[str]:
    if wide := page.evaluate(FIND_OVERFLOW):
        width = page.viewport_size["width"]
        yield f"scrolls sideways at {width} px because of: {', '.join(wide)}"


def findings_in_views(page: Page, views: Iterable[View]) -> Iterator[str]:
    """Accessible and whole at each of ``views``, of a page that is loaded once: a reader turns a
    phone and waits for the night as well."""
    for view in views:
        page.set_viewport_size({"width": view.width, "height": view.height})
        page.emulate_media(color_scheme=view.scheme)
        for line in (*axe_findings(page), *overflow_findings(page)):
            yield f"{view}: {line}"


def console_findings(seen: Visit) -> Iterator[str]:
    """Errors and CSP refusals; a 404 page may log its own status."""
    for line in seen.console:
        if not (seen.status == 404 and "status of 404" in line):
            yield f"console: {line}"


def privacy_findings(seen: Visit, *, form_page: bool) -> Iterator[str]:
    """No third party, nothing kept; a page with a form may set the CSRF cookie."""
    home = urlsplit(seen.page.url)
    for url in seen.requests:
        host = urlsplit(url).netloc
        if host != home.netloc:
            yield f"request to another host than {home.netloc}: {url}"
    names = {cookie["name"] for cookie in seen.context.cookies()}
    for name in names - ({"csrftoken", "__Host-csrf"} if form_page else set()):
        yield f"cookie set for an anonymous reader: {name}"
    for key in seen.page.evaluate(STORED):
        yield f"browser storage used for an anonymous reader: {key}"


@dataclass(frozen=True)
class Budget:
    """What the first load of a page may cost (quality.md, Sobriety)."""

    requests: int
    elements: int
    kilobytes: int
    ecoindex: int
    kilobytes_without_images: int = 60


TEXT = Budget(requests=10, elements=300, kilobytes=150, ecoindex=85)
LIST = Budget(requests=15, elements=450, kilobytes=150, ecoindex=80)
GALLERY = Budget(requests=40, elements=450, kilobytes=2000, ecoindex=80)


def weight_findings(seen: Visit, budget: Budget) -> Iterator[str]:
    figures = (
        ("requests", len(seen.requests), budget.requests),
        ("elements", seen.elements, budget.elements),
        ("kB", seen.weight / KB, budget.kilobytes),
        ("kB without images", seen.weight_without_images / KB, budget.kilobytes_without_images),
    )
    for name, value, limit in figures:
        if value > limit:
            yield f"{value:.1f} {name}, at most {limit} allowed"
    if seen.ecoindex < budget.ecoindex:
        yield f"EcoIndex {seen.ecoindex:.1f}, at least {budget.ecoindex} wanted"

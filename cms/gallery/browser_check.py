"""What Chromium finds wrong with a theme: every page of the gallery, three widths, both schemes.

Playwright, Chromium and axe-core serve development only: all three are looked for when asked for.
"""

import json
from collections import defaultdict
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from django.conf import settings
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from sites.themes.findings import Finding, Level

from .checks.rendering import tried
from .registry import Setting

WIDTHS = (320, 768, 1280)
SCHEMES = {"light": gettext_lazy("clair"), "dark": gettext_lazy("sombre")}
PREVIEW = "/themes/apercu/"
GRAVE = ("critical", "serious")
SHOWN = 5  # elements or lines of each kind in one finding
TIMEOUT = 30_000  # milliseconds
FRENCH = "node_modules/axe-core/locales/fr.json"
RUN_AXE = """([tags, locale]) => {
  if (locale) axe.configure({locale});
  return axe.run(document, {
    runOnly: {type: 'tag', values: tags}, resultTypes: ['violations'], preload: false,
  });
}"""


class BrowserMissing(RuntimeError):
    """Something that this check needs is not installed; the text says how to get it."""


def gallery_paths() -> list[str]:
    """The address of every specimen that a theme can spoil, in the look of which it has a part."""
    return [specimen.url for specimen in tried() if specimen.is_dressed]


def page_paths() -> list[str]:
    """Those that are whole pages, states included: what an author waits for, a few minutes."""
    return [s.url for s in tried() if s.is_dressed and s.setting is Setting.WHOLE]


def browser_findings(base_url: str, host: str, paths: list[str]) -> Iterator[Finding]:
    """What is wrong with ``paths`` of a running site, one finding for each page and code.

    ``base_url`` is where the server answers (``http://127.0.0.1:8000``), ``host`` the name and port
    of the site on it (``lba.quartiers.localhost:8000``). A path that is a preview link is opened
    first and not looked at: what follows is then seen in that theme. Raises BrowserMissing.

    R101 accessibility (axe), R102 scrolls sideways at 320 pixels, R103 errors in the console,
    R104 no page.
    """
    axe = _axe()
    links = [path for path in paths if path.startswith(PREVIEW)]
    with _browser(base_url, host) as browser, ExitStack() as stack:
        views = [
            stack.enter_context(_view(browser, width, scheme))
            for width in WIDTHS
            for scheme in SCHEMES
        ]
        origin = f"{urlsplit(base_url).scheme}://{host}"
        for view in views:
            for link in links:
                view.page.goto(origin + link, timeout=TIMEOUT)
        for path in paths:
            if path not in links:
                yield from _of_page(views, origin, path, axe)


def _axe() -> tuple[str, dict | None]:
    """The code of axe-core and its French words."""
    root = Path(settings.BASE_DIR)
    code, words = root / "node_modules/axe-core/axe.min.js", root / FRENCH
    if not code.exists():
        raise BrowserMissing(_("axe-core manque : lancez « make node_modules » (il faut npm)."))
    return code.read_text(), json.loads(words.read_text()) if words.exists() else None


@contextmanager
def _browser(base_url: str, host: str):
    """Chromium, to which ``host`` is where ``base_url`` answers, and nothing else exists."""
    try:
        from playwright.sync_api import Error, sync_playwright

        from deploy.live.browser import FLAGS, chromium_path
    except ImportError:
        what = _("Playwright manque : installez requirements-dev.txt (« make check » le fait).")
        raise BrowserMissing(what) from None
    try:
        path = chromium_path()
    except RuntimeError:
        what = _("Chromium manque : installez-le (Debian, Ubuntu : apt install chromium).")
        raise BrowserMissing(what) from None
    rule = f"MAP {urlsplit('//' + host).hostname} {urlsplit(base_url).hostname}"
    flags = [flag for flag in FLAGS if not flag.startswith("--host-resolver-rules")]
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(
                executable_path=path, args=[*flags, f"--host-resolver-rules={rule}"]
            )
        except Error as error:
            what = _("Chromium ne démarre pas : %(error)s") % {"error": str(error)[:200]}
            raise BrowserMissing(what) from None
        try:
            yield browser
        finally:
            browser.close()


class _View:
    """One width and scheme, in which pages are opened one after the other."""

    def __init__(self, page, width: int, scheme: str):
        self.page, self.width = page, width
        self.name = f"{width} px {SCHEMES[scheme]}"
        self.console: list[str] = []
        page.on("console", self._note)
        page.on("pageerror", lambda error: self.console.append(str(error)))

    def _note(self, message) -> None:
        if message.type == "error":
            self.console.append(message.text)

    def open(self, url: str) -> int:
        """The status of the page."""
        self.console.clear()
        answer = self.page.goto(url, wait_until="load", timeout=TIMEOUT)
        return answer.status if answer else 0


@contextmanager
def _view(browser, width: int, scheme: str) -> Iterator[_View]:
    from deploy.live.browser import View

    context = browser.new_context(**View(width, scheme).options)
    try:
        yield _View(context.new_page(), width, scheme)
    finally:
        context.close()


def _of_page(views: list[_View], origin: str, path: str, axe) -> Iterator[Finding]:
    found = _Collected(path)
    for view in views:
        status = view.open(origin + path)
        if status != 200:
            found.note("R104", Level.ERROR, str(status or "?"), view)
            continue
        _look(view, axe, found)
    yield from found.findings()


def _look(view: _View, axe, found: "_Collected") -> None:
    from deploy.live.visit import AXE_TAGS, FIND_OVERFLOW

    code, words = axe
    if view.width == min(WIDTHS) and (wide := view.page.evaluate(FIND_OVERFLOW)):
        found.note("R102", Level.ERROR, ", ".join(wide), view)
    for line in view.console:
        found.note("R103", Level.ERROR, line[:200], view)
    view.page.evaluate(code)
    for violation in view.page.evaluate(RUN_AXE, [AXE_TAGS, words])["violations"]:
        level = Level.ERROR if violation["impact"] in GRAVE else Level.WARNING
        targets = [" ".join(map(str, node["target"])) for node in violation["nodes"][:SHOWN]]
        text = f"{violation['help']} ({violation['id']}) : {', '.join(targets)}"
        found.note("R101", level, text, view)


def _sentences() -> dict[str, tuple[str, str]]:
    return {
        "R101": (
            _("Accessibilité : %(what)s."),
            _("Ouvrez la page à cette largeur, en clair ou en sombre, et corrigez l’élément."),
        ),
        "R102": (
            _("La page défile de côté à 320 pixels, à cause de : %(what)s."),
            _("Laissez cet élément passer à la ligne ou rétrécir (min-width: 0)."),
        ),
        "R103": (
            _("La console du navigateur signale : %(what)s."),
            _("Cherchez un fichier absent, un script en erreur ou ce que la sécurité refuse."),
        ),
        "R104": (_("La page ne répond pas : %(what)s."), _("Lisez le journal du serveur.")),
    }


class _Collected:
    """What was seen on one page, over all views: said once."""

    def __init__(self, path: str):
        self.path = path
        self.seen: dict[tuple[str, str], list[str]] = defaultdict(list)
        self.levels: dict[str, Level] = {}

    def note(self, code: str, level: Level, text: str, view: _View) -> None:
        if view.name not in self.seen[code, text]:
            self.seen[code, text].append(view.name)
        self.levels[code] = max(level, self.levels.get(code, level))

    def findings(self) -> Iterator[Finding]:
        for code, level in self.levels.items():
            lines = [
                f"{text} [{', '.join(views)}]"
                for (kind, text), views in self.seen.items()
                if kind == code
            ]
            what, mend = _sentences()[code]
            told = " ; ".join(lines[:SHOWN]) + ("…" if len(lines) > SHOWN else "")
            yield Finding(self.path, 0, code, level, what % {"what": told}, mend)

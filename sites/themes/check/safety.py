"""S0xx: what would open a site, or make its pages fail under its security policy."""

import re
from collections.abc import Iterable, Iterator

from django.template.base import Lexer, TokenType
from django.utils.translation import gettext as _

from sites.themes.files import STATIC, TEMPLATES
from sites.themes.findings import Finding, Level

from . import markup, rule, styles
from .markup import UNKNOWN, Element
from .package import suffix
from .subject import Subject, at, line_of

DATA_SCRIPTS = ("application/json", "application/ld+json")
ADDRESSES = ("href", "src", "action", "formaction", "data", "poster", "xlink:href", "srcset",
             "imagesrcset", "background", "cite", "ping", "manifest", "content")  # fmt: skip
LINKS = ("a", "area")  # where a reader goes by a click
HARMLESS_LINKS = {"canonical", "alternate", "author", "license", "me", "help", "nofollow", "next",
                  "prev", "search", "bookmark"}  # fmt: skip
RUNS = re.compile(r"(java|vb)script:|data:(text/html|application/xhtml)")
ELSEWHERE = re.compile(r"(https?:)?//")


@rule
def forms(subject: Subject) -> Iterator[Finding]:
    """S001: a form that is sent carries the token that proves where it comes from."""
    for name, source in _pages(subject):
        form: Element | None = None
        for element in markup.apart(source):
            if element.name == "form":
                form = element if _is_sent(element) else None
            elif element.name == markup.CSRF:
                form = None
            elif element.name == "/form" and form:
                yield _without_token(name, form)
                form = None
        if form:
            yield _without_token(name, form)


@rule
def inline(subject: Subject) -> Iterator[Finding]:
    """S002 to S005: what the policy of the site refuses, or what runs where it should not."""
    for name, source in _pages(subject):
        for element in _elements(source):
            yield from _inline_script(name, element)
            yield from _attributes(name, element)


@rule
def hosts(subject: Subject) -> Iterator[Finding]:
    """S006: nothing is loaded from, or sent to, another host."""
    for name, source in _pages(subject):
        for element in _elements(source):
            for address in _loaded(element):
                yield _foreign(TEMPLATES + name, element.line, address)
    for name, text in subject.sheets.items():
        for use in styles.read(text).files:
            if styles.HOST.match(use.name) and not use.name.startswith("data:"):
                yield _foreign(STATIC + name, use.line, use.name)


@rule
def data_addresses(subject: Subject) -> Iterator[Finding]:
    """S012: files written into an address are not loaded here."""
    places: list[tuple[str, int]] = []
    for name, source in _pages(subject):
        for element in _elements(source):
            values = (element.get(key) or "" for key in ("src", "srcset", "poster"))
            if any(squeezed(value).startswith("data:") for value in values):
                places.append((TEMPLATES + name, element.line))
    for name, text in subject.sheets.items():
        uses = (u for u in styles.read(text).files if squeezed(u.name).startswith("data:"))
        places += [(STATIC + name, use.line) for use in uses]
    for file, line in places:
        what = _("Une image écrite dans une adresse « data: » n’est pas montrée ici.")
        mend = _("Faites-en un fichier dans « static ».")
        yield at(file, line, "S012", Level.WARNING, what, mend)


@rule
def escaping(subject: Subject) -> Iterator[Finding]:
    """S008: what readers write is never HTML. ``|safe`` (S007) is looked at with look-ups."""
    for name, source in subject.templates.items():
        for token in Lexer(source).tokenize():
            words = token.contents.split()
            if token.token_type == TokenType.BLOCK and words == ["autoescape", "off"]:
                what = _("« autoescape off » laisse passer du code écrit par des lecteurs.")
                mend = _("Retirez cette balise et « endautoescape ».")
                yield at(TEMPLATES + name, token.lineno or 0, "S008", Level.ERROR, what, mend)


def _pages(subject: Subject) -> Iterable[tuple[str, str]]:
    """All of them: a text may be included by a page."""
    return subject.templates.items()


def _elements(source: str) -> Iterator[Element]:
    yield from markup.elements(source)
    for text, line in markup.literals(source):
        for element in markup.apart(text):
            yield Element(element.name, element.attributes, line)


def _is_sent(form: Element) -> bool:
    method = (form.get("method") or "").strip().lower()
    return method == "post" or UNKNOWN in method


def _without_token(name: str, form: Element) -> Finding:
    what = _("Ce formulaire est envoyé sans {% csrf_token %} : le site le refusera.")
    mend = _("Ajoutez {% csrf_token %} juste après <form …>.")
    return at(TEMPLATES + name, form.line, "S001", Level.ERROR, what, mend)


def _inline_script(name: str, element: Element) -> Iterator[Finding]:
    file = TEMPLATES + name
    kind = (element.get("type") or "").strip().lower()
    if element.name == "script" and element.get("src") is None and kind not in DATA_SCRIPTS:
        what = _("Un script écrit dans la page ne s’exécute pas ici.")
        mend = _("Mettez-le dans static/js/theme.js, que toutes les pages chargent.")
        yield at(file, element.line, "S002", Level.ERROR, what, mend)
    if element.name == "style":
        what = _("Un style écrit dans la page ne s’applique pas ici.")
        mend = _("Mettez-le dans static/css/theme.css.")
        yield at(file, element.line, "S004", Level.ERROR, what, mend)


def _attributes(name: str, element: Element) -> Iterator[Finding]:
    file, line = TEMPLATES + name, element.line
    for key, value in element.attributes:
        if re.match(r"on[a-z]", key):
            what = _("« %(name)s » ne s’exécute pas ici.") % {"name": key}
            mend = _("Mettez un attribut data-… et écoutez-le dans static/js/theme.js.")
            yield at(file, line, "S003", Level.ERROR, what, mend)
        elif key == "style":
            what = _("L’attribut « style » ne s’applique pas ici.")
            mend = _("Donnez une classe, et ses règles dans static/css/theme.css.")
            yield at(file, line, "S004", Level.ERROR, what, mend)
        elif key == "srcdoc" or (key in ADDRESSES and RUNS.search(squeezed(value))):
            what = _("Cette adresse contient du code.")
            mend = _("Mettez un vrai lien, ou un <button> et static/js/theme.js.")
            yield at(file, line, "S005", Level.ERROR, what, mend)


def squeezed(address: str) -> str:
    """An address as browsers read it: without the controls and blanks that they ignore."""
    return re.sub(r"[\x00-\x20]+", "", address).lower()


REFRESH = re.compile(r"[;,]\s*(?:url\s*=)?\s*['\"]?(.*)", re.I)


def _loaded(element: Element) -> Iterator[str]:
    """The addresses at another host that this element asks for, or sends to."""
    if element.name in LINKS or _is_harmless(element):
        return
    for key, value in element.attributes:
        if key in ("srcset", "imagesrcset"):
            addresses = [part.split()[0] for part in value.split(",") if part.split()]
        elif key == "content":
            is_way = (element.get("http-equiv") or "").strip().lower() == "refresh"
            addresses = REFRESH.findall(value) if is_way else []
        elif key in ADDRESSES and key != "cite":
            addresses = [value]
        else:
            continue
        yield from (a for a in addresses if ELSEWHERE.match(_as_loaded(a)))


def _as_loaded(address: str) -> str:
    return squeezed(address).replace("\\", "/")


def _is_harmless(element: Element) -> bool:
    words = set((element.get("rel") or "").lower().split())
    return element.name == "link" and bool(words) and words <= HARMLESS_LINKS


def _foreign(file: str, line: int, address: str) -> Finding:
    what = _("« %(address)s » est demandé à un autre site, qui saurait qui lit cette page.")
    mend = _("Copiez le fichier dans « static » du thème.")
    return at(file, line, "S006", Level.ERROR, what % {"address": address[:80]}, mend)


# Scripts ------------------------------------------------------------------------------------------

RISKS = (
    (r"\beval\s*\(|\bnew\s+Function\b|\bsetTimeout\s*\(\s*['\"`]", "eval"),
    (r"\bdocument\s*\.\s*write(ln)?\b", "document.write"),
    (r"\bdocument\s*\.\s*cookie\b", "document.cookie"),
    (r"\b(local|session)Storage\b|\bindexedDB\b", "localStorage"),
    (r"\b(innerHTML|outerHTML|insertAdjacentHTML)\b", "innerHTML"),
)
REMOTE = re.compile(r"""['"`](?:https?:|wss?:)?//[^'"`\s/][^'"`\s]*""")
JS_COMMENT = re.compile(r"/\*.*?\*/|(?<![:'\"`\\])//[^\n]*", re.DOTALL)


@rule
def scripts(subject: Subject) -> Iterator[Finding]:
    """S010 and S011: scripts that ask another host, or that keep or run what they should not."""
    for name in sorted(subject.files.static):
        if suffix(name) == ".js":
            text = _without_comments(subject.files.text(STATIC + name))
            yield from _remote_calls(STATIC + name, text)
            yield from _risks(STATIC + name, text)


def _without_comments(text: str) -> str:
    return JS_COMMENT.sub(lambda found: "\n" * found[0].count("\n"), text)


def _remote_calls(file: str, text: str) -> Iterator[Finding]:
    for found in REMOTE.finditer(text):
        what = _("Ce script nomme un autre site : « %(address)s ».") % {"address": found[0][1:60]}
        mend = _(
            "La politique de sécurité refuse ces appels. Copiez ce qu’il faut dans « static »."
        )
        yield at(file, line_of(text, found.start()), "S010", Level.WARNING, what, mend)


def _risks(file: str, text: str) -> Iterator[Finding]:
    for pattern, word in RISKS:
        for found in re.finditer(pattern, text):
            what = _("« %(word)s » : à éviter dans un thème.") % {"word": word}
            mend = _("Changez des classes et des attributs ; ne gardez rien chez le lecteur.")
            yield at(file, line_of(text, found.start()), "S011", Level.WARNING, what, mend)

"""C0xx: the style sheets of a theme."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from django.utils.translation import gettext as _

from sites.themes import sheets
from sites.themes.files import STATIC
from sites.themes.findings import Finding, Level

from . import rule
from .subject import Subject, at, closest

PROBE = "\n.end-of-sheet {}"
HOST = re.compile(r"([a-z][a-z0-9+.-]*:)?//", re.IGNORECASE)
KEPT_SHEETS = 256


@dataclass(frozen=True)
class Use:
    """Something a sheet names (a file, a property), where."""

    name: str
    line: int
    has_fallback: bool = False


@dataclass(frozen=True)
class Sheet:
    """What the rules ask of a style sheet, gathered in one walk."""

    errors: tuple[tuple[int, str], ...]
    is_closed: bool
    files: tuple[Use, ...]  # what url() and image-set() name
    imports: tuple[int, ...]
    declared: frozenset[str]
    used: tuple[Use, ...]  # custom properties
    rules: tuple["Rules", ...]


@dataclass(frozen=True)
class Rules:
    """The declarations of one block: (name, value, line)."""

    selector: str
    declarations: tuple[tuple[str, str, int], ...]


@rule
def syntax(subject: Subject) -> Iterator[Finding]:
    """C001: a sheet is read to its end, and stays within the layer that it is put in."""
    for name, text in subject.sheets.items():
        sheet = read(text)
        for line, words in sheet.errors[:5]:
            what = _("Cette règle CSS ne peut pas être lue : %(error)s.")
            what %= {"error": _in_words(words)}
            mend = _("Regardez cette ligne et celle du dessus : accolade, deux-points, virgule ?")
            yield at(STATIC + name, line, "C001", Level.ERROR, what, mend)
        if not sheet.is_closed:
            what = _("Une accolade, une parenthèse ou un commentaire n’est jamais refermé.")
            mend = _("Comptez les accolades depuis la fin du fichier.")
            line = text.rstrip().count("\n") + 1
            yield at(STATIC + name, line, "C001", Level.ERROR, what, mend)


@rule
def files(subject: Subject) -> Iterator[Finding]:
    """C002: every file that a sheet names is in the stack, written so that it is found."""
    for name, text in subject.sheets.items():
        known = set(sheets.targets(text))
        for use in read(text).files:
            if sheets.is_internal(use.name) or HOST.match(use.name):
                continue
            path = sheets.resolve(name, use.name)
            if path in subject.static_names and use.name in known:
                continue
            what = _("« %(file)s » n’existe ni dans ce thème ni dans ses parents.")
            mend = closest(path or use.name, subject.static_names)
            if path in subject.static_names:
                what = _("« %(file)s » est écrit d’une manière que Quartiers ne sait pas suivre.")
                mend = _('Écrivez url("../img/nom.svg"), sans espace ni « \\ ».')
            what %= {"file": use.name}
            yield at(STATIC + name, use.line, "C002", Level.ERROR, what, mend)


@rule
def imports(subject: Subject) -> Iterator[Finding]:
    """C003."""
    for name, text in subject.sheets.items():
        for line in read(text).imports:
            what = _("« @import » n’est pas permis.")
            mend = _("Mettez ces règles dans « css/theme.css ».")
            yield at(STATIC + name, line, "C003", Level.ERROR, what, mend)


@rule
def properties(subject: Subject) -> Iterator[Finding]:
    """C004: a misspelt custom property gives no value at all."""
    known = set(subject.tokens)
    for layer in subject.stack.layers:
        for file, data in layer.files.static.items():
            if file.endswith(".css"):
                known |= read(data.decode("utf-8-sig", "replace")).declared
    for name, text in subject.sheets.items():
        for use in read(text).used:
            if use.name not in known and not use.has_fallback:
                what = _("« --%(name)s » n’est défini nulle part.") % {"name": use.name}
                mend = closest(use.name, known)
                yield at(STATIC + name, use.line, "C004", Level.ERROR, what, mend)


@rule
def focus(subject: Subject) -> Iterator[Finding]:
    """C005: who uses a keyboard must see where they are."""
    for name, text in subject.sheets.items():
        for rules in read(text).rules:
            names = {declaration[0] for declaration in rules.declarations}
            line = 0 if _never_reached(rules.selector) else _hidden_outline(rules)
            if line and not names & {"box-shadow", "border", "border-color", "background-color"}:
                what = _(
                    "Le contour de focus est retiré : au clavier, on ne sait plus où l’on est."
                )
                mend = _("Retirez cette ligne, ou donnez un contour : outline: 3px solid …")
                yield at(STATIC + name, line, "C005", Level.WARNING, what, mend)


@rule
def loaded(subject: Subject) -> Iterator[Finding]:
    """C006: of a theme's sheets only some are loaded."""
    known = {*sheets.PARTS, sheets.OWN, *subject.parent_static}
    told = "".join(subject.templates.values())
    for name in subject.sheets:
        if name not in known and name not in told:
            what = _("Aucune page ne charge cette feuille de style.")
            mend = _("Mettez ses règles dans « css/theme.css », que toutes les pages chargent.")
            yield at(STATIC + name, 0, "C006", Level.ADVICE, what, mend)


@rule
def text_sizes(subject: Subject) -> Iterator[Finding]:
    """C007: a size in pixels ignores what the reader chose."""
    for name, text in subject.sheets.items():
        for rules in read(text).rules:
            for declared, value, line in rules.declarations:
                if declared in ("font-size", "font") and re.search(r"(?<![\w-])\d*\.?\d+px", value):
                    what = _("Une taille de texte en pixels ne suit pas le réglage du lecteur.")
                    mend = _("Écrivez-la en rem (16px = 1rem), ou var(--text-m).")
                    yield at(STATIC + name, line, "C007", Level.ADVICE, what, mend)


@rule
def screen_fonts(subject: Subject) -> Iterator[Finding]:
    """C008: fonts for the screen are WOFF2, half the size of TTF."""
    for name, text in subject.sheets.items():
        for use in read(text).files:
            if use.name.lower().split("?")[0].endswith((".ttf", ".otf", ".woff")):
                what = _("Une police d’écran est un fichier .woff2.")
                mend = _("Convertissez-la ; le .ttf ne sert qu’aux documents imprimés.")
                yield at(STATIC + name, use.line, "C008", Level.ERROR, what, mend)


def _never_reached(selector: str) -> bool:
    """Whether every part is something that only a link or a pointer brings the focus to."""
    quiet = r"main|#contenu|.*\[tabindex=['\"]?-1['\"]?\]|.*:not\(:focus-visible\)"
    return all(re.fullmatch(quiet, part.strip()) for part in selector.split(","))


def _in_words(error: str) -> str:
    """What the parser says in English, in words for the author of the sheet."""
    if "string" in error:
        return _("un guillemet n’est pas refermé")
    if "URL" in error:
        return _("cette adresse url() est mal écrite")
    if error.startswith("Unmatched"):
        return _("cette fermeture n’a pas d’ouverture")
    return _("elle n’est pas du CSS, ou son accolade manque")


def _hidden_outline(rules: Rules) -> int:
    """The line that takes the outline away; 0 when it stays or comes back."""
    hidden = 0
    for name, value, line in rules.declarations:
        if name in ("outline", "outline-style", "outline-width"):
            hidden = line if re.fullmatch(r"(none|0[a-z]*)( *!important)?", value) else 0
    return hidden


# Reading ------------------------------------------------------------------------------------------


@lru_cache(maxsize=KEPT_SHEETS)
def read(text: str) -> Sheet:
    """A style sheet; the base theme's are read once per process."""
    reading = _Reading()
    nodes = tinycss2.parse_stylesheet(text + PROBE, skip_comments=True, skip_whitespace=True)
    last = nodes[-1] if nodes else None
    is_closed = last is not None and last.type == "qualified-rule" and _is_probe(last)
    reading.rules_of(nodes[:-1] if is_closed else nodes)
    return Sheet(
        tuple(reading.errors),
        is_closed,
        tuple(reading.files),
        tuple(reading.imports),
        frozenset(reading.declared),
        tuple(reading.used),
        tuple(reading.blocks),
    )


def _is_probe(node: Any) -> bool:
    return tinycss2.serialize(node.prelude).strip() == PROBE.strip().split(" ")[0]


class _Reading:
    def __init__(self) -> None:
        self.errors: list[tuple[int, str]] = []
        self.files: list[Use] = []
        self.imports: list[int] = []
        self.declared: set[str] = set()
        self.used: list[Use] = []
        self.blocks: list[Rules] = []

    def rules_of(self, nodes: Iterable[Any]) -> None:
        for node in nodes:
            if node.type == "error":
                self.errors.append((node.source_line, node.message))
            elif node.type == "qualified-rule":
                self.values_of(node.prelude)
                self.block(tinycss2.serialize(node.prelude).strip(), node.content)
            elif node.type == "at-rule":
                self.at_rule(node)

    def at_rule(self, node: Any) -> None:
        if node.lower_at_keyword == "import":
            self.imports.append(node.source_line)
        self.values_of(node.prelude)
        if node.lower_at_keyword == "property":
            self.declared |= _custom_names(node.prelude)
        if node.content is not None:
            self.block(f"@{node.lower_at_keyword}", node.content)

    def block(self, selector: str, content: list[Any]) -> None:
        nodes = tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True)
        found = []
        for node in nodes:
            if node.type != "declaration":
                continue
            if node.name.startswith("--"):
                self.declared.add(node.name[2:])
            self.values_of(node.value)
            value = tinycss2.serialize(node.value).strip().lower()
            found.append((node.lower_name, value, node.source_line))
        self.blocks.append(Rules(selector, tuple(found)))
        self.rules_of(n for n in nodes if n.type != "declaration")

    def values_of(self, nodes: Iterable[Any]) -> None:
        for node in nodes:
            if node.type == "url":
                self.files.append(Use(node.value, node.source_line))
            elif node.type == "error":
                self.errors.append((node.source_line, node.message))
            elif node.type == "function":
                self.function(node)
            elif node.type in ("() block", "[] block", "{} block"):
                self.values_of(node.content)

    def function(self, node: Any) -> None:
        if node.lower_name in ("url", "src", "image-set", "-webkit-image-set", "image"):
            strings = [n for n in node.arguments if n.type == "string"]
            self.files += [Use(n.value, n.source_line) for n in strings]
        if node.lower_name == "var":
            names = [n.value for n in node.arguments if n.type == "ident"][:1]
            comma = any(n.type == "literal" and n.value == "," for n in node.arguments)
            self.used += [Use(n[2:], node.source_line, comma) for n in names if n[:2] == "--"]
        self.values_of(node.arguments)


def _custom_names(nodes: Iterable[Any]) -> set[str]:
    return {n.value[2:] for n in nodes if n.type == "ident" and n.value.startswith("--")}

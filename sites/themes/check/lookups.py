"""L0xx: every look-up of every template against the table of what templates may ask for.

Nothing is rendered. What a name stands for is followed through ``with``, ``for``, ``as`` and the
values given to an include; a name given anywhere in the theme may have that value in all of its
templates, because templates included or extended see each other's names.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from typing import Any

from django.template.base import FilterExpression, Node, NodeList, TokenType, Variable
from django.template.defaulttags import (
    CycleNode,
    FilterNode,
    ForNode,
    RegroupNode,
    TemplateLiteral,
    WithNode,
)
from django.template.loader_tags import BlockNode, ExtendsNode, IncludeNode
from django.template.smartif import TokenBase
from django.templatetags.i18n import BlockTranslateNode
from django.utils.translation import gettext as _

from sites.themes.files import TEMPLATES
from sites.themes.findings import Finding, Level

from . import rule
from .sources import first_word, line_of_node
from .subject import Subject, at, closest
from .vocabulary import (
    EACH,
    HTML,
    INSTEAD,
    KINDS,
    NAMES,
    ONLY_IN,
    REFUSED_FILTERS,
    RESULTS,
    RICH,
    TEXT,
    Many,
    Row,
    Shape,
    one,
)

MOST = 100  # findings on one template
PASSES = 12  # names given to names given to names: a theme has two or three
TAKEN = ("asvar", "target_var", "variable", "variable_name", "varname", "var_name")
UNSAFE = ("safe", "richtext")  # filters that trust what they are put on
SAME = ("safe", "slice", "default", "default_if_none")
ITEM = ("first", "last", "random")
UNKNOWN: Shape = frozenset()  # said already; not said again

Scope = dict[str, Shape]


@rule
def lookups(subject: Subject) -> Iterator[Finding]:
    yield from _Theme(subject).findings()


class _Theme:
    """Reads all templates until no name is given a new kind of value, then reports."""

    def __init__(self, subject: Subject):
        self.subject = subject
        self.given: dict[str, set] = {}

    def findings(self) -> Iterator[Finding]:
        readings: list[_Reading] = []
        for _pass in range(PASSES):
            before = sum(map(len, self.given.values()))
            readings = [self.read(name) for name in sorted(self.subject.sources.own)]
            if sum(map(len, self.given.values())) == before:
                break
        for reading in readings:
            yield from reading.findings

    def read(self, name: str) -> "_Reading":
        reading = _Reading(self, name, self.subject.templates[name].split("\n"))
        reading.nodes(self.subject.sources.own[name].nodelist, {})
        return reading

    def give(self, name: str, shape: Shape) -> None:
        self.given.setdefault(name, set()).update(shape)

    def known(self, name: str) -> Shape | None:
        """What ``name`` may stand for where nothing nearer says so; None for no name at all."""
        if name not in NAMES and not self.given.get(name):
            return None  # given, but by what nobody knows
        return NAMES.get(name, UNKNOWN) | frozenset(self.given.get(name, ()))


@dataclass
class _Reading:
    """One template, node after node; ``line`` is that of the tag being read."""

    theme: _Theme
    name: str
    lines: list[str]
    findings: list[Finding] = field(default_factory=list)
    line: int = 0

    @property
    def is_full(self) -> bool:
        """Whether enough was said: proposing names takes time, and nobody reads a thousand."""
        return len(self.findings) >= MOST

    def say(self, code: str, words: str, what: str, mend: str) -> None:
        self.findings.append(
            at(TEMPLATES + self.name, self.line_with(words), code, Level.ERROR, what, mend)
        )

    def line_with(self, words: str) -> int:
        """The line of ``words`` from the tag on: an ``elif`` has no line of its own."""
        first = max(self.line - 1, 0)
        for number, text in enumerate(self.lines[first:], first + 1):
            if words in text:
                return number
        return self.line

    # Nodes ----------------------------------------------------------------------------------------

    def nodes(self, nodes: Iterable[Any], scope: Scope) -> None:
        for node in nodes:
            self.line = line_of_node(node) or self.line
            self.node(node, scope)

    def node(self, node: Node, scope: Scope) -> None:
        match node:
            case ExtendsNode():
                self.value(node.parent_name, scope)
                self.nodes(node.nodelist, scope)
            case BlockNode():
                # A child may put it elsewhere, where other names hold.
                self.nodes(node.nodelist, {})
            case ForNode():
                self.loop(node, scope)
            case WithNode():
                inner = scope | self.bind(node.extra_context, scope)
                self.nodes(node.nodelist, inner)
            case BlockTranslateNode():
                self.translation(node, scope)
            case RegroupNode():
                self.regroup(node, scope)
            case _:
                self.other(node, scope)

    def loop(self, node: ForNode, scope: Scope) -> None:
        each = self.each(self.value(node.sequence, scope), node.sequence)
        inner = dict(scope)
        for position, name in enumerate(node.loopvars):
            inner[name] = each if len(node.loopvars) == 1 else _part(each, position)
            self.theme.give(name, inner[name])
        self.nodes(node.nodelist_loop, inner)
        self.nodes(node.nodelist_empty, scope)

    def bind(self, values: dict[str, FilterExpression], scope: Scope) -> Scope:
        found = {name: self.value(value, scope) for name, value in values.items()}
        for name, shape in found.items():
            trusted = NAMES.get(name, UNKNOWN) & one(HTML, RICH)
            if trusted and shape - NAMES[name]:
                what = _("« %(name)s » est réservé à des textes que Quartiers a déjà nettoyés.")
                self.say("S007", name, what % {"name": name}, _("Prenez un autre nom."))
            self.theme.give(name, shape)
        return found

    def translation(self, node: BlockTranslateNode, scope: Scope) -> None:
        inner = scope | self.bind(node.extra_context or {}, scope)
        for name, value in (("", node.message_context), (node.countervar, node.counter)):
            if value is not None:
                shape = self.value(value, scope)
                inner |= {name: shape} if name else {}
        for token in [*(node.singular or ()), *(node.plural or ())]:
            if token.token_type == TokenType.VAR:
                self.line = token.lineno
                self.in_translation(token.contents, inner)
        if node.asvar:
            self.take(node.asvar, one(TEXT), scope)

    def in_translation(self, name: str, scope: Scope) -> None:
        if "." in name or "|" in name:
            what = _("Dans « blocktranslate », « %(name)s » ne donne rien.") % {"name": name}
            mend = _("Donnez-lui d’abord un nom : {% blocktranslate with nom=… %}.")
            self.say("L004", name, what, mend)
        else:
            self.root(name, scope, name)

    def regroup(self, node: RegroupNode, scope: Scope) -> None:
        each = self.each(self.value(node.target, scope), node.target)
        inner = scope | {node.var_name: each}
        self.value(node.expression, inner)
        group = Row((one(TEXT), one(Many(each))), ("grouper", "list"))
        self.take(node.var_name, one(Many(one(group))), scope)

    def other(self, node: Node, scope: Scope) -> None:
        if isinstance(node, FilterNode):
            scope = scope | {"var": one(TEXT)}
        if isinstance(node, CycleNode) and node.variable_name:
            self.cycle(node)
        if isinstance(node, IncludeNode) or hasattr(node, "block_var"):
            self.bind(getattr(node, "extra_context", None) or {}, scope)
        for value in _values_in(node):
            self.value(value, scope)
        for attribute in TAKEN:
            name = getattr(node, attribute, None)
            if isinstance(name, str) and name:
                self.take(name, RESULTS.get(first_word(node), one(TEXT)), scope)
        for nodes in _nodelists_in(node):
            self.nodes(nodes, scope)

    def cycle(self, node: CycleNode) -> None:
        """``{% cycle … as name %}`` hands on what it was given, not the text it prints."""
        if all(isinstance(getattr(v, "var", v), str) for v in node.cyclevars):
            return
        what = _("« {% cycle … as … %} » ne donne un nom qu’à des textes.")
        mend = _("Écrivez les valeurs entre guillemets, ou retirez « as ».")
        self.say("L006", "cycle", what, mend)

    def take(self, name: str, shape: Shape, scope: Scope) -> None:
        """``… as name``: there from here on."""
        scope[name] = shape
        self.theme.give(name, shape)

    # Values ---------------------------------------------------------------------------------------

    def value(self, value: Any, scope: Scope) -> Shape:
        """What an expression may give; says what is wrong with it."""
        if isinstance(value, Variable):
            return self.variable(value, scope)
        if not isinstance(value, FilterExpression):
            return one(TEXT)
        shape = self.variable(value.var, scope)
        for function, arguments in value.filters:
            given = [self.variable(arg, scope) for is_name, arg in arguments if is_name]
            shape = self.filtered(getattr(function, "_filter_name", ""), shape, given, value)
        return shape

    def variable(self, variable: Any, scope: Scope) -> Shape:
        lookups = getattr(variable, "lookups", None)
        if not lookups:  # a text or a number
            return one(TEXT)
        words = str(variable.var)
        shape, told = self.root(lookups[0], scope, words), lookups[0]
        for attribute in lookups[1:]:
            if not shape:
                return UNKNOWN
            shape, told = self.attribute(shape, attribute, told, words), f"{told}.{attribute}"
        return shape

    def root(self, name: str, scope: Scope, words: str) -> Shape:
        if name in scope:
            return scope[name]
        shape = self.theme.known(name)
        if shape is None:
            if self.is_full:
                return UNKNOWN
            what = _("« %(name)s » n’est pas un nom que les pages connaissent.") % {"name": name}
            self.say("L001", words, what, closest(name, {*NAMES, *self.theme.given}))
            return UNKNOWN
        places = ONLY_IN.get(name)
        if places and not self.name.startswith(places):
            what = _("« %(name)s » n’est pas permis ici : la page ne pourrait plus être gardée en "
                     "mémoire pour tout le monde.")  # fmt: skip
            mend = _("Permis seulement dans : %(places)s.") % {"places": ", ".join(places)}
            if name in INSTEAD:
                mend = _("Prenez « %(name)s ».") % {"name": INSTEAD[name]}
            self.say("L003", words, what % {"name": name}, mend)
        return shape

    def attribute(self, shape: Shape, name: str, told: str, words: str) -> Shape:
        found: set = set()
        for kind in shape:
            found |= _looked_up(kind, name)
        if found or self.is_full:
            return frozenset(found)
        allowed = sorted({a for kind in shape for a in KINDS.get(kind, ()) if a != EACH})
        what = _("« %(words)s » : « %(name)s » n’est pas permis sur « %(root)s ».")
        what %= {"words": words, "name": name, "root": told}
        self.say("L002", words, what, _allowed(name, allowed, told))
        return UNKNOWN

    def each(self, shape: Shape, expression: Any) -> Shape:
        """What a loop over ``shape`` gives."""
        found: set = set()
        for kind in shape:
            found |= _walked(kind)
        if shape and not found:
            words = str(getattr(expression, "var", expression))
            what = _("« %(words)s » n’est pas une liste.") % {"words": words}
            mend = _("Une boucle parcourt une liste : chrome.menu, results.object_list…")
            self.say("L005", words, what, mend)
        return frozenset(found)

    def filtered(
        self, name: str, shape: Shape, given: list[Shape], value: FilterExpression
    ) -> Shape:
        if name in REFUSED_FILTERS:
            what = _("Le filtre « %(name)s » n’est pas permis dans un thème.") % {"name": name}
            self.say("T006", f"|{name}", what, _("Retirez-le."))
        if name in UNSAFE and shape and not _is_clean(name, shape):
            what = _("« |%(name)s » laisserait passer du code écrit par des lecteurs.")
            mend = _("Retirez ce filtre ; pour un texte à paragraphes : |linebreaks.")
            self.say("S007", f"|{name}", what % {"name": name}, mend)
        if name in ITEM:
            return frozenset(kind for item in shape for kind in _walked(item))
        if name == "richtext":
            return one(HTML)
        if name in SAME:
            return shape.union(*given)
        return one(TEXT)


def _is_clean(name: str, shape: Shape) -> bool:
    """Whether a filter that trusts its value may be put on it. A block's text is rich in some
    blocks only, and the template of a block knows which it is.
    """
    if name == "richtext":
        return bool(shape & one(HTML, RICH)) and shape <= one(HTML, RICH, TEXT, "value")
    return shape <= one(HTML)


def _looked_up(kind: Any, name: str) -> Shape:
    match kind:
        case Many(of):
            return of if name.isdecimal() else UNKNOWN
        case Row(parts, names):
            found = dict(zip(names, parts, strict=False))
            found |= {str(position): part for position, part in enumerate(parts)}
            return found.get(name, UNKNOWN)
        case _:
            return KINDS[kind].get(name, UNKNOWN)


def _walked(kind: Any) -> Shape:
    match kind:
        case Many(of):
            return of
        case Row(parts, _names):
            return UNKNOWN.union(*parts)
        case "text" | "html" | "rich":
            return one(TEXT)
        case _:
            return KINDS[kind].get(EACH, UNKNOWN)


def _part(each: Shape, position: int) -> Shape:
    """The value of one of several loop variables."""
    found: set = set()
    for kind in each:
        if isinstance(kind, Row) and position < len(kind.parts):
            found |= kind.parts[position]
    return frozenset(found) or one(TEXT)


def _allowed(name: str, allowed: list[str], told: str) -> str:
    if not allowed:
        return _("« %(root)s » s’écrit tel quel, sans point derrière.") % {"root": told}
    likely = closest(name, allowed)
    return _("%(likely)s Permis ici : %(names)s.") % {
        "likely": likely,
        "names": ", ".join(allowed),
    }


def _values_in(node: Node) -> Iterator[Any]:
    """Every expression that a tag holds, however deep; what it contains as nodes is left out."""
    for attribute, value in vars(node).items():
        if attribute not in ("token", "origin", "extra_context", "parent"):
            yield from _values(value)
    for value in (getattr(node, "extra_context", None) or {}).values():
        if not (isinstance(node, IncludeNode) or hasattr(node, "block_var")):
            yield from _values(value)


def _values(value: Any) -> Iterator[Any]:
    if isinstance(value, FilterExpression | Variable):
        yield value
    elif isinstance(value, TemplateLiteral):
        yield value.value
    elif isinstance(value, TokenBase):
        yield from _values(getattr(value, "first", None))
        yield from _values(getattr(value, "second", None))
    elif isinstance(value, dict):
        for each in value.values():
            yield from _values(each)
    elif isinstance(value, list | tuple) and not isinstance(value, NodeList):
        for each in value:
            yield from _values(each)


def _nodelists_in(node: Node) -> Iterator[NodeList]:
    """What a tag contains, each list once; ``IfNode`` keeps its lists beside its conditions."""
    pairs = getattr(node, "conditions_nodelists", None)
    if pairs is not None:
        yield from (nodes for _condition, nodes in pairs)
        return
    for attribute in ("nodelist", "nodelist_true", "nodelist_false"):
        nodes = vars(node).get(attribute)
        if isinstance(nodes, NodeList):
            yield nodes

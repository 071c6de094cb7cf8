"""Which texts the code and the templates hand to gettext; no system gettext is needed.

Python is read as a syntax tree, templates through Django's own ``templatize``.
"""

import ast
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from django.utils.translation.template import templatize

# Position of (context, singular, plural) among the arguments of each function.
ARGUMENTS = {
    "gettext": (None, 0, None),
    "ngettext": (None, 0, 1),
    "pgettext": (0, 1, None),
    "npgettext": (0, 1, 2),
}
FUNCTIONS = {
    "_": ARGUMENTS["gettext"],
    "gettext_noop": ARGUMENTS["gettext"],
    **ARGUMENTS,
    **{f"{name}_lazy": places for name, places in ARGUMENTS.items()},
}
TEMPLATE_SUFFIXES = {".html", ".txt", ".xml", ".svg", ".atom"}

_STRING = r"""u?(?:'(?:\\.|[^'\\])*'|"(?:\\.|[^"\\])*")"""
_TEMPLATE_CALL = re.compile(
    rf"(?<!\w)(?P<name>n?p?gettext|_)\((?P<strings>{_STRING}(?:,\s*{_STRING})*)(?:,\s*count)?\)"
)


class UnreadableText(Exception):
    """A text that cannot be looked up at run time: not a plain literal, or a broken template."""


@dataclass(frozen=True, order=True)
class Text:
    """What a translator sees: a French text, its plural or None, and what tells namesakes apart."""

    singular: str
    plural: str | None = None
    context: str | None = None


def texts_under(roots: list[Path]) -> set[Text]:
    """Every text of the Python files and templates below ``roots``.

    Raises UnreadableText, naming file and line, for one that gettext could never find.
    """
    found: set[Text] = set()
    for root in roots:
        for path in sorted(root.rglob("*")):
            if path.suffix == ".py":
                found.update(_checked(path, texts_of_python(path.read_text())))
            elif path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts:
                found.update(_checked(path, texts_of_template(path.read_text())))
    return found


def _checked(path: Path, texts: Iterator[Text]) -> list[Text]:
    try:
        return list(texts)
    except (UnreadableText, SyntaxError) as problem:
        raise UnreadableText(f"{path}: {problem}") from None


def texts_of_python(source: str) -> Iterator[Text]:
    nodes = list(ast.walk(ast.parse(source)))
    functions = FUNCTIONS | _aliases(nodes)
    for node in nodes:
        if isinstance(node, ast.Call) and (places := functions.get(_name(node.func))):
            yield _text(places, partial(_literal, node))


def _aliases(nodes: list[ast.AST]) -> dict[str, tuple]:
    """What a file calls these functions besides: ``from … import gettext as _now``.

    A name without an underscore is for code that handles texts which are not its own.
    """
    imports = [name for node in nodes if isinstance(node, ast.ImportFrom) for name in node.names]
    return {
        one.asname: FUNCTIONS[one.name]
        for one in imports
        if one.name in FUNCTIONS and one.asname and one.asname.startswith("_")
    }


def _text(places: tuple, at: Callable[[int], str]) -> Text:
    """The text whose parts stand at ``places`` among the arguments of a call."""
    context, singular, plural = (None if place is None else at(place) for place in places)
    return Text(singular or "", plural, context)


def _name(function: ast.expr) -> str:
    if isinstance(function, ast.Attribute):
        return function.attr
    return function.id if isinstance(function, ast.Name) else ""


def _literal(call: ast.Call, place: int) -> str:
    argument = call.args[place] if place < len(call.args) else None
    if isinstance(argument, ast.Constant) and isinstance(argument.value, str):
        return argument.value
    raise UnreadableText(f"line {call.lineno}: gettext needs a plain text in quotes, no f-string")


def texts_of_template(source: str) -> Iterator[Text]:
    for call in _TEMPLATE_CALL.finditer(templatize(source)):
        strings = ast.literal_eval(f"({call['strings']},)")
        yield _text(FUNCTIONS[call["name"]], strings.__getitem__)

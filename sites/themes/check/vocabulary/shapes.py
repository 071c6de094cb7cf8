"""How the tables of this package are written: kinds of values, one or many."""

from dataclasses import dataclass

# Values that nothing is looked up on: texts, numbers, dates; HTML that the product has cleaned;
# text of the editor, which « richtext » makes HTML of.
TEXT, HTML, RICH = "text", "html", "rich"
EACH = "*"  # what one gets from walking through a thing


@dataclass(frozen=True)
class Many:
    """A list; its things are of one of these kinds."""

    of: frozenset


@dataclass(frozen=True)
class Row:
    """Things that come together: ``{% for value, words in choices %}``; some have names."""

    parts: tuple[frozenset, ...]
    names: tuple[str, ...] = ()


Shape = frozenset  # of kinds (str), Many and Row


def one(*kinds: str | Many | Row) -> Shape:
    return frozenset(kinds)


def many(*kinds: str | Many | Row) -> Shape:
    return one(Many(frozenset(kinds)))


def row(*parts: Shape) -> Row:
    return Row(parts)


def texts(names: str) -> dict[str, Shape]:
    return dict.fromkeys(names.split(), one(TEXT))

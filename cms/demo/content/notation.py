"""How the texts of the demo are written down: plain words, and a few named blocks.

A body is a sequence of strings and blocks. In a string, a blank line ends a paragraph, ``## `` and
``### `` begin a heading, ``- `` or ``1. `` an item of a list; ``**strong**``, ``*emphasis*`` and
``[words](/address/)`` mean what they mean in Markdown. Pictures are named by their drawing, files
by their file name, places by their name; what all of this becomes: ``cms.demo.making.bodies``.
"""

from collections.abc import Sequence
from dataclasses import dataclass


@dataclass(frozen=True)
class Callout:
    """A box; ``kind`` is info, warning or success."""

    kind: str
    title: str
    text: str


@dataclass(frozen=True)
class Quote:
    text: str
    author: str = ""


@dataclass(frozen=True)
class Table:
    """``rows`` begin with the row of headings; the first column heads its row."""

    caption: str
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True)
class Figures:
    """Pairs of a number with its unit and what it counts."""

    items: tuple[tuple[str, str], ...]
    source: str = ""


@dataclass(frozen=True)
class Steps:
    """Pairs of a title and a sentence (may be empty)."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Folds:
    """Pairs of a title and the text that opens below it."""

    items: tuple[tuple[str, str], ...]


@dataclass(frozen=True)
class Image:
    """A picture; its alternative text is what its drawing shows. An empty ``alt``: decoration."""

    picture: str
    alt: str | None = None
    caption: str = ""


@dataclass(frozen=True)
class Images:
    items: tuple[Image, ...]


@dataclass(frozen=True)
class Film:
    title: str
    url: str
    poster: str
    transcript: str


@dataclass(frozen=True)
class Downloads:
    title: str
    files: tuple[str, ...]


@dataclass(frozen=True)
class Button:
    """To a page of the same site (a path) or an address elsewhere."""

    label: str
    to: str
    note: str = ""


@dataclass(frozen=True)
class At:
    place: str
    note: str = ""


@dataclass(frozen=True)
class Newest:
    """The newest things of a kind (news, document, gallery, topic), kept up by the site itself."""

    title: str
    kind: str
    count: int = 3


Block = (
    Callout
    | Quote
    | Table
    | Figures
    | Steps
    | Folds
    | Image
    | Images
    | Film
    | Downloads
    | Button
    | At
    | Newest
)
Body = Sequence[str | Block]

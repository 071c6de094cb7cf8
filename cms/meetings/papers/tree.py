"""A body as a small neutral tree, and how HTML becomes one; ``blocks`` does it for a page’s body.

Papers know these nodes only; whatever a block looks like on the screen, here it is a heading, a
paragraph, a list, a table, a quotation, a picture or a note.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from urllib.parse import urljoin

from bs4 import BeautifulSoup, NavigableString, PageElement, Tag
from bs4.element import PreformattedString
from wagtail.rich_text import expand_db_html

SPACE = re.compile(r"[ \t\r\n\f]+")
SCHEMES = ("http://", "https://", "mailto:")


@dataclass(frozen=True)
class Run:
    """A stretch of text in one style; ``href`` is absolute or empty."""

    text: str
    bold: bool = False
    italic: bool = False
    raised: bool = False
    href: str = ""


Runs = tuple[Run, ...]
NEW_LINE = Run("\n")


@dataclass(frozen=True)
class Heading:
    """``level`` 1 for a part, 2 for a part of it…"""

    level: int
    runs: Runs


@dataclass(frozen=True)
class Paragraph:
    runs: Runs


@dataclass(frozen=True)
class Bullets:
    """A list; each item is a body of its own, so that lists nest."""

    items: tuple[tuple["Node", ...], ...]
    ordered: bool = False


@dataclass(frozen=True)
class Table:
    """``rows`` have as many cells as there are columns; ``header`` is the first row, or empty."""

    rows: tuple[tuple[Runs, ...], ...]
    header: tuple[Runs, ...] = ()
    caption: str = ""
    first_column_leads: bool = False


@dataclass(frozen=True)
class Quote:
    nodes: tuple["Node", ...]
    author: str = ""


@dataclass(frozen=True)
class Picture:
    """PNG, JPEG, GIF, WebP or SVG; without ``alt`` it only decorates."""

    data: bytes
    alt: str = ""
    caption: str = ""


@dataclass(frozen=True)
class Note:
    """A call-out: what is not to be missed, under a label."""

    label: str
    nodes: tuple["Node", ...]


Node = Heading | Paragraph | Bullets | Table | Quote | Picture | Note

# From HTML ----------------------------------------------------------------------------------------

BOLD, ITALIC = ("b", "strong"), ("i", "em", "cite")
LISTS = ("ul", "ol")
BLOCKS = ("p", "div", "section", "figure", "h1", "h2", "h3", "h4", "h5", "h6", *LISTS, "li",
          "blockquote", "table", "pre", "hr", "details", "summary")  # fmt: skip
LEFT_OUT = ("script", "style", "template", "head", "title")


def from_html(html: str, base: str = "") -> tuple[Node, ...]:
    """The nodes of clean HTML. Links are made absolute from ``base``; what is unknown is read
    through to the words in it.
    """
    return tuple(_nodes(BeautifulSoup(html, "html.parser"), base))


def from_rich_text(source: str, base: str = "") -> tuple[Node, ...]:
    """The nodes of rich text as Wagtail stores it, its links to pages and files looked up."""
    return from_html(expand_db_html(source), base)


def _nodes(parent: Tag, base: str) -> Iterator[Node]:
    """Blocks below ``parent`` in order; text between them makes paragraphs."""
    loose: list[Run] = []
    for child in parent.children:
        if isinstance(child, Tag) and _is_block(child):
            yield from _paragraph(loose)
            loose = []
            yield from _block(child, base)
        else:
            loose += _runs(child, Run(""), base)
    yield from _paragraph(loose)


def _is_block(tag: Tag) -> bool:
    return tag.name in BLOCKS or tag.find(BLOCKS) is not None


def _block(tag: Tag, base: str) -> Iterator[Node]:
    if found := re.fullmatch(r"h([1-6])", tag.name):
        runs = _tidy(_runs(tag, Run(""), base))
        if runs:
            yield Heading(max(int(found[1]) - 1, 1), runs)
    elif tag.name in LISTS:
        yield from _list(tag, base)
    elif tag.name == "table":
        yield from _table(tag, base)
    elif tag.name == "blockquote":
        nodes = tuple(_nodes(tag, base))
        if nodes:
            yield Quote(nodes)
    else:
        yield from _nodes(tag, base)


def _list(tag: Tag, base: str) -> Iterator[Node]:
    items = [tuple(_nodes(item, base)) for item in tag.find_all("li", recursive=False)]
    kept = tuple(item for item in items if item)
    if kept:
        yield Bullets(kept, tag.name == "ol")


def _table(tag: Tag, base: str) -> Iterator[Node]:
    """Rows of equal length; a cell over several columns or rows is followed by empty ones."""
    lines = [line for line in tag.find_all("tr") if line.find_parent("table") is tag]
    rows = _grid(lines, base)
    if not rows:
        return
    has_header = all(cell.name == "th" for cell in _cells(lines[0]))
    body = lines[1:] if has_header else lines
    caption = tag.caption.get_text(" ", strip=True) if tag.caption else ""
    yield Table(
        rows=tuple(rows[1:] if has_header else rows),
        header=rows[0] if has_header else (),
        caption=caption,
        first_column_leads=bool(body) and all(_leads(line) for line in body),
    )


def _grid(lines: list[Tag], base: str) -> list[tuple[Runs, ...]]:
    taken: dict[tuple[int, int], Runs] = {}
    for y, line in enumerate(lines):
        x = 0
        for cell in _cells(line):
            while (y, x) in taken:
                x += 1
            for down in range(min(_span(cell, "rowspan"), len(lines) - y)):
                for right in range(_span(cell, "colspan")):
                    taken[y + down, x + right] = ()
            taken[y, x] = _tidy(_runs(cell, Run(""), base))
            x += _span(cell, "colspan")
    width = max((x for _y, x in taken), default=-1) + 1
    return [tuple(taken.get((y, x), ()) for x in range(width)) for y in range(len(lines)) if width]


def _cells(line: Tag) -> list[Tag]:
    return line.find_all(["td", "th"], recursive=False)


def _leads(line: Tag) -> bool:
    cells = _cells(line)
    return bool(cells) and cells[0].name == "th"


def _span(cell: Tag, name: str) -> int:
    text = str(cell.get(name, "1"))
    return min(max(int(text), 1), 40) if text.isdecimal() else 1


def _runs(element: PageElement, style: Run, base: str) -> list[Run]:
    if isinstance(element, NavigableString):
        # Comments and the like are strings too, and no words.
        return [] if isinstance(element, PreformattedString) else [replace(style, text=element)]
    if not isinstance(element, Tag) or element.name in LEFT_OUT:
        return []
    if element.name == "br":
        return [NEW_LINE]
    if element.name == "img":
        return [replace(style, text=str(element.get("alt", "")))]
    style = _styled(element, style, base)
    inner = [run for child in element.children for run in _runs(child, style, base)]
    return [*inner, Run(" ")] if element.name in BLOCKS else inner


def _styled(tag: Tag, style: Run, base: str) -> Run:
    if tag.name == "a":
        return replace(style, href=address_of(str(tag.get("href", "")), base))
    return replace(
        style,
        bold=style.bold or tag.name in BOLD,
        italic=style.italic or tag.name in ITALIC,
        raised=style.raised or tag.name == "sup",
    )


def address_of(href: str, base: str) -> str:
    """Where a link leads, absolute; empty for a scheme that paper cannot follow."""
    absolute = urljoin(base, href.strip()) if href.strip() else ""
    return absolute if absolute.lower().startswith(SCHEMES) else ""


def _paragraph(runs: list[Run]) -> Iterator[Paragraph]:
    kept = _tidy(runs)
    if kept:
        yield Paragraph(kept)


def _tidy(runs: Iterable[Run]) -> Runs:
    """One space where HTML shows one, none at either end; neighbours in one style joined."""
    kept: list[Run] = []
    for run in runs:
        text = run.text if run == NEW_LINE else SPACE.sub(" ", run.text)
        at_start = not kept or kept[-1].text.endswith((" ", "\n"))
        text = text.removeprefix(" ") if at_start else text
        if not text or (run == NEW_LINE and not kept):
            continue
        if (
            kept
            and NEW_LINE not in (run, kept[-1])
            and replace(kept[-1], text="") == replace(run, text="")
        ):
            kept[-1] = replace(run, text=kept[-1].text + text)
        else:
            kept.append(replace(run, text=text))
    while kept and not kept[-1].text.rstrip(" \n"):
        kept.pop()
    if kept:
        kept[-1] = replace(kept[-1], text=kept[-1].text.rstrip(" \n"))
    return tuple(kept)


def plain(text: str) -> Runs:
    """Text without markup as runs; its line breaks are kept."""
    lines = str(text).strip().splitlines()
    parts = [part for line in lines for part in (NEW_LINE, Run(line))][1:]
    return _tidy(parts)

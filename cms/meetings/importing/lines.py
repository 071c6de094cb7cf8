"""The paragraphs of a document as one reads them: headings, items of lists, the title, the rest."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .numbering import Numbering
from .parts import attribute, child, children, has, is_on, local, number
from .styles import CAPTION, CONTENTS, TITLE, Styles

WRAPPERS = ("sdt", "sdtContent", "customXml", "ins", "moveTo", "smartTag")
GRAPHICS = ("drawing", "pict", "object", "AlternateContent")
GONE = ("del", "moveFrom")
LONGEST_FAKE = 90  # characters of a bold line that is meant as a heading
DEEPEST = 4  # levels of lists below the first, as the editor of our texts has them
_NUMBERED = re.compile(r"(?:\d{1,2}|[IVX]{1,5}|[A-Z])(?:[.)°]|[.)]?\s*[-–—])[\s\d]", re.I)
_MINUTES = re.compile(
    r"\b(?:compte[ -]rendu|proc[èe]s[ -]verbal|relev[ée] de d[ée]cisions)\b", re.I
)


@dataclass
class Line:
    """A paragraph of the body. ``level`` of a heading from 1, 0 otherwise; ``list_key`` of an
    item names its list; ``label`` is the number Word shows before it.
    """

    element: Element
    text: str
    kind: str = ""
    level: int = 0
    list_key: str = ""
    depth: int = 0
    is_ordered: bool = False
    count: int = 0
    label: str = ""
    stands_out: bool = False  # all of it bold, or all of it underlined
    has_picture: bool = False

    @property
    def is_item(self) -> bool:
        return bool(self.list_key) and not self.level and not self.kind

    @property
    def is_seen(self) -> bool:
        return bool(self.text) or self.has_picture

    @property
    def is_numbered(self) -> bool:
        return bool(self.label) or bool(_NUMBERED.match(self.text))


Block = tuple[Element, Element, Line | None]  # its parent, itself, and what it is unless a table


def flow(parent: Element) -> Iterator[tuple[Element, Element]]:
    """Paragraphs and tables of the body, whatever wraps them, with their parents."""
    for element in list(parent):
        name = local(element)
        if name in ("p", "tbl", "altChunk"):
            yield parent, element
        elif name in WRAPPERS:
            yield from flow(element)


def own_text(paragraph: Element) -> str:
    """Its words, without those of boxes drawn beside it and without what was deleted."""
    found: list[str] = []
    for element in seen(paragraph):
        name = local(element)
        if name == "t":
            found.append(element.text or "")
        elif name in ("br", "cr", "tab"):
            found.append(" ")
    return re.sub(r"\s+", " ", "".join(found)).strip()


def seen(element: Element) -> Iterator[Element]:
    for one in element:
        if local(one) not in GRAPHICS and local(one) not in GONE:
            yield one
            yield from seen(one)


def lines(body: Element, styles: Styles, numbering: Numbering) -> list[Block]:
    """All that stands in the body, in order. Headings that are only bold count when a document
    has no others.
    """
    blocks = [
        (parent, one, _line(one, styles, numbering) if local(one) == "p" else None)
        for parent, one in flow(body)
    ]
    if not any(line and line.level and line.text for _p, _e, line in blocks):
        _find_fake_headings(blocks)
    return blocks


def _line(paragraph: Element, styles: Styles, numbering: Numbering) -> Line:
    properties = child(paragraph, "pPr")
    style = attribute(child(properties, "pStyle"))
    kind = styles.kind(style)
    line = Line(
        paragraph,
        own_text(paragraph),
        kind=kind,
        level=0 if kind else _level(properties, styles.heading_level(style)),
        stands_out=_stands_out(paragraph, styles.is_bold(style)),
        has_picture=has(paragraph, *GRAPHICS),
    )
    if line.text:
        _number(line, child(properties, "numPr"), styles.numbering(style), numbering)
    return line


def _level(properties: Element | None, by_style: int) -> int:
    outline = child(properties, "outlineLvl")
    if outline is None:
        return by_style
    level = number(attribute(outline), 9)
    return level + 1 if level < 9 else 0


def _number(
    line: Line, own: Element | None, of_style: Element | None, numbering: Numbering
) -> None:
    key, depth = "", ""
    for told in (own, of_style):
        key = key or attribute(child(told, "numId"))
        depth = depth or attribute(child(told, "ilvl"))
    place = min(number(depth), 8)
    level = numbering.level(key, place)
    if level is None or level.form == "none":
        return
    counted = numbering.count(key, place)
    line.list_key, line.depth = key, min(place, DEEPEST)
    line.is_ordered = level.form != "bullet"
    line.count, line.label = counted.count, counted.shown


def _stands_out(paragraph: Element, is_bold: bool) -> bool:
    runs = [run for run in seen(paragraph) if local(run) == "r" and _has_letters(run)]
    return bool(runs) and (
        all(_is_bold(run, is_bold) for run in runs)
        or all(is_on(child(run, "rPr", "u")) for run in runs)
    )


def _has_letters(run: Element) -> bool:
    return any((text.text or "").strip() for text in children(run, "t"))


def _is_bold(run: Element, otherwise: bool) -> bool:
    told = child(run, "rPr", "b")
    if told is None:
        return otherwise or attribute(child(run, "rPr", "rStyle")).lower() in ("strong", "lev")
    return is_on(told)


def _find_fake_headings(blocks: list[Block]) -> None:
    """Whole bold short lines with something below them."""
    shown = [(line, element) for _p, element, line in blocks if line is None or line.is_seen]
    following = [line for line, _element in shown[1:]]
    for (line, _element), after in zip(shown, following, strict=False):
        if line and _could_be_heading(line):
            if after is None or not _could_be_heading(after) or line.is_numbered:
                line.level = 1


def _could_be_heading(line: Line) -> bool:
    text = line.text
    return (
        line.stands_out
        and not line.kind
        and (line.is_ordered or not line.list_key)
        and line.depth == 0
        and 3 <= len(text) <= LONGEST_FAKE
        and text[-1] not in ".;,!…"
        and not re.search(r":\s*\S", text)
    )


def title_lines(blocks: list[Block]) -> list[Line]:
    """The lines that say the title of the document: of that style, or the one at the head."""
    shown = [line for _p, _e, line in blocks if line and line.text and line.kind != CONTENTS]
    for place, line in enumerate(shown):
        if line.kind == TITLE:
            two = shown[place : place + 2]
            return [one for one in two if one.kind == TITLE]
    if not shown:
        return []
    first = shown[0]
    highest = [line for line in shown if line.level == 1]
    is_alone = highest == [first] and any(line.level > 1 for line in shown)
    head = [one for one in shown[:4] if one.stands_out and _MINUTES.search(one.text)]
    return [first] if is_alone else head[:1]


__all__ = ["CAPTION", "CONTENTS", "TITLE", "Block", "Line", "flow", "lines", "title_lines"]

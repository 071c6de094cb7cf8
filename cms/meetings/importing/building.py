"""Blocks of a page, made of the HTML that a library makes of the document (reading.py)."""

from collections.abc import Iterator
from itertools import chain
from typing import Any
from xml.etree.ElementTree import Element

from django.utils.translation import gettext as _

from .inline import Picture, Reader, Run, html_of, text_of
from .losses import Losses
from .preparing import Found
from .tables import Table, cells, grid, read_table, value_of

Block = dict[str, Any]  # {"type": …, "value": …}, as a body stores it
LONGEST_HEADING, LONGEST_CAPTION, LONGEST_ALT = 120, 200, 200
LISTS = ("ul", "ol")
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
NOTES = ("footnote-", "endnote-")


def is_caption(element: Element) -> bool:
    return element.tag == "p" and element.get("class") == "caption"


class Builder:
    """Takes the document's elements one after the other; ``blocks`` is what came of them.

    A picture's block names it by its key: it has no row of ours yet.
    """

    def __init__(self, losses: Losses, pictures: list[Found], levels: list[str]):
        self.blocks: list[Block] = []
        self._losses = losses
        self._pictures = pictures
        self._levels = levels
        self._text: list[str] = []  # paragraphs and lists of the block that is being written
        self._heading = ""
        self._said = ""  # the last paragraph
        self._caption = ""  # of the table that comes next

    def read(self, elements: list[Element]) -> None:
        for place, element in enumerate(elements):
            after = elements[place + 1] if place + 1 < len(elements) else None
            self._one(element, after)
        self._flush()

    def _one(self, element: Element, after: Element | None) -> None:
        if element.tag in HEADINGS:
            self._read_heading(element)
        elif element.tag == "table":
            self._read_table(element)
        elif element.tag in LISTS:
            self._read_list(element)
        elif is_caption(element):
            self._read_caption(element, after)
        else:
            self._paragraph(*self._runs(element))

    def _runs(self, element: Element) -> tuple[list[Run], list[Picture]]:
        reader = Reader(self._losses)
        return reader.runs(element), reader.pictures

    def _flush(self) -> None:
        if self._text:
            self.blocks.append({"type": "text", "value": "".join(self._text)})
        self._text = []

    def _add(self, kind: str, value: Any) -> None:
        self._flush()
        self.blocks.append({"type": kind, "value": value})

    def _paragraph(self, runs: list[Run], pictures: list[Picture]) -> None:
        if runs:
            self._text.append(f"<p>{html_of(runs)}</p>")
            self._said = text_of(runs)
        self._show(pictures)

    def _show(self, pictures: list[Picture]) -> None:
        for picture in pictures:
            told = self._pictures[picture.number]
            value = {
                "image": picture.key,
                "alt": told.alt,
                "decorative": told.is_decorative,
                "caption": "",
            }
            self._add("image", value)

    def _read_heading(self, element: Element) -> None:
        runs, pictures = self._runs(element)
        text = text_of(runs).replace("\n", " ")
        if text:
            self._losses.arrive(text)
            self._heading, self._said = text, ""
        if len(text) > LONGEST_HEADING:
            self._losses.add("long")
            self._paragraph([Run(text, bold=True)], [])
        elif text:
            rank = sum(level < element.tag for level in self._levels)
            if rank > 1:
                self._losses.add("deep")
            self._add("heading", {"text": text, "level": "h3" if rank else "h2"})
        self._show(pictures)

    def _read_list(self, element: Element) -> None:
        reader = Reader(self._losses)
        if html := _list_html(element, reader):
            self._text.append(html)
            self._said = ""
        self._show(reader.pictures)

    def _read_caption(self, element: Element, after: Element | None) -> None:
        """Of the table below, or of the picture or table above."""
        runs, pictures = self._runs(element)
        text = text_of(runs).replace("\n", " ")
        if not text or pictures or len(text) > LONGEST_CAPTION:
            self._paragraph(runs, pictures)
        elif after is not None and after.tag == "table":
            self._caption = text
        elif not self._put_below(text):
            self._paragraph(runs, pictures)

    def _put_below(self, caption: str) -> bool:
        last = self.blocks[-1] if self.blocks and not self._text else None
        if last and last["type"] == "image" and not last["value"]["caption"]:
            last["value"]["caption"] = caption
            return True
        if last and last["type"] == "table" and last["value"].pop("proposed", False):
            last["value"]["table_caption"] = caption
            return True
        return False

    def _read_table(self, element: Element) -> None:
        table = read_table(element, self._losses)
        if table.is_layout or table.is_huge:
            if table.is_huge:
                self._losses.add("huge")
            self._unwrap(element)
        else:
            self._put_table(table)
        self._caption = ""

    def _unwrap(self, element: Element) -> None:
        if self._caption:
            self._paragraph([Run(self._caption)], [])
        for cell in cells(element):
            for one in cell:
                self._one(one, None)

    def _put_table(self, table: Table) -> None:
        if not table.is_empty:
            if table.has_merged:
                self._losses.add("merged")
            value = value_of(grid(table), self._caption or self._proposed_title())
            self._add("table", value | ({} if self._caption else {"proposed": True}))
        for _picture in table.pictures:
            self._losses.add("from-cells")
        self._show(table.pictures)

    def _proposed_title(self) -> str:
        """The sentence that announces the table, the heading above it, or its number."""
        announced = self._said.removesuffix(":").strip() if self._said.endswith(":") else ""
        title = announced if 0 < len(announced) <= LONGEST_HEADING else self._heading
        tables = [block["value"] for block in self.blocks if block["type"] == "table"]
        if not title or any(table["table_caption"] == title for table in tables):
            return _("Tableau %(n)s") % {"n": len(tables) + 1}
        return title

    def add_notes(self, notes: Element) -> None:
        """Footnotes, below a heading of their own."""
        self._add("heading", {"text": _("Notes"), "level": "h2"})
        self._read_list(notes)
        self._flush()

    def finish(self) -> list[Block]:
        """The titles of tables that nobody wrote are counted now: a caption may stand below."""
        for block in self.blocks:
            if block["type"] == "heading":
                self._losses.arrive(block["value"]["text"])
            elif block["type"] == "table" and block["value"].pop("proposed", False):
                self._losses.add("captions")
        return self.blocks


def _list_html(items: Element, reader: Reader) -> str:
    written = "".join(_item_html(item, reader) for item in items)
    return f"<{items.tag}>{written}</{items.tag}>" if written else ""


def _item_html(item: Element, reader: Reader) -> str:
    """An item without words of its own was only the way to those below it: they take its place."""
    runs = [part for part in _parts_of_item(item, reader) if part]
    below = [one for one in item if one.tag in LISTS]
    if not runs:
        return "".join(_item_html(one, reader) for one in chain.from_iterable(below))
    nested = "".join(_list_html(one, reader) for one in below)
    return f"<li>{'<br/>'.join(map(html_of, runs))}{nested}</li>"


def _parts_of_item(item: Element, reader: Reader) -> Iterator[list[Run]]:
    """Its paragraphs; the arrow back to where a note was called is not ours."""
    if not any(one.tag == "p" for one in item):
        yield reader.runs(item)
    for one in item:
        if one.tag == "p":
            runs = reader.runs(one)
            while runs and runs[-1].text.strip() in ("↑", ""):
                runs.pop()
            if runs and runs[-1].text.endswith("↑"):
                runs[-1] = Run(runs[-1].text.removesuffix("↑").rstrip())
            yield runs

"""Words with the few marks our texts know: bold, italics, superscript, links; nothing else."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any
from urllib.parse import urlsplit
from xml.etree.ElementTree import Element
from xml.sax.saxutils import escape, quoteattr

from .losses import Losses

SCHEMES = ("http", "https", "mailto")
MARKS = {"strong": "bold", "em": "italic", "sup": "superscript"}
NESTED = ("ul", "ol", "table")  # they do not stand in a line of words
NOTE_REFERENCES = ("footnote-ref-", "endnote-ref-")
_BROKEN = re.compile(r"[\s<>\"\x00-\x1f]")  # not in an address as browsers send it
_SPACES = re.compile(r"[ \t\r\f\v]+")


@dataclass(frozen=True)
class Run:
    text: str
    bold: bool = False
    italic: bool = False
    superscript: bool = False
    href: str = ""


@dataclass(frozen=True)
class Picture:
    """Where a picture stands: its key among those of the document, and which one it is."""

    key: str
    number: int


class Reader:
    """Reads what stands in one paragraph, item or cell; ``pictures`` are those met there."""

    def __init__(self, losses: Losses):
        self.losses = losses
        self.pictures: list[Picture] = []

    def runs(self, element: Element) -> list[Run]:
        return _tidied(self._read(element, Run("")))

    def _read(self, element: Element, marks: Run) -> Iterator[Run]:
        if element.text:
            yield replace(marks, text=element.text)
        for one in element:
            if one.tag not in NESTED:
                yield from self._one(one, marks)
            if one.tail:
                yield replace(marks, text=one.tail)

    def _one(self, element: Element, marks: Run) -> Iterator[Run]:
        if element.tag == "br":
            yield replace(marks, text="\n")
        elif element.tag == "img":
            if key := element.get("src", ""):
                self.pictures.append(Picture(key, int(element.get("alt", "0"))))
        elif element.tag == "input":
            yield replace(marks, text="☑ " if element.get("checked") else "☐ ")
        elif element.get("id", "").startswith(NOTE_REFERENCES):
            yield replace(marks, text="".join(element.itertext()).strip("[]"))
        elif element.tag == "a":
            yield from self._read(element, replace(marks, href=self._address(element) or ""))
        elif mark := MARKS.get(element.tag):
            told: dict[str, Any] = {mark: True}
            yield from self._read(element, replace(marks, **told))
        else:
            yield from self._read(element, marks)

    def _address(self, link: Element) -> str:
        """The address a reader may be sent to; empty for any other."""
        told = link.get("href", "").strip()
        if told.startswith("#") or not told:
            return ""
        if is_safe(told):
            return told
        self.losses.add("links")
        return ""


def is_safe(address: str) -> bool:
    try:
        parts = urlsplit(address)
        complete = parts.hostname if parts.scheme != "mailto" else "@" in parts.path
    except ValueError:
        return False
    return (
        parts.scheme in SCHEMES and bool(complete) and not re.search(r"[\s<>\"\x00-\x1f]", address)
    )


def _tidied(runs: Iterable[Run]) -> list[Run]:
    """Spaces once, none at the ends of lines; neighbours of the same kind joined."""
    kept: list[Run] = []
    for run in runs:
        text = _SPACES.sub(" ", run.text)
        if not kept or kept[-1].text[-1] in " \n":
            text = text.removeprefix(" ")
        if not text:
            continue
        if kept and replace(kept[-1], text="") == replace(run, text=""):
            kept[-1] = replace(run, text=kept[-1].text + text)
        else:
            kept.append(replace(run, text=text))
    return _trimmed(kept)


def _trimmed(runs: list[Run]) -> list[Run]:
    while runs and not runs[-1].text.rstrip(" \n"):
        runs.pop()
    if runs:
        runs[-1] = replace(runs[-1], text=runs[-1].text.rstrip(" \n"))
    while runs and not runs[0].text.lstrip(" \n"):
        runs.pop(0)
    if runs:
        runs[0] = replace(runs[0], text=runs[0].text.lstrip(" \n"))
    return runs


def text_of(runs: list[Run]) -> str:
    return "".join(run.text for run in runs)


def html_of(runs: list[Run]) -> str:
    return "".join(map(_html, runs))


def _html(run: Run) -> str:
    html = escape(run.text).replace("\n", "<br/>")
    if run.superscript:
        html = f"<sup>{html}</sup>"
    if run.italic:
        html = f"<i>{html}</i>"
    if run.bold:
        html = f"<b>{html}</b>"
    return f"<a href={quoteattr(run.href)}>{html}</a>" if run.href else html

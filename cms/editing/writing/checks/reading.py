"""A page as its readers meet it: words, headings, links, images and files, each with its place.

Rules (rules.py) look at this only, never at models: they say nothing of how a page is stored.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import singledispatch
from typing import Any

from bs4 import BeautifulSoup, Tag
from django.utils.translation import gettext as _
from wagtail import blocks
from wagtail.documents.blocks import DocumentChooserBlock
from wagtail.models import Page

from cms.pages.blocks.links import ActionBlock
from cms.pages.blocks.media import PictureBlock
from cms.pages.blocks.text import HeadingBlock


@dataclass(frozen=True)
class Place:
    """Where something stands: in words, and as the editor's script finds it."""

    words: str
    path: str


@dataclass(frozen=True)
class Paragraph:
    text: str
    place: Place
    is_bold: bool = False  # as a whole


@dataclass(frozen=True)
class Heading:
    text: str
    level: int
    place: Place


@dataclass(frozen=True)
class Link:
    text: str
    place: Place


@dataclass(frozen=True)
class Shown:
    """An image at its place. ``alt`` None: it only decorates, and whoever wrote said so."""

    alt: str | None
    caption: str
    place: Place


@dataclass(frozen=True)
class Download:
    extension: str
    size: int
    place: Place


@dataclass
class Reading:
    """All that a page holds, in the order of reading."""

    title: str = ""
    summary: str = ""
    wants_summary: bool = True
    parts: list[Paragraph | Heading] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)
    images: list[Shown] = field(default_factory=list)
    downloads: list[Download] = field(default_factory=list)

    @property
    def paragraphs(self) -> list[Paragraph]:
        return [part for part in self.parts if isinstance(part, Paragraph)]

    @property
    def headings(self) -> list[Heading]:
        return [part for part in self.parts if isinstance(part, Heading)]

    @property
    def words(self) -> int:
        return sum(len(part.text.split()) for part in self.paragraphs)


def reading_of(page: Page) -> Reading:
    """What readers of ``page`` (any of ours, saved or not) would meet."""
    reading = Reading(title=page.title or "", summary=getattr(page, "summary", ""))
    reading.wants_summary = hasattr(page, "summary") and not getattr(page, "is_fixed", False)
    for name in ("intro", "mandate"):
        if text := getattr(page, name, ""):
            _read_plain(text, _field(page, name), reading)
    _read_body(page, "body", _("%(block)s (bloc %(number)s)"), reading)
    _read_body(page, "minutes_body", _("%(block)s (compte rendu, bloc %(number)s)"), reading)
    _read_questions(page, reading)
    _read_pictures(page, reading)
    return reading


def _read_body(page: Page, name: str, label: str, reading: Reading) -> None:
    for number, child in enumerate(getattr(page, name, None) or (), start=1):
        words = label % {"block": child.block.label, "number": number}
        read(child.block, child.value, Place(words, f"{name}.{child.id}"), reading)


def _field(page: Page, name: str) -> Place:
    label = str(page._meta.get_field(name).verbose_name)
    return Place(label[:1].upper() + label[1:], name)


def _read_questions(page: Page, reading: Reading) -> None:
    for number, question in enumerate(_children(page, "questions"), start=1):
        place = Place(_("Question %(number)s") % {"number": number}, "questions")
        _read_plain(question.question, place, reading)
        _read_rich(question.answer, place, reading)


def _read_pictures(page: Page, reading: Reading) -> None:
    if getattr(page, "lead_image_id", None):
        alt = page.lead_image_alt.strip() or None
        reading.images.append(Shown(alt, "", Place(_("Image principale"), "lead_image")))
    for number, photo in enumerate(_children(page, "photos"), start=1):
        place = Place(_("Photo %(number)s") % {"number": number}, "photos")
        alt = None if photo.decorative else photo.alt.strip()
        reading.images.append(Shown(alt, photo.caption, place))
    if document := getattr(page, "file", None):
        place = _field(page, "file")
        reading.downloads.append(
            Download(document.file_extension.lower(), document.get_file_size() or 0, place)
        )


def _children(page: Page, name: str) -> Iterable[Any]:
    return getattr(page, name).all() if hasattr(page, name) else ()


# Blocks, by what they are made of ----------------------------------------------------------------


@singledispatch
def read(block: blocks.Block, value: Any, place: Place, reading: Reading) -> None:
    """Add what ``value`` shows to ``reading``; a block of another kind shows no words."""


@read.register
def read_parts(block: blocks.StructBlock, value: Any, place: Place, reading: Reading) -> None:
    for name, inner in block.child_blocks.items():
        read(inner, (value or {}).get(name), place, reading)


@read.register
def read_list(block: blocks.ListBlock, value: Any, place: Place, reading: Reading) -> None:
    for item in value or ():
        read(block.child_block, item, place, reading)


@read.register
def read_rich_text(block: blocks.RichTextBlock, value: Any, place: Place, reading: Reading) -> None:
    _read_rich(getattr(value, "source", "") or "", place, reading)


@read.register(blocks.CharBlock)
@read.register(blocks.TextBlock)
def read_words(block: blocks.FieldBlock, value: Any, place: Place, reading: Reading) -> None:
    _read_plain(value or "", place, reading)


@read.register
def read_heading(block: HeadingBlock, value: Any, place: Place, reading: Reading) -> None:
    text, level = value.get("text") or "", value.get("level") or "h2"
    reading.parts.append(Heading(text, int(level[1:]), place))


@read.register
def read_picture(block: PictureBlock, value: Any, place: Place, reading: Reading) -> None:
    if value.get("image"):
        alt = None if value.get("decorative") else (value.get("alt") or "").strip()
        reading.images.append(Shown(alt, value.get("caption") or "", place))


@read.register
def read_button(block: ActionBlock, value: Any, place: Place, reading: Reading) -> None:
    if label := value.get("label"):
        reading.links.append(Link(label, place))


@read.register
def read_file(block: DocumentChooserBlock, value: Any, place: Place, reading: Reading) -> None:
    if value:
        size = value.get_file_size() or 0
        reading.downloads.append(Download(value.file_extension.lower(), size, place))


# Words -------------------------------------------------------------------------------------------


def _read_plain(text: str, place: Place, reading: Reading) -> None:
    for line in re.split(r"\s*\n+\s*", text.strip()):
        if line:
            reading.parts.append(Paragraph(line, place))


def _read_rich(html: str, place: Place, reading: Reading) -> None:
    soup = BeautifulSoup(html, "html.parser")
    for tag in soup.find_all(["p", "li"]):
        if text := _text(tag):
            reading.parts.append(Paragraph(text, place, tag.name == "p" and _is_bold(tag)))
    reading.links += [Link(_text(link), place) for link in soup.find_all("a")]


def _text(tag: Tag) -> str:
    return re.sub(r"\s+", " ", tag.get_text(" " if tag.find("br") else "")).strip()


def _is_bold(tag: Tag) -> bool:
    return all(_in_bold(words, tag) for words in _words(tag))


def _words(tag: Tag) -> Iterator[Any]:
    return (piece for piece in tag.find_all(string=True) if piece.strip())


def _in_bold(piece: Any, top: Tag) -> bool:
    above = piece.parent
    while above is not None and above is not top:
        if above.name in ("b", "strong"):
            return True
        above = above.parent
    return False

"""The block set itself, and what can be asked of a body written with it."""

import re
from collections import Counter
from html import unescape

from django.utils.html import strip_tags
from wagtail import blocks
from wagtail.blocks.stream_block import StreamValue

from .links import ActionBlock, CardsBlock, PlaceBlock
from .media import DocumentsBlock, GalleryBlock, PictureBlock, VideoBlock, video_of
from .table import TableBlock
from .text import (
    AccordionBlock,
    CalloutBlock,
    FiguresBlock,
    HeadingBlock,
    QuoteBlock,
    StepsBlock,
    TextBlock,
)

RESERVED_IDS = ("contenu", "erreurs", "a-la-une", "liens-utiles")  # of the frame and the page


class BodyBlock(blocks.StreamBlock):
    """Every body of every page. At most twenty blocks: a choice one can take in at a glance."""

    text = TextBlock()
    heading = HeadingBlock()
    callout = CalloutBlock()
    quote = QuoteBlock()
    table = TableBlock()
    figures = FiguresBlock()
    steps = StepsBlock()
    accordion = AccordionBlock()
    image = PictureBlock()
    gallery = GalleryBlock()
    video = VideoBlock()
    documents = DocumentsBlock()
    action = ActionBlock()
    place = PlaceBlock()
    cards = CardsBlock()

    class Meta:
        template = "blocks/body.html"
        block_counts = {"video": {"max_num": 4}, "cards": {"max_num": 3}}

    def clean(self, value):
        """A part without one above it is a part, not a sub-part: levels are never skipped. Texts
        that were opened and left empty are no fault of who publishes.
        """
        if not self.is_deferred_validation:
            kept = [child for child in value if not _is_left_empty(child)]
            value = StreamValue(self, [(c.block_type, c.value, c.id) for c in kept])
        first = next((child for child in value if child.block_type == "heading"), None)
        if first and first.value.get("level") == "h3":
            first.value["level"] = "h2"
        return super().clean(value)

    def get_context(self, value, parent_context=None):
        """``anchors``: the ids that stand on the page, so that each heading gets one of its own."""
        context = super().get_context(value, parent_context=parent_context)
        return context | {"anchors": Counter(RESERVED_IDS)}


def _is_left_empty(child) -> bool:
    return child.block_type == "text" and not strip_tags(child.value.source).strip()


def text_of(body) -> str:
    """The words of a body without markup, for search and excerpts."""
    words = " ".join(body.stream_block.get_searchable_content(body)) if body else ""
    return re.sub(r"\s+", " ", unescape(strip_tags(words))).strip()


def video_origins(body) -> set[str]:
    """The origins whose players a body may load in a frame."""
    films = [video_of(block.value) for block in body or () if block.block_type == "video"]
    return {film.origin for film in films if film}

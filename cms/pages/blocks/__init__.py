"""The one set of blocks from which all pages are written; one file per family."""

from .body import BodyBlock, text_of, video_origins

__all__ = ["BodyBlock", "text_of", "video_origins"]

"""██ over parts of a text: what was there cannot be guessed, not even how long it was."""

import re
from collections.abc import Sequence

from .subjects import NoSuchPassage

BLOCK = "████"


def masked(texts: Sequence[str], passages: Sequence[str]) -> list[str]:
    """``texts`` with every occurrence of each of ``passages`` covered, whatever its capitals.

    Raises NoSuchPassage for one that stands in none of them.
    """
    result = list(texts)
    for passage in sorted(passages, key=len, reverse=True):  # a part of another one comes after it
        pattern = _pattern(passage)
        if not any(pattern.search(text) for text in texts):
            raise NoSuchPassage(passage)
        result = [pattern.sub(BLOCK, text) for text in result]
    return result


def masked_in_quote(text: str, passages: Sequence[str]) -> str:
    """``text``, which quotes one that has ``passages``, with them covered as far as they are in it.

    A quote may be without the signs that its source was typed with, or have others between its
    words: « > » where a line begins.
    """
    for passage in sorted(passages, key=len, reverse=True):
        words = re.findall(r"\w+", passage)
        pattern = _loose(words) if words else _pattern(passage)
        text = pattern.sub(BLOCK, text)
    return text


def _loose(words: Sequence[str]) -> re.Pattern:
    sequence = r"[\W_]+".join(map(re.escape, words))
    return re.compile(rf"(?<!\w){sequence}(?!\w)", re.IGNORECASE)


def _pattern(passage: str) -> re.Pattern:
    """The passage as whole words, its spaces and line breaks however they were typed."""
    words = r"\s+".join(re.escape(word) for word in passage.split())
    before = r"(?<!\w)" if passage[:1].isalnum() else ""
    after = r"(?!\w)" if passage[-1:].isalnum() else ""
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)

"""The words of a question marked in what was found, and the part of a long text that has them.

Whatever is given is text, never HTML: all of it is escaped.
"""

import re
from collections.abc import Iterable, Iterator

from django.db import connection
from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from . import folding
from .matching import CONFIGURATION, any_word
from .questions import Question
from .words import folded

EXCERPT = 240  # characters
ROOT = 3  # letters that a word shares with every form of itself
MOST_PLACES = 400  # of a long text that are looked at for its best part
MOST_WORDS = 1_000
ALIKE = f"""
SELECT word FROM unnest(%s::text[]) AS word
WHERE to_tsvector('{CONFIGURATION}', word) @@ to_tsquery('{CONFIGURATION}', %s)
"""  # noqa: S608  # the name is our own
_LETTERS = {
    "a": "[aàâäáãå]", "c": "[cç]", "e": "[eéèêë]", "i": "[iîïíì]", "n": "[nñ]",
    "o": "[oôöóòõ]", "u": "[uùûüú]", "y": "[yÿý]",
}  # fmt: skip


class Marker:
    """Marks the words of a question; ``known`` are those of the texts that it asks for, folded."""

    def __init__(self, pattern: re.Pattern | None = None, known: frozenset[str] = frozenset()):
        self._pattern, self._known = pattern, known

    @classmethod
    def of(cls, words: Iterable[str]) -> "Marker":
        """A marker for these words, folded, wherever they stand."""
        words = list(words)
        return cls(_pattern(words), frozenset(words)) if words else cls()

    def marked(self, text: str) -> SafeString:
        """``text`` escaped, what was asked for in ``<mark>``."""
        pieces, end = [], 0
        for place in self._places(text):
            pieces += [escape(text[end : place.start()]), f"<mark>{escape(place[0])}</mark>"]
            end = place.end()
        return mark_safe("".join([*pieces, escape(text[end:])]))

    def excerpt(self, text: str, length: int = EXCERPT) -> SafeString:
        """The part of ``text`` with most of what was asked for, marked; the beginning without."""
        if len(text) <= length:
            return self.marked(text)
        start = self._best(text, length)
        cut = text[start : start + length]
        if start + length < len(text):
            cut = f"{cut.rpartition(' ')[0] or cut}…"
        return self.marked(f"…{cut}" if start else cut)

    def meets(self, text: str) -> bool:
        """Whether anything in ``text`` would be marked."""
        return next(self._places(text), None) is not None

    def _places(self, text: str) -> Iterator[re.Match]:
        if self._pattern:
            for place in self._pattern.finditer(text):
                if folded(place[0]) in self._known:
                    yield place

    def _best(self, text: str, length: int) -> int:
        """Where a part of ``length`` begins that has the most different words."""
        places = [
            (place.start(), folded(place[0])[:ROOT])
            for place, _number in zip(self._places(text), range(MOST_PLACES), strict=False)
        ]
        lead = length // 4  # words that lead up to the first one marked
        best, most = 0, 0
        for first, (start, _word) in enumerate(places):
            end = start + length - lead
            within = {word for place, word in places[first : first + 40] if place < end}
            if len(within) > most:
                best, most = start, len(within)
        begin = max(0, min(best - lead, len(text) - length))
        return text.find(" ", begin) + 1 if begin else 0


def marker_for(question: Question, texts: Iterable[str]) -> Marker:
    """The marker of a question for these texts. One query on PostgreSQL, which knows French."""
    words = [folded(word) for word in question.telling]
    if not words:
        return Marker()
    pattern = _pattern(words)
    seen = {folded(place) for text in texts for place in pattern.findall(text)}
    candidates = sorted(seen)[:MOST_WORDS]
    return Marker(pattern, frozenset(_alike(question, words, candidates)))


def _pattern(words: Iterable[str]) -> re.Pattern:
    """Whatever begins as one of ``words`` does, with any accents."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(_beginning, words))})\w*", re.IGNORECASE)


def _beginning(word: str) -> str:
    letters = (_LETTERS.get(letter, re.escape(letter)) for letter in word[:ROOT])
    return "".join(letters).replace("[oôöóòõ][eéèêë]", "(?:[oôöóòõ][eéèêë]|œ)")


def _alike(question: Question, words: list[str], candidates: list[str]) -> Iterable[str]:
    """Those of ``candidates`` that an index takes for a word of the question."""
    if not candidates:
        return []
    if connection.vendor != "postgresql":
        return [one for one in candidates if any(folding.begins(one, word) for word in words)]
    with connection.cursor() as cursor:
        cursor.execute(ALIKE, [candidates, any_word(question)])
        return [word for (word,) in cursor.fetchall()]

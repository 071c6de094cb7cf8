"""██ over parts of a text: what was there cannot be guessed, not even how long it was."""

import re
from collections.abc import Iterator, Sequence

from .subjects import NoSuchPassage

BLOCK = "████"
LETTERS = 4  # of a word that tells something by itself


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


def parts_masked(text: str, passages: Sequence[str], left: str) -> str:
    """``text``, copied from one that had ``passages``, with what it has of them covered.

    ``left`` is what can still be read where it was copied from: the same words are no secret here.
    A copy may begin and end in the middle of a word. Small words alone stay.
    """
    readable = _spoken(_words(left))
    for passage in sorted(passages, key=len, reverse=True):
        words = _words(text)
        for first, last in _covering(words, _spoken(_words(passage)), readable):
            text = f"{text[: words[first].start()]}{BLOCK}{text[words[last].end() :]}"
    return text


def _covering(words: Sequence[re.Match], passage: str, readable: str) -> list[tuple[int, int]]:
    """The first and the last word of each stretch to cover, the last stretch first."""
    found: list[tuple[int, int]] = []
    for first, last in _stretches(words, passage):
        if not any(map(_tells, words[first : last + 1])):
            continue
        if _said(words, first, last) in readable:
            continue
        if found and first <= found[-1][1]:  # they share words
            first, _last = found.pop()
        found.append((first, last))
    return found[::-1]


def _stretches(words: Sequence[re.Match], passage: str) -> Iterator[tuple[int, int]]:
    """The longest stretches of ``words`` that stand in ``passage``, in order."""
    first = 0
    for last in range(len(words)):
        if _said(words, first, last) in passage:
            continue
        if first < last:
            yield first, last - 1
        while first <= last and _said(words, first, last) not in passage:
            first += 1
    if first < len(words):
        yield first, len(words) - 1


def _words(text: str) -> list[re.Match]:
    return list(re.finditer(r"[^\W_]+", text))


def _spoken(words: Sequence[re.Match]) -> str:
    """Words alone, to be compared: a space before and after each."""
    return f" {' '.join(word[0].casefold() for word in words)} "


def _said(words: Sequence[re.Match], first: int, last: int) -> str:
    """The words from ``first`` to ``last``; the outermost of all may be halves."""
    said = _spoken(words[first : last + 1])
    said = said if first else said[1:]
    return said if last + 1 < len(words) else said[:-1]


def _tells(word: re.Match) -> bool:
    """Whether a word tells something by itself: a long one, a number, a name."""
    said = word[0]
    return len(said) >= LETTERS or said[0].isupper() or any(sign.isdigit() for sign in said)


def _loose(words: Sequence[str]) -> re.Pattern:
    sequence = r"[\W_]+".join(map(re.escape, words))
    return re.compile(rf"(?<!\w){sequence}(?!\w)", re.IGNORECASE)


def _pattern(passage: str) -> re.Pattern:
    """The passage as whole words, its spaces and line breaks however they were typed."""
    words = r"\s+".join(re.escape(word) for word in passage.split())
    before = r"(?<!\w)" if passage[:1].isalnum() else ""
    after = r"(?!\w)" if passage[-1:].isalnum() else ""
    return re.compile(f"{before}{words}{after}", re.IGNORECASE)

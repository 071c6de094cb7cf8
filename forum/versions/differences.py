"""What was taken out of a text and put into it, word by word.

Lines are compared first, then the words of those that differ; parts so long that comparing them
word by word would take long are shown as taken out and put in whole.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher

SAME, OUT, IN = "same", "out", "in"
MOST_PAIRS = 90_000  # of words that are compared with each other
_WORDS = re.compile(r"\w+|\s+|[^\w\s]")


@dataclass(frozen=True)
class Piece:
    """A part of both texts (``same``), of the old one (``out``) or the new one (``in``)."""

    kind: str
    text: str


GAP = Piece(SAME, " ")


def differences(before: str, after: str) -> list[Piece]:
    """The pieces of both texts in the order in which they are read."""
    old, new = before.splitlines(keepends=True), after.splitlines(keepends=True)
    pieces: list[Piece] = []
    for kind, one, other in _compared(old, new):
        pieces.extend([Piece(SAME, one)] if kind == SAME else _words(one, other))
    return list(_joined(pieces))


def _words(one: str, other: str) -> Iterator[Piece]:
    old, new = _WORDS.findall(one), _WORDS.findall(other)
    if len(old) * len(new) > MOST_PAIRS:
        yield from _replaced(one, other)
        return
    for kind, left, right in _compared(old, new):
        if kind == SAME:
            yield Piece(SAME, left)
        else:
            yield from _replaced(left, right)


def _compared(old: list[str], new: list[str]) -> Iterator[tuple[str, str, str]]:
    # autojunk, on its own, keeps a text of one repeated line from taking minutes.
    for tag, a, b, c, d in SequenceMatcher(None, old, new).get_opcodes():
        yield SAME if tag == "equal" else OUT, "".join(old[a:b]), "".join(new[c:d])


def _replaced(one: str, other: str) -> Iterator[Piece]:
    if one:
        yield Piece(OUT, one)
    if other:
        yield Piece(IN, other)


def _joined(pieces: list[Piece]) -> Iterator[Piece]:
    """A space that stayed between two words that went is no piece of its own."""
    kept: list[Piece] = []
    for place, piece in enumerate(pieces):
        beside = [*pieces[max(place - 1, 0) : place], *pieces[place + 1 : place + 2]]
        is_gap = piece == GAP and len(beside) == 2 and all(side.kind != SAME for side in beside)
        kept += [Piece(OUT, " "), Piece(IN, " ")] if is_gap else [piece]
    yield from _grouped(kept)


def _grouped(pieces: list[Piece]) -> Iterator[Piece]:
    out, put = "", ""
    for piece in [*pieces, Piece(SAME, "")]:
        if piece.kind == OUT:
            out += piece.text
        elif piece.kind == IN:
            put += piece.text
        else:
            yield from _replaced(out, put)
            out = put = ""
            if piece.text:
                yield piece

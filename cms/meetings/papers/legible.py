"""Texts as the fonts can set them: nothing that a font cannot draw, no word wider than a line."""

import re
import unicodedata
from collections.abc import Set
from typing import Any

LONG_WORD = 30  # characters, from which a word may be broken anywhere
PIECE = 8
BREAK = "\u200b"
MISSING = "\ufffd"
SPOKEN = ("alt", "document")  # members that no font draws: they are read out or indexed
ADDRESS, LONG_ADDRESS = "address", 72  # stands on a line of its own and can be copied
EXACT = ("href", "svg", "file", "path", "format", "font")  # members that are read by machines
STAND_INS = {"→": "›", "←": "‹", "\u2011": "-", "\u2010": "-", "\u2212": "–", "\u202f": "\u00a0"}
_LONG = re.compile(rf"[^\s\u00a0]{{{LONG_WORD},}}")
_INVISIBLE = ("Cc", "Cf", "Cs", "Co", "Cn")
_KEPT = "\n\u200c\u200d\u200e\u200f"  # line breaks, and how Arabic joins and turns


def legible(value: Any, characters: Set[int]) -> Any:
    """``value`` (what JSON holds) with every text made so that ``characters`` suffice."""
    if isinstance(value, str):
        return _breakable(_set(value, characters))
    if isinstance(value, dict):
        return {key: _member(key, item, characters) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return [legible(item, characters) for item in value]
    return value


def _set(text: str, characters: Set[int]) -> str:
    return "".join(_drawn(char, characters) for char in _composed(text))


def _member(key: str, value: Any, characters: Set[int]) -> Any:
    if key in EXACT:
        return value
    if key == ADDRESS and len(value) <= LONG_ADDRESS:
        return _set(value, characters)
    return spoken(value) if key in SPOKEN else legible(value, characters)


def spoken(value: Any) -> Any:
    """``value`` without what no reader could say: control characters, halves of a character."""
    if isinstance(value, str):
        text = _composed(value).replace("\n", " ")
        return "".join(char for char in text if unicodedata.category(char) not in _INVISIBLE)
    if isinstance(value, dict):
        return {key: spoken(item) for key, item in value.items()}
    return [spoken(item) for item in value] if isinstance(value, list | tuple) else value


def _composed(text: str) -> str:
    return unicodedata.normalize("NFC", text.replace("\r\n", "\n").replace("\t", " "))


def _drawn(char: str, characters: Set[int]) -> str:
    """The character, what stands for it, or the sign that one is missing."""
    if char in _KEPT:
        return char
    if unicodedata.category(char) in _INVISIBLE:
        return ""
    if ord(char) in characters:
        return char
    if char in STAND_INS:
        return STAND_INS[char]
    plain = unicodedata.normalize("NFKC", char)
    if plain != char and all(ord(part) in characters for part in plain):
        return plain
    if unicodedata.category(char) == "Zs":
        return " "
    return "" if unicodedata.combining(char) else MISSING


def _breakable(text: str) -> str:
    """A word that fills a line by itself may go on in the next one."""
    return _LONG.sub(lambda found: BREAK.join(_pieces(found[0])), text)


def _pieces(word: str) -> list[str]:
    """Cut after the signs of an address and, where there are none, every few characters."""
    parts = re.split(r"(?<=[/\-_.?&=@])", word)
    return [piece for part in parts for piece in _cut(part)]


def _cut(part: str) -> list[str]:
    if len(part) < LONG_WORD:
        return [part]
    return [part[at : at + PIECE] for at in range(0, len(part), PIECE)]

"""What a name looks like at a glance: equal for names that people take for one another.

The skeleton of UTS #39 (Unicode Security Mechanisms, section 4), for readers of French on a phone:

- accents, capitals, spaces and punctuation are dropped: « Genêt » and « gen.et » are one;
- ``i``, ``l``, ``I`` and ``1`` are one, because a name may be written in capitals as well;
- everything else is what Unicode's table of confusables says (0/O, rn/m, Cyrillic and Greek).

The table comes with the package confusable-homoglyphs. When a newer one says something else, stored
skeletons must be made again: a migration that saves every account.
"""

import json
import unicodedata
from functools import lru_cache
from importlib.resources import files

LONGEST = 200  # characters: what the column holds
_ALSO = {"i": "l", "ı": "l"}  # « LILAS », « lilas » and « Iilas »
_TOGETHER = (("vv", "w"),)
_ACCENTS = range(0x300, 0x370)
_ROUNDS = 4  # what a character is confused with is looked up until nothing changes


def skeleton(text: str) -> str:
    """What ``text`` looks like; never empty unless ``text`` is."""
    plain = unicodedata.normalize("NFKD", text)
    plain = "".join(char for char in plain if ord(char) not in _ACCENTS)
    # Before capitals are dropped: I looks like l, i does not.
    looks = _prototypes(_prototypes(plain).casefold())
    looks = unicodedata.normalize("NFKD", looks).casefold()
    looks = "".join(_ALSO.get(char, char) for char in looks if char.isalnum())
    for two, one in _TOGETHER:
        looks = looks.replace(two, one)
    return (looks or text.casefold())[:LONGEST]


def _prototypes(text: str) -> str:
    table = _table()
    return "".join(table.get(char, char) for char in text)


@lru_cache(maxsize=1)
def _table() -> dict[str, str]:
    """What stands for each character that looks like others, itself left out.

    The package keeps, for each, the others; which of them stands for all does not matter, as long
    as it is always the same. Read from its file: importing it would keep ten times as much.
    """
    path = files("confusable_homoglyphs").joinpath("confusables.json")
    known = json.loads(path.read_text(encoding="utf-8"))
    near = {one: [entry["c"].strip("\u200e") for entry in others] for one, others in known.items()}
    first = {char: _stands_for(char, near) for char in near if len(char) == 1}
    return {char: _settled(found, first) for char, found in first.items() if found != char}


def _stands_for(char: str, near: dict[str, list[str]]) -> str:
    """What Unicode maps ``char`` to: the one thing it is listed with, unless it is listed itself.

    A pair names each other: the one that everybody types stands for both.
    """
    others = near[char]
    if len(others) != 1:
        return char
    other = others[0]
    is_pair = near.get(other) == [char]
    return min(char, other, key=lambda text: (not text.isascii(), text)) if is_pair else other


def _settled(found: str, first: dict[str, str]) -> str:
    for _round in range(_ROUNDS):
        further = "".join(first.get(char, char) for char in found)
        if further == found:
            break
        found = further
    return found

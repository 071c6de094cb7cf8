"""How somebody is named in a text: ``@Sureau``, or ``@[Lilas blanc]`` when the name has spaces.

The short form is one word: letters and digits, with points, dashes and apostrophes inside. It
stands at the start or after what is no letter, so that an e-mail address names nobody.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sites.accounts.pseudonyms import tidy

_LETTER = r"[\w\u0300-\u036f]"  # and the accents that stand apart
_SHORT = re.compile(rf"@(?P<name>\w(?:(?:{_LETTER}|[.’'-])*{_LETTER})?)")
_LONG = re.compile(r"@\[(?P<name>[^\[\]\n]{2,60})\](?![(\[])")
_BEFORE = re.compile(r"[\w@/.\\]")


class _Anybody(Mapping[str, str]):
    """Every name there might be, as it was typed."""

    def __contains__(self, name: object) -> bool:
        return True

    def __getitem__(self, name: str) -> str:
        return ""

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


ANYBODY = _Anybody()


@dataclass(frozen=True)
class Called:
    """A name in a text, and where it ends."""

    name: str
    end: int


def at(text: str, position: int) -> Called | None:
    """Whom ``text`` calls at ``position``; None when it calls nobody there."""
    if not text.startswith("@", position):
        return None
    if position and _BEFORE.match(text[position - 1]):
        return None
    found = _LONG.match(text, position) or _SHORT.match(text, position)
    return Called(tidy(found["name"]), found.end()) if found else None


def spellings(name: str) -> set[str]:
    """``name`` as it may be stored: databases do not know every capital letter."""
    return {name, name[:1].upper() + name[1:], name.lower(), name.upper(), name.title()}


def written(name: str) -> str:
    """What to type to call somebody of that name."""
    return f"@{name}" if _SHORT.fullmatch(f"@{name}") else f"@[{name}]"

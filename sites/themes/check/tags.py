"""Which tags and libraries a template uses, read from its text before anything is compiled."""

from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

from django.template.base import Lexer, TokenType

from .sources import engine
from .vocabulary import LIBRARIES, REFUSED_TAGS


@dataclass(frozen=True)
class Refused:
    """A tag (or with ``is_library`` a library) that themes do without."""

    name: str
    line: int
    is_library: bool = False


@lru_cache(maxsize=512)
def refused_tags(source: str) -> tuple[Refused, ...]:
    """What must not even be compiled."""
    return tuple(_refused(source))


def _refused(source: str) -> Iterator[Refused]:
    in_comment = False
    for token in Lexer(source).tokenize():
        words = token.contents.split()
        if token.token_type != TokenType.BLOCK or not words:
            continue
        if words[0] in ("comment", "endcomment"):
            in_comment = words[0] == "comment"
        elif in_comment:
            continue
        elif words[0] == "load":
            names = words[-1:] if "from" in words[:-1] else words[1:]
            yield from (Refused(n, token.lineno or 0, True) for n in names if n not in LIBRARIES)
        elif words[0] in _refused_names():
            yield Refused(words[0], token.lineno or 0)


@lru_cache(maxsize=1)
def _refused_names() -> frozenset[str]:
    """The tags refused by name, and those of libraries of which only some are allowed."""
    found = set(REFUSED_TAGS)
    for library, allowed in LIBRARIES.items():
        if allowed is not None and library in engine().template_libraries:
            found |= set(engine().template_libraries[library].tags) - allowed
    return frozenset(found)

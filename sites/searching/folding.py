"""Search on SQLite: accents are folded, and a word is found at the beginning of longer ones.

Every row is read: good for the demo and for tests, which have hundreds.
"""

import json
import re
from functools import lru_cache

from .questions import Question
from .words import words_of

FUNCTION, PLAIN = "quartiers_found", "quartiers_plain"
KEPT = 4_000  # folded texts in memory; a row is folded again when its text changes
_NOT_WORDS = re.compile("<[^>]*>|&[a-z]+;|&#[0-9a-fx]+;")
WHOLE = 3  # letters of a word that stands for itself only


def teach(sender, connection, **kwargs) -> None:
    """Give a new connection of SQLite the functions that PostgreSQL has from our migration."""
    if connection.vendor == "sqlite":
        connection.connection.create_function(FUNCTION, 2, found, deterministic=True)
        connection.connection.create_function(PLAIN, 1, plain, deterministic=True)


def pattern_of(question: Question) -> str:
    """The question as the function is given it: for each term, the beginnings that meet it."""
    return _pattern(tuple(tuple(map(_beginning, term.forms)) for term in question.terms))


def found(text: str | None, pattern: str) -> bool:
    """Whether ``text`` has each term of the pattern in one of its forms."""
    terms = json.loads(pattern)
    whole = _folded(text or "")
    return bool(terms) and all(any(form in whole for form in forms) for forms in terms)


def plain(rendered: str | None) -> str | None:
    """The words of HTML that we rendered ourselves."""
    return rendered and _NOT_WORDS.sub(" ", rendered)


def begins(word: str, known: str) -> bool:
    """Whether ``word`` of a text is what ``known`` of a question asks for; both folded."""
    return word == known or (len(known) > WHOLE and word.startswith(known))


def _pattern(terms) -> str:
    return json.dumps(terms)


def _beginning(run: tuple[str, ...]) -> str:
    words = words_of(" ".join(run))
    end = "" if words and len(words[-1]) > WHOLE and len(run) == 1 else " "
    return f" {' '.join(words)}{end}"


@lru_cache(maxsize=KEPT)
def _folded(text: str) -> str:
    return f" {' '.join(words_of(text))} "

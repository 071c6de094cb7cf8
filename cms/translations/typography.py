"""French typography of our own texts: authors type plain spaces, readers get unbreakable ones."""

import re
from functools import lru_cache

NBSP = "\u00a0"

_RULES = (
    (re.compile("« "), "«" + NBSP),
    (re.compile(" (?=»)"), NBSP),
    (re.compile(r" (?=[;:!?](?:[\s<)»]|$))"), NBSP),
    (re.compile(r"(?<=\d) (?=(?:h|ha|km|m|min|ko|Mo|jours?|ans?)\b)"), NBSP),
    (re.compile(r"(?<=\d\u00a0h) (?=\d\d\b)"), NBSP),
    (re.compile(r" (?=€)"), NBSP),
    (re.compile(r" (?=%%?(?![(\w%]))"), NBSP),  # a percentage, not a placeholder
    (re.compile(r"(?<=\d) (?=\d{3}\b)"), NBSP),
    (re.compile(r"(?<=[^\W\d_])'(?=[^\W\d_])"), "’"),
)


@lru_cache(maxsize=4096)  # the same titles and texts are set for every reader
def french(text: str) -> str:
    """``text`` as a French compositor sets it (Lexique de l’Imprimerie nationale, without U+202F).

    Placeholders, tags and addresses stay as they are.
    """
    for pattern, replacement in _RULES:
        text = pattern.sub(replacement, text)
    return text


# A tag, a comment, or what is written for machines.
_NOT_PROSE = re.compile(r"(<(code|pre|script|style)\b.*?</\2>|<!--.*?-->|<[^>]*>)", re.DOTALL)


@lru_cache(maxsize=1024)
def french_html(markup: str) -> str:
    """The same for the words of an HTML fragment; tags, addresses and code stay as they are."""
    pieces = _NOT_PROSE.split(markup)
    # Two groups: every third piece is prose, then comes what was matched, then its tag name.
    return "".join(
        french(piece) if place % 3 == 0 else piece
        for place, piece in enumerate(pieces)
        if place % 3 != 2
    )

"""The words of a text, as they are compared: no case, no accents, no signs."""

import re
import unicodedata

_WORD = re.compile(r"[^\W_]+")
_LETTERS = str.maketrans({"œ": "oe", "Œ": "oe", "æ": "ae", "Æ": "ae"})


def folded(text: str) -> str:
    """``text`` without accents and case; what is no letter or digit stays, in its place or not."""
    plain = unicodedata.normalize("NFKD", text.translate(_LETTERS))
    return "".join(char for char in plain if not unicodedata.combining(char)).casefold()


def words_of(text: str) -> list[str]:
    """The folded words of ``text``, in order, in whatever alphabet."""
    return _WORD.findall(folded(text))

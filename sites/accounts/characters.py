"""Characters that no reader sees, or that move what stands beside them (Unicode 16, UAX 9)."""

import re
import unicodedata

# Characters that turn the direction of what follows (embeddings, overrides, isolates).
TURNS = re.compile("[\u202a-\u202e\u2066-\u2069]")
# Marks of direction and characters without width or ink; joiners stay, emoji and scripts need them.
INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f"
    "\u2060-\u2065\u206a-\u206f\u3164\ufe00-\ufe0e\ufeff\uffa0\U000e0000-\U000e0fff]"
)
BLANK = "\u2800\u200c\u200d\ufe0f"  # look like nothing though Unicode calls them otherwise
_ALPHABETS = ("LATIN", "CYRILLIC", "GREEK", "ARMENIAN", "CHEROKEE")  # full of look-alikes


def is_visible(text: str) -> bool:
    """Whether a reader would see anything at all."""
    return any(
        unicodedata.category(char)[0] not in "CMZ" and char not in BLANK
        for char in INVISIBLE.sub("", text)
    )


def hides_something(text: str) -> bool:
    """Whether ``text`` holds a character that takes no room or moves its neighbours."""
    return (
        not text.isprintable()
        or any(unicodedata.category(char) == "Cf" or char in BLANK for char in text)
        or bool(INVISIBLE.search(text) or TURNS.search(text))
    )


def mixes_alphabets(text: str) -> bool:
    """Whether ``text`` is written with letters of two alphabets that look alike (« Аlice »)."""
    names = {unicodedata.name(char, "").partition(" ")[0] for char in text if char.isalpha()}
    return len(names.intersection(_ALPHABETS)) > 1

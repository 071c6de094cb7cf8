"""Comparing the names of councils as people write them."""

import re
import unicodedata

from django.utils.text import slugify


def fold(name: str) -> str:
    """A key equal for all the ways a name is written.

    People drop accents, dashes and apostrophes and swap the two halves of a name: what remains is
    its words without accents, in alphabetical order.
    """
    return " ".join(sorted(folded(name).split()))


def folded(text: str) -> str:
    """The words of ``text`` without accents, case and signs, in their order: for finding them."""
    plain = unicodedata.normalize("NFKD", text.replace("œ", "oe").replace("Œ", "OE"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(re.findall(r"[a-z0-9]+", plain))


def slug_of(name: str) -> str:
    """The name as an address: « chateau-d-eau-lancry », with the apostrophe as a dash."""
    return slugify(re.sub(r"[’'/]", " ", name.replace("œ", "oe").replace("Œ", "OE")))


def swapped(name: str) -> str:
    """The address of the name with its two halves in the other order; empty for one half."""
    halves = re.split(r"\s+[–—-]\s+", name.strip())
    return "-".join(slug_of(half) for half in reversed(halves)) if len(halves) > 1 else ""

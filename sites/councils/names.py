"""Comparing the names of councils as people write them."""

import re
import unicodedata


def fold(name: str) -> str:
    """A key equal for all the ways a name is written.

    People drop accents, dashes and apostrophes and swap the two halves of a name: what remains is
    its words without accents, in alphabetical order.
    """
    plain = unicodedata.normalize("NFKD", name.replace("œ", "oe").replace("Œ", "OE"))
    plain = "".join(c for c in plain if not unicodedata.combining(c)).casefold()
    return " ".join(sorted(re.findall(r"[a-z0-9]+", plain)))

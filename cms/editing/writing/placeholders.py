"""« [… la date] »: how a starting point says « write your own words here », and how it is found.

The mark is the same in every language: brackets and three dots.
"""

import re

_MARK = re.compile(r"\[…[^\]\n]{0,120}\]")


def placeholders_in(text: str) -> list[str]:
    """What is still to be replaced in ``text``."""
    return _MARK.findall(text)

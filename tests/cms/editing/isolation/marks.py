"""Unique strings in what is not public: whoever reads one has seen what is another's."""

import re

COUNCIL, PORTAL = "MARQUEB", "MARQUEP"
WORD = "zibeline"  # stands beside each mark, and in no address: what one searches for
_MARK = re.compile(r"marque[bp]-[a-z]+(?:-[a-z]+)*", re.IGNORECASE)


def mark(owner: str, what: str) -> str:
    """``mark(COUNCIL, "draft-title")``: text that stands nowhere else."""
    return f"{WORD.capitalize()} {owner}-{what}"


def word(owner: str, what: str) -> str:
    """The same where a space would not do: names of files, addresses."""
    return f"{owner}-{what}"


def marks_in(text: str) -> set[str]:
    return {found.lower() for found in _MARK.findall(text)}

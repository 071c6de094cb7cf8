"""How a pseudonym stands in the Markdown of others: where they quote or mention its holder."""

import re

_MARKS = re.compile(r"([\\\[\]*_`<>&!~])")  # what Markdown might read something into


def escaped(name: str) -> str:
    """``name`` so that Markdown shows it as it is."""
    return _MARKS.sub(r"\\\1", name)

"""Tables that people open in a spreadsheet: what somebody typed stays text, never a formula."""

import csv
from collections.abc import Iterable, Iterator

STARTS_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # OWASP, CSV injection


def harmless(value) -> str:
    """``value`` with an apostrophe before what a spreadsheet would run."""
    text = str(value)
    return f"'{text}" if text.startswith(STARTS_FORMULA) else text


def lines(rows: Iterable[Iterable]) -> Iterator[str]:
    """A table (RFC 4180, UTF-8 with the mark that spreadsheets know it by), a line at a time."""
    writer = csv.writer(_Echo())
    yield "\ufeff"
    for row in rows:
        yield writer.writerow([harmless(cell) for cell in row])


class _Echo:
    def write(self, line: str) -> str:
        return line

"""Where a name or an address stands: every table, cache and file, whoever wrote there.

Tables are read from the database itself, not from models: those of packages, of the full-text index
and of nobody are searched too. What was found is not shown, only where and how often.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .memory import in_caches, in_sessions
from .storage import in_storages
from .tables import in_tables

RESTRICTED = ("quartiers_legal_",)  # the legal trace: looked into with a reason only


@dataclass(frozen=True)
class Trace:
    """``place`` is a table and column, a key of a cache or the name of a file."""

    place: str
    count: int = 1

    @property
    def is_restricted(self) -> bool:
        """In the legal trace, which outlives an account for a year."""
        return self.place.split(":")[-1].startswith(RESTRICTED)


def find(terms: Iterable[str]) -> list[Trace]:
    """Where any of ``terms`` stands, as part of a longer text too, in whatever capitals."""
    wanted = sorted({term.strip() for term in terms if term.strip()})
    return [Trace(place, count) for place, count in _everywhere(wanted)] if wanted else []


def _everywhere(terms: list[str]) -> Iterator[tuple[str, int]]:
    yield from in_tables(terms)
    yield from in_sessions(terms)
    yield from in_caches(terms)
    yield from in_storages(terms)

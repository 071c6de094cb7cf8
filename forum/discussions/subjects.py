"""What can be talked about: an open list of kinds, which upper floors bring from ``ready()``."""

from collections.abc import Callable
from dataclasses import dataclass


@dataclass(frozen=True)
class Subject:
    """A thing that everybody may read, and whose team lets it be discussed.

    ``url`` is its full address; ``home_id`` the council in whose forums it is talked about, None
    for those that all share.
    """

    kind: str
    key: int
    title: str
    url: str
    home_id: int | None


Find = Callable[[int, bool], Subject | None]
"""``find(key, hold)``: the thing, or None. ``hold``: it stays as it is until the end of the
transaction, so that what follows from a change of it comes after us."""

_kinds: dict[str, Find] = {}


def register(kind: str, find: Find) -> None:
    """Add a kind; the same one registered again replaces."""
    _kinds[kind] = find


def find(kind: str, key: int, *, hold: bool = False) -> Subject | None:
    known = _kinds.get(kind)
    return known(key, hold) if known else None

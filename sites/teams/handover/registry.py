"""What somebody who leaves may hold: upper floors know."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from django.utils.functional import Promise

from sites.accounts.models import User
from sites.councils.models import Council

SHOWN = 8  # things named on the screen; the others are counted


@dataclass(frozen=True)
class Thing:
    """One piece of work, as a link."""

    title: str
    url: str


@dataclass(frozen=True)
class Kind:
    """A kind of work in one council.

    ``count`` and ``things`` tell what ``user`` holds there (``things`` at most so many);
    ``move(leaver, successor, council)`` hands all of it over and says how much it was. It is called
    inside a transaction that holds the rows of both accounts.
    """

    key: str
    label: str | Promise
    count: Callable[[User, Council], int]
    things: Callable[[User, Council, int], Sequence[Thing]]
    move: Callable[[User, User, Council], int]


@dataclass(frozen=True)
class Held:
    """What somebody holds of one kind."""

    label: str
    count: int
    things: Sequence[Thing]

    @property
    def more(self) -> int:
        return self.count - len(self.things)


_kinds: dict[str, Kind] = {}


def register(kind: Kind) -> None:
    """Add a kind of work; one registered again under its key is replaced."""
    _kinds[kind.key] = kind


def kinds() -> list[Kind]:
    return list(_kinds.values())


def held_by(user: User, council: Council) -> list[Held]:
    """All that ``user`` holds in a council, by kind; nothing of what is empty."""
    found = []
    for kind in kinds():
        if count := kind.count(user, council):
            things = kind.things(user, council, SHOWN)
            found.append(Held(str(kind.label), count, things))
    return found


def move_all(leaver: User, successor: User, council: Council) -> dict[str, int]:
    """Hand everything over; how much it was, by key of the kind."""
    moved = {kind.key: kind.move(leaver, successor, council) for kind in kinds()}
    return {key: count for key, count in moved.items() if count}


def in_words(moved: dict[str, int]) -> list[str]:
    """« Brouillons : 3 » for each kind that is still known."""
    return [f"{kind.label} : {moved[kind.key]}" for kind in kinds() if moved.get(kind.key)]

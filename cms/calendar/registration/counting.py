"""Seats that are taken and seats that are left: what the rows say."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.db.models import F, Q, Sum

from ..models.gathering import Gathering
from ..models.registration import COUNTED, LIVE, Registration, RegistrationState


@dataclass(frozen=True)
class Figures:
    """Seats that are taken, and those that people wait for; ``capacity`` None: without limit."""

    capacity: int | None
    taken: int = 0
    waiting: int = 0

    @property
    def left(self) -> int | None:
        """Places for whoever is next in line."""
        return None if self.capacity is None else max(0, self.capacity - self.taken)

    @property
    def over(self) -> int:
        """How many more are registered than there are places by now: nobody is sent away."""
        return 0 if self.capacity is None else max(0, self.taken - self.capacity)

    def has_room(self, seats: int) -> bool:
        """Whether a newcomer gets ``seats`` at once: never past somebody who waits."""
        return self.left is None or (not self.waiting and seats <= self.left)


def _seats(now: datetime | None) -> dict[str, Sum]:
    """What is summed up. Without ``now`` a hold counts until somebody lets go of it, as lists have
    it; with it, until its time is over.
    """
    taken = Q(state__in=COUNTED)
    if now:
        taken &= Q(held_until=None) | Q(held_until__gt=now)
    return {
        "taken": Sum("seats", filter=taken),
        "waiting": Sum("seats", filter=Q(state=RegistrationState.WAITING)),
    }


def figures_of(gathering: Gathering) -> Figures:
    """Of one date; exact for whoever holds its lock."""
    rows = Registration.objects.filter(gathering=gathering, state__in=LIVE)
    totals = rows.aggregate(**_seats(None))
    return Figures(gathering.capacity, totals["taken"] or 0, totals["waiting"] or 0)


def figures_by_day(
    page_id: int | None, capacity: int | None, now: datetime | None = None
) -> dict[date | None, Figures]:
    """Of all dates of a page for which anybody ever registered; one query."""
    rows = Registration.objects.filter(gathering__page=page_id, state__in=LIVE)
    totals: Any = rows.values(day=F("gathering__day")).annotate(**_seats(now))
    return {row["day"]: Figures(capacity, row["taken"] or 0, row["waiting"] or 0) for row in totals}

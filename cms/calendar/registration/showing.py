"""What the page of a meeting or an event shows of registration: how it stands, and the way there.

No form: the page is the same for everybody and may be kept; the form has an address of its own.
"""

from datetime import date, datetime
from typing import Any

from django.utils import timezone

from .. import words
from ..models.registrable import Registrable
from .acts import most_seats
from .counting import Figures, figures_by_day
from .finding import FORM
from .telling import facts, standing

NONE: dict[str, Any] = {
    "registration": None,
    "registration_path": "",
    "registration_seats": 1,
    "registration_closes": None,
}


def context(
    page: Registrable, day: date | None, starts: datetime | None, state: str, path: str
) -> dict[str, Any]:
    """Of the date ``day`` of ``page``, whose own address is ``path``; one query.

    ``state`` is what readers are told of the date; of what is over nothing is said any more.
    """
    if not page.takes_registrations or starts is None or state == words.OVER:
        return NONE
    now = timezone.now()
    counted = figures_by_day(page.pk, page.registration_capacity, now)
    figures = counted.get(day, Figures(page.registration_capacity))
    closes = page.registration_closes_at
    told = facts(page.registration_mode, closes or starts, figures)
    stands = standing(told, state, starts, now)
    return {
        "registration": stands if stands.words else None,
        "registration_path": f"{path}{FORM}" if stands.is_open else "",
        "registration_seats": most_seats(page),
        "registration_closes": closes if stands.is_open else None,
    }

"""Counting places under a lock, and handing on those that become free.

The wait list is first in, first out, and strictly so: the head is served or nobody is. A group of
three at the head waits while one place is free, and whoever stands behind it waits too: nobody
overtakes, so that a large family is never passed by for ever. The page of the meeting says so.
One joins the list when the address is proven (or at once with an account), not before.

Until ``AUTOMATIC`` before the start a free place is given to the head of the list; from then on it
is offered, for a few hours, because whoever has other plans by now would leave it empty.

Time is looked at here, by whoever holds the lock: a hold or an offer whose time is over counts no
more, whether the schedule has come by or not.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

from django.db import transaction
from django.utils import timezone

from cms.pages import publishing

from ..models.gathering import AUTOMATIC, LAST_OFFER, Gathering
from ..models.registrable import RegistrationMode
from ..models.registration import Registration
from ..models.registration import RegistrationState as S
from . import letters, telling
from .counting import figures_of

HOLD = timedelta(minutes=30)  # of seats, for an address that is not proven yet
OFFER = timedelta(hours=6)  # at most


@contextmanager
def held(gathering_id: int) -> Iterator[Gathering]:
    """The row of a date, locked; what time has changed is settled before and after, and lists are
    told. Writers of pages take their turn first, then lock rows: so do we, and nobody waits
    crosswise.
    """
    with transaction.atomic():
        publishing.take_turn()
        gathering = Gathering.objects.select_for_update().get(pk=gathering_id)
        settle(gathering)
        yield gathering
        settle(gathering)
        telling.tell_lists(gathering)


def settle(gathering: Gathering) -> None:
    """Let go of holds and offers whose time is over, then hand free places on."""
    now = timezone.now()
    rows = Registration.objects.filter(gathering=gathering)
    rows.filter(state=S.HELD, held_until__lte=now).update(state=S.UNCONFIRMED, held_until=None)
    for late in rows.filter(state=S.OFFERED, offered_until__lte=now).select_related("user"):
        end(late, S.LAPSED)
        letters.offer_expired(gathering, late)
    if gathering.mode != RegistrationMode.NONE and gathering.takes_place(now):
        _hand_on(gathering, now)


def _hand_on(gathering: Gathering, now: datetime) -> None:
    line = Registration.objects.filter(gathering=gathering).in_line().select_related("user")
    if not line.exists() or not gathering.page.live:
        return
    left = figures_of(gathering).left
    for head in line:
        if left is not None and head.seats > left:
            return
        if not _served(gathering, head, now):
            return
        if left is not None:
            left -= head.seats


def _served(gathering: Gathering, head: Registration, now: datetime) -> bool:
    """Give or offer ``head`` the places; False when it is too late for either."""
    if now < gathering.starts_at - AUTOMATIC:
        change(head, S.REGISTERED)
        letters.promoted(gathering, head)
        return True
    until = min(now + OFFER, gathering.starts_at - LAST_OFFER)
    if until <= now:
        return False
    change(head, S.OFFERED, offered_until=until)
    letters.offer(gathering, head)
    return True


def change(row: Registration, state: S, **moments: datetime | None) -> None:
    """Write a new state, and the moments that belong to it alone."""
    fresh: dict[str, object] = {"held_until": None, "offered_until": None, **moments}
    for name, value in {"state": state, **fresh}.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *fresh])


def end(row: Registration, state: S) -> None:
    change(row, state, ended_at=timezone.now())

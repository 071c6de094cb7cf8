"""Those registered follow what is published: its dates, its places, and what became of it.

Called whenever a page is saved as the public reads it, in the same turn. Registrations are kept
whatever happens to the date; everybody who has one is told of each change once.
"""

from datetime import date, timedelta

from django.utils import timezone

from ..models.gathering import LAST_OFFER, Gathering
from ..models.registrable import Date, GatheringState, Registrable
from ..models.registration import Registration
from ..models.registration import RegistrationState as S
from ..zone import wall_clock
from . import letters, places

AT_ONCE = 25  # mails written while the editor waits; the schedule writes more of them each minute
A_PASS = 200


def gathering_of(page: Registrable, day: date | None) -> Gathering | None:
    """The row of one date of ``page`` as it is published, made now if nobody registered before."""
    one = next((one for one in page.registration_dates() if one.day == day), None)
    if one is None:
        return None
    gathering, _is_new = Gathering.objects.get_or_create(
        page_id=page.pk, day=day, defaults=_columns(page, one)
    )
    return gathering


def follow(page: Registrable) -> None:
    """Write what is published of ``page`` to its dates, and hand on places that became free."""
    rows = list(Gathering.objects.filter(page=page.pk))
    if not rows:
        return
    dates = {one.day: one for one in page.registration_dates()}
    for row in rows:
        _follow(page, row, dates)


def _follow(page: Registrable, row: Gathering, dates: dict[date | None, Date]) -> None:
    with places.held(row.pk) as gathering:
        one = dates.get(gathering.day) or _same_by_another_name(gathering, dates)
        columns = _columns(page, one) if one else {"state": GatheringState.CANCELLED, "reason": ""}
        if one:
            columns["day"] = one.day
        for name, value in columns.items():
            setattr(gathering, name, value)
        gathering.has_news = _is_news(gathering)
        gathering.save(update_fields=[*columns, "has_news"])
        _shorten_offers(gathering)
        if gathering.has_news:
            tell_news(gathering, AT_ONCE)


def _same_by_another_name(gathering: Gathering, dates: dict[date | None, Date]) -> Date | None:
    """What took place once and comes back by now, or the reverse: the date of the same day."""
    day = wall_clock(gathering.starts_at).date()
    if gathering.day is None:
        return dates.get(day)
    once = dates.get(None)
    return once if once and wall_clock(once.starts).date() == gathering.day else None


def _columns(page: Registrable, one: Date) -> dict:
    return {
        "starts_at": one.starts,
        "ends_at": one.ends,
        "place": one.place,
        "state": one.state,
        "reason": one.reason,
        "mode": page.registration_mode,
        "capacity": page.registration_capacity,
        "closes_at": page.registration_closes_at or one.starts,
    }


def _shorten_offers(gathering: Gathering) -> None:
    """A date that comes sooner leaves less time to answer."""
    last = gathering.starts_at - LAST_OFFER
    rows = Registration.objects.filter(gathering=gathering, state=S.OFFERED)
    rows.filter(offered_until__gt=last).update(offered_until=last)


# News of a date ----------------------------------------------------------------------------------


def _untold(gathering: Gathering):
    """Who has a registration and last read something else of the date."""
    rows = Registration.objects.filter(gathering=gathering).sure()
    return rows.exclude(
        told_starts_at=gathering.starts_at,
        told_place=gathering.place,
        told_state=gathering.state,
    )


def _is_news(gathering: Gathering) -> bool:
    """Nothing that is over is news: who corrects last year's place writes to nobody."""
    return gathering.ends_at > timezone.now() and _untold(gathering).exists()


def tell_news(gathering: Gathering, most: int) -> int:
    """Write to at most so many of those who have not been told; under the lock."""
    rows = list(_untold(gathering).select_related("user").order_by("pk")[:most])
    for row in rows:
        letters.changed(gathering, row)
        row.note_told(gathering)
        row.save(update_fields=["told_starts_at", "told_place", "told_state"])
    if len(rows) < most:
        Gathering.objects.filter(pk=gathering.pk).update(has_news=False)
        gathering.has_news = False
    return len(rows)


# The schedule ------------------------------------------------------------------------------------


def tend() -> int:
    """What time changes while nobody looks: holds, offers, the line; and news still to be told.

    Returns how many dates were looked at.
    """
    keys = _waiting_for_time()
    for pk in keys:
        with places.held(pk) as gathering:
            if gathering.has_news:
                tell_news(gathering, A_PASS)
    return len(keys)


def _waiting_for_time() -> list[int]:
    now = timezone.now()
    rows = Registration.objects.all()
    over = set(rows.filter(state=S.HELD, held_until__lte=now).values_list("gathering", flat=True))
    over |= set(
        rows.filter(state=S.OFFERED, offered_until__lte=now).values_list("gathering", flat=True)
    )
    over |= set(Gathering.objects.filter(has_news=True).values_list("pk", flat=True))
    return sorted(over)


def purge(days: int, unproven: timedelta = letters.CONFIRM_WITHIN) -> int:
    """Erase names and addresses of dates that ended so many days ago, and addresses that nobody
    ever confirmed; how many. The figures stay.
    """
    now = timezone.now()
    never = Registration.objects.filter(state=S.UNCONFIRMED, created_at__lte=now - unproven)
    count, _each = never.delete()
    old = Registration.objects.filter(gathering__ends_at__lte=now - timedelta(days=days))
    count += old.filter(state__in=(S.HELD, S.UNCONFIRMED)).delete()[0]
    return count + forget(old)


def forget(rows) -> int:
    """Take every name out of ``rows``; how many had one."""
    named = rows.exclude(name="", address="", user=None)
    return named.update(name="", address="", user=None)

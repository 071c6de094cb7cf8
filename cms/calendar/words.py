"""Hours, days and states in words. Days and hours are those of the install's clocks."""

from datetime import date, datetime, timedelta

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.translation import gettext as _

from .recurrence import State, plain_date
from .zone import wall_clock

NIGHT = timedelta(hours=12)  # what ends this soon after midnight is still of the evening
RUNNING, OVER = "running", "over"


def hour(when: datetime) -> str:
    """« 19 h », « 19 h 05 »."""
    wall = wall_clock(when)
    minutes = f" {wall:%M}" if wall.minute else ""
    return f"{wall.hour} h{minutes}".replace(" ", "\u00a0")


def hours(starts: datetime, ends: datetime) -> str:
    """« 18 h – 20 h »; of what takes days, until when."""
    if _one_evening(starts, ends):
        return f"{hour(starts)} – {hour(ends)}".replace(" –", "\u00a0–")
    until = {"day": short_day(ends), "hour": hour(ends)}
    return _("%(from)s, jusqu’au %(day)s, %(hour)s") % {"from": hour(starts), **until}


def when(starts: datetime, ends: datetime) -> str:
    """« mardi 8 décembre 2026, de 18 h à 20 h »; both days of what takes several."""
    told = {"day": long_day(starts), "from": hour(starts), "to": hour(ends)}
    if _one_evening(starts, ends):
        return _("%(day)s, de %(from)s à %(to)s") % told
    told["last"] = long_day(ends)
    return _("du %(day)s, %(from)s, au %(last)s, %(to)s") % told


def long_day(day: date | datetime) -> str:
    """« mardi 8 décembre 2026 »."""
    day = _day_of(day)
    return f"{format_date(day, 'l')} {plain_date(day)}"


def short_day(day: date | datetime) -> str:
    """« 8 décembre », « 1er décembre »."""
    day = _day_of(day)
    month = format_date(day, "F")
    if day.day == 1:
        return _("1er %(month)s") % {"month": month}
    return f"{day.day} {month}"


def state_now(state: str, starts: datetime | None, ends: datetime | None) -> str:
    """What readers must know of a thing at this moment: a state, ``running``, ``over`` or nothing.

    What is over says so even if it had been moved; what was cancelled stays cancelled.
    """
    now = timezone.now()
    if state == State.CANCELLED:
        return state
    if ends and ends <= now:
        return OVER
    if state == State.MOVED:
        return state
    return RUNNING if starts and starts <= now else ""


def _one_evening(starts: datetime, ends: datetime) -> bool:
    """Whether its end needs no day: the same one, or the night after it."""
    first, last = wall_clock(starts), wall_clock(ends)
    next_day = last.date() == first.date() + timedelta(days=1)
    return first.date() == last.date() or (next_day and last - first < NIGHT and last.hour < 8)


def _day_of(day: date | datetime) -> date:
    return wall_clock(day).date() if isinstance(day, datetime) else day

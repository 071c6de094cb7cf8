"""Days, hours, spans and amounts as papers write them."""

from datetime import date, datetime

from django.utils import timezone
from django.utils.dateformat import format as format_date
from django.utils.formats import number_format
from django.utils.translation import gettext as _

NBSP = "\u00a0"


def local(at: datetime) -> datetime:
    return timezone.localtime(at) if timezone.is_aware(at) else at


def day_number(day: date) -> str:
    return "1er" if day.day == 1 else str(day.day)


def weekday(day: date) -> str:
    return format_date(day, "l")


def month(day: date) -> str:
    return format_date(day, "F")


def day(when: date) -> str:
    """« 1er novembre 2026 »."""
    return f"{day_number(when)}{NBSP}{month(when)} {when.year}"


def full_day(when: date) -> str:
    """« jeudi 12 mars 2026 »."""
    return f"{weekday(when)} {day(when)}"


def hour(at: datetime) -> str:
    """« 19 h », « 18 h 05 »."""
    return f"{at.hour}{NBSP}h" + (f"{NBSP}{at:%M}" if at.minute else "")


def span(minutes: int) -> str:
    """« 45 min », « 1 h 45 »."""
    if minutes < 60:
        return f"{minutes}{NBSP}min"
    rest = f"{NBSP}{minutes % 60:02}" if minutes % 60 else ""
    return f"{minutes // 60}{NBSP}h{rest}"


def hours(starts_at: datetime, ends_at: datetime | None) -> str:
    """« de 19 h à 21 h »; the day as well when it is another one."""
    if ends_at is None:
        return _("à %(hour)s") % {"hour": hour(starts_at)}
    told = {"start": hour(starts_at), "end": hour(ends_at)}
    if ends_at.date() == starts_at.date():
        return _("de %(start)s à %(end)s") % told
    told["day"] = f"{weekday(ends_at)} {day_number(ends_at)}"
    return _("de %(start)s à %(end)s le %(day)s") % told


def moment(at: datetime) -> str:
    """« jeudi 12 mars 2026 à 19 h »."""
    return _("%(day)s à %(hour)s") % {"day": full_day(at), "hour": hour(at)}


def euros(cents: int) -> str:
    """« 1 090 € », « 12,50 € »."""
    return f"{number_format(cents / 100, 2 if cents % 100 else 0, force_grouping=True)}{NBSP}€"


def short_address(url: str) -> str:
    """An address as one types it: without the protocol, nor a slash at the end."""
    return url.partition("://")[2].rstrip("/") if "://" in url else url.rstrip("/")

"""Moments as people say them: « mardi 1er décembre 2026 à 19 h », on the clock of Paris."""

from datetime import datetime

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _


def moment(at: datetime) -> str:
    """The day of the week, the day, the hour; minutes where there are some."""
    local = timezone.localtime(at)
    is_french = (get_language() or "fr").startswith("fr")
    number = "1er" if is_french and local.day == 1 else str(local.day)
    return _("%(weekday)s %(day)s %(month)s à %(time)s") % {
        "weekday": date_format(local, "l"),
        "day": number,
        "month": date_format(local, "F Y"),
        "time": hour(local),
    }


def hour(local: datetime) -> str:
    """« 19 h », « 9 h 05 »."""
    return f"{local.hour}\u00a0h" + (f"\u00a0{local:%M}" if local.minute else "")


def will_be_published(at: datetime) -> str:
    return _("sera publiée le %(moment)s") % {"moment": moment(at)}


def will_be_withdrawn(at: datetime) -> str:
    return _("sera retirée du site le %(moment)s") % {"moment": moment(at)}


def short_moment(at: datetime) -> str:
    """« 1er déc. à 19 h » this year, with the year otherwise."""
    local = timezone.localtime(at)
    is_french = (get_language() or "fr").startswith("fr")
    number = "1er" if is_french and local.day == 1 else str(local.day)
    month = date_format(local, "N" if local.year == timezone.localdate().year else "N Y").lower()
    return _("%(day)s %(month)s à %(time)s") % {"day": number, "month": month, "time": hour(local)}

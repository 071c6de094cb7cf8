"""A day and an hour as somebody types them, and what is wrong with them."""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from .words import moment


class MomentInput(forms.DateTimeInput):
    """The browser's own choice of a day and an hour: on a phone, what its owner knows."""

    input_type = "datetime-local"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%dT%H:%M")


class MomentField(forms.DateTimeField):
    """A moment on the clock of Paris. Hours that come twice in a year, or never, are explained."""

    widget = MomentInput
    default_error_messages = {
        "invalid": gettext_lazy("Écrivez un jour et une heure, par exemple 01/12/2026 19:00.")
    }

    def to_python(self, value):
        typed = _parsed(value)
        if typed and timezone.is_naive(typed) and (trouble := changing_clocks(typed)):
            raise ValidationError(trouble, code="ambiguous_timezone")
        return super().to_python(value)


def _parsed(value) -> datetime | None:
    try:
        return parse_datetime(value.strip()) if isinstance(value, str) else None
    except ValueError:  # well written, but no such day
        return None


def changing_clocks(typed: datetime) -> str:
    """Why this hour cannot be taken, and which to take; nothing for nearly all hours."""
    zone = timezone.get_current_timezone()
    first, second = (typed.replace(tzinfo=zone, fold=fold) for fold in (0, 1))
    if first.utcoffset() == second.utcoffset():
        return ""
    exists = first.astimezone(timezone.get_fixed_timezone(0)).astimezone(zone).replace(
        tzinfo=None
    ) == typed.replace(tzinfo=None)
    after = (typed.replace(minute=0) + timedelta(hours=1)).strftime("%H").lstrip("0")
    if exists:
        return _(
            "Cette heure arrive deux fois cette nuit-là : on passe à l’heure d’hiver. "
            "Choisissez %(hour)s h ou plus tard."
        ) % {"hour": after}
    return _(
        "Cette heure n’existe pas cette nuit-là : on passe à l’heure d’été. "
        "Choisissez %(hour)s h ou plus tard."
    ) % {"hour": after}


def troubles(go: datetime | None, end: datetime | None, now: datetime) -> dict[str, str]:
    """What is wrong with a date of publication and one of withdrawal, by field."""
    found = {}
    if go and go <= now:
        found["go_live_at"] = _(
            "Le %(moment)s est passé : choisissez une date à venir, ou « Publier » tout de suite."
        ) % {"moment": moment(go)}
    if end and end <= now:
        found["expire_at"] = _("Le %(moment)s est passé : choisissez une date à venir.") % {
            "moment": moment(end)
        }
    elif go and end and end <= go:
        found["expire_at"] = _(
            "La page serait retirée avant de paraître : choisissez une date après le %(moment)s."
        ) % {"moment": moment(go)}
    return found

"""Days and hours as editors type them: the browser's own fields, in every form of the admin.

Wagtail's picker puts today's date in the place of words it does not understand, and says nothing.
"""

from datetime import datetime, timedelta

from django import forms
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail.admin.forms.models import register_form_field_override


class DayInput(forms.DateInput):
    """The browser's own choice of a day."""

    input_type = "date"

    def __init__(self, attrs=None):
        super().__init__(attrs, format="%Y-%m-%d")


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


def connect() -> None:
    """Make them the fields of every form that Wagtail makes of a model (once)."""
    moment = {"form_class": MomentField, "widget": MomentInput}
    register_form_field_override(models.DateTimeField, override=moment)
    register_form_field_override(models.DateField, override={"widget": DayInput})


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

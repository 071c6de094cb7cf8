"""Template tags of the agenda: hours, days and states in words."""

from datetime import date, datetime

from django import template

from .. import words

register = template.Library()


@register.filter
def iso_day(text: str) -> date | None:
    """The day that the facts of a publication write as text."""
    return date.fromisoformat(text) if text else None


@register.filter(expects_localtime=True)
def hour(when: datetime) -> str:
    """« 19 h », « 19 h 05 »."""
    return words.hour(when)


@register.filter(expects_localtime=True)
def long_day(day: date | datetime | None) -> str:
    """« mardi 8 décembre 2026 »; nothing for no day."""
    return words.long_day(day) if day else ""


@register.simple_tag
def hours(starts: datetime, ends: datetime) -> str:
    """« 18 h – 20 h »."""
    return words.hours(starts, ends)


@register.simple_tag
def when(starts: datetime, ends: datetime) -> str:
    """« mardi 8 décembre 2026, de 18 h à 20 h »."""
    return words.when(starts, ends)


@register.simple_tag
def state_now(state: str, starts: datetime | None, ends: datetime | None) -> str:
    """``cancelled``, ``moved``, ``running``, ``over`` or nothing."""
    return words.state_now(state, starts, ends)

"""Template tags of the agenda: hours, days and states in words."""

from datetime import date, datetime

from django import template
from django.utils import timezone

from cms.publications.models import Publication

from .. import words
from ..registration.telling import FACTS, standing

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


@register.simple_tag
def full_mark(item: Publication) -> str:
    """« Complet », « Complet (+4) », as long as one might still come; or nothing."""
    told = item.facts.get(FACTS)
    if not told:
        return ""
    return standing(told, item.facts.get("state", ""), item.starts_at, timezone.now()).mark

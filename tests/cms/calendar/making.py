"""Events for tests: times are written as clocks here show them (2026-12-08 18:00)."""

from datetime import datetime

from wagtail.models import Page

from cms.calendar.models import EventException, EventIndexPage, EventPage
from cms.calendar.zone import moment, wall_clock
from tests.cms import factories


def at(text: str) -> datetime:
    return moment(datetime.fromisoformat(text))


def clock(when: datetime) -> str:
    return f"{wall_clock(when):%Y-%m-%d %H:%M}"


def agenda(owner) -> EventIndexPage:
    return factories.section(owner, "agenda")


def event(
    owner, title="Vide-greniers", starts="2026-12-08 18:00", ends=None, **fields
) -> EventPage:
    """A published event; ``exceptions`` are the fields of its days that differ."""
    exceptions, shared_with = fields.pop("exceptions", ()), fields.pop("shared_with", ())
    fields.setdefault("place_words", "Quai de Jemmapes")
    page = EventPage(
        title=title, starts_at=at(starts), ends_at=at(ends) if ends else None, **fields
    )
    page.exceptions = [EventException(**told) for told in exceptions]
    page.shared_with = list(shared_with)
    return Page.objects.get(pk=agenda(owner).pk).add_child(instance=page)


def monthly(owner, title="Permanence", count=12, **fields) -> EventPage:
    """« le 2e mardi du mois », from 8 December 2026."""
    fields.setdefault("repeat", "nth_weekday")
    return event(owner, title, repeat_count=count, **fields)

"""Making what takes place, once or several times."""

from datetime import date, datetime, time, timedelta

from cms.calendar.models import EventException, EventPage
from cms.calendar.recurrence import Repeat, is_last_in_month, nth_in_month
from cms.calendar.zone import moment
from cms.demo.content.events import EVENTS
from cms.demo.content.shapes import Differing, Event
from cms.translations.typography import french

from .bodies import body
from .demo import Demo
from .pictures import picture
from .registrations import settings_of
from .tree import add, classify

INDEX = "/agenda/"
SECOND = 2  # series of the demo: « le 2e mardi du mois »


def make_events(demo: Demo) -> None:
    """In the order in which they were announced."""
    for event in sorted(EVENTS, key=lambda one: one.day - one.announced):
        _add(demo, event)


def _add(demo: Demo, event: Event) -> EventPage:
    first = _first_day(demo, event)
    page = EventPage(
        title=event.title,
        summary=event.summary,
        starts_at=_at(first + timedelta(days=event.delayed), event.begins),
        ends_at=_at(first + timedelta(days=event.delayed + event.nights), event.ends),
        moved_from=first if event.delayed else None,
        place=demo.places[event.place] if event.place else None,
        place_words=french(event.room),
        body=body(demo, event.site, event.body),
        lead_image=picture(demo, event.site, event.picture) if event.picture else None,
        organiser=french(event.organiser),
        price=french(event.price),
        accessibility=french(event.accessibility),
        cancelled=bool(event.cancelled),
        cancel_reason=french(event.cancelled),
        repeat=event.repeat,
        repeat_count=event.count,
        **settings_of(event.site, event.title),
    )
    days = page.rule.dates(first)
    page.exceptions = [  # type: ignore[misc]
        _exception(event, days[one.number - 1], one) for one in event.differing
    ]
    classify(demo, page, event.topics, event.also)
    index = demo.page(event.site, INDEX)
    day = min(event.day - event.announced, 0)
    return add(demo, index, page, site=event.site, day=day)


def _exception(event: Event, day: date, differing: Differing) -> EventException:
    moved = differing.later or differing.begins
    begins = differing.begins or event.begins
    new_day = day + timedelta(days=differing.later)
    return EventException(
        day=day,
        kind=differing.kind,
        reason=french(differing.reason),
        starts_at=_at(new_day, begins) if moved else None,
        place_words=french(differing.place),
    )


def _first_day(demo: Demo, event: Event) -> date:
    """The day itself, or the first one after it that the rule of a series can begin with."""
    day = demo.clock.day(event.day)
    while not _fits(event, day):
        day += timedelta(days=1)
    return day


def _fits(event: Event, day: date) -> bool:
    if event.weekday is not None and day.weekday() != event.weekday:
        return False
    if event.repeat == Repeat.NTH_WEEKDAY:
        return nth_in_month(day) == SECOND
    return event.repeat != Repeat.LAST_WEEKDAY or is_last_in_month(day)


def _at(day: date, hour: str) -> datetime:
    return moment(datetime.combine(day, time.fromisoformat(hour)))

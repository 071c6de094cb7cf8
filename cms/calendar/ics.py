"""Calendars as files (RFC 5545, 7986): what takes place, once or several times, as VEVENTs.

The same entries give the same bytes, whoever asks and whenever.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

from django.utils.translation import gettext as _
from icalendar import Calendar, Component, Event, vDuration, vRecur, vUri

from .recurrence import Occurrence, Series, State
from .vtimezone import rules_of
from .zone import moment, zone

CONTENT_TYPE = "text/calendar; charset=utf-8"
PRODUCT = "-//Quartiers//Agenda//FR"
REFRESH = timedelta(hours=1)
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")


@dataclass(frozen=True)
class Entry:
    """One thing of a calendar. ``place`` is a name with its address, ``position`` latitude and
    longitude (WGS84); ``changed_at`` the moment of its last published change."""

    uid: str
    title: str
    series: Series
    url: str
    changed_at: datetime
    sequence: int = 0
    description: str = ""
    place: str = ""
    position: tuple[float, float] | None = None
    categories: tuple[str, ...] = ()
    contact: str = ""


@dataclass(frozen=True)
class Sheet:
    """What a calendar says of itself; ``url`` is the page for people, ``source`` its own one."""

    name: str
    url: str
    source: str
    description: str = ""
    entries: tuple[Entry, ...] = field(default_factory=tuple)


def calendar_bytes(sheet: Sheet) -> bytes:
    """The calendar as a file: UTF-8, lines of 75 octets at most, CRLF."""
    return calendar(sheet).to_ical()


def calendar(sheet: Sheet) -> Calendar:
    made = Calendar()
    made.add("prodid", PRODUCT)
    made.add("version", "2.0")
    made.add("calscale", "GREGORIAN")
    made.add("method", "PUBLISH")
    _add_words(made, "name", sheet.name)
    _add_words(made, "x-wr-calname", sheet.name)
    made.add("x-wr-timezone", zone().key)
    _add_words(made, "description", sheet.description)
    _add_words(made, "x-wr-caldesc", sheet.description)
    made.add("url", vUri(sheet.url))
    made.add("source", vUri(sheet.source), parameters={"VALUE": "URI"})
    made.add("refresh-interval", vDuration(REFRESH), parameters={"VALUE": "DURATION"})
    made.add("x-published-ttl", vDuration(REFRESH))
    if sheet.entries:
        made.add("last-modified", _utc(max(entry.changed_at for entry in sheet.entries)))
    made.add_component(rules_of(zone().key))
    for entry in sheet.entries:
        for event in events(entry):
            made.add_component(event)
    return made


def events(entry: Entry) -> Iterator[Event]:
    """The VEVENTs of an entry: one, or a rule and one for each occurrence that differs from it."""
    if not entry.series.rule.comes_back:
        for occurrence in entry.series.occurrences():
            yield _event(entry, occurrence)
        return
    yield _master(entry)
    for occurrence in entry.series.occurrences():
        if _differs(entry.series, occurrence):
            yield _override(entry, occurrence)


def _master(entry: Entry) -> Event:
    """The rule. Its times are those of the wall clock, even where they do not exist on that day."""
    series, made = entry.series, _described(entry, State.PLANNED, "", "")
    made.add("dtstart", series.starts.replace(tzinfo=zone()))
    made.add("dtend", series.ends.replace(tzinfo=zone()))
    made.add("rrule", vRecur.from_ical(series.rule.rrule(series.starts)))
    if skipped := series.skipped():
        walls = (datetime.combine(day, series.starts.time()) for day in skipped)
        made.add("exdate", [wall.replace(tzinfo=zone()) for wall in walls])
    return made


def _override(entry: Entry, occurrence: Occurrence) -> Event:
    made = _event(entry, occurrence)
    made.add("recurrence-id", occurrence.planned)
    return made


def _event(entry: Entry, occurrence: Occurrence) -> Event:
    made = _described(entry, occurrence.state, occurrence.reason, occurrence.place)
    made.add("dtstart", occurrence.starts)
    made.add("dtend", occurrence.ends)
    return made


def _differs(series: Series, occurrence: Occurrence) -> bool:
    """Whether readers of the rule alone would get this occurrence wrong.

    They keep either the hours of its clock or its length when the clock changes in between, so
    what has another length is written out.
    """
    first = moment(series.ends) - moment(series.starts)
    length = occurrence.ends.astimezone(UTC) - occurrence.starts.astimezone(UTC)
    return (
        occurrence.state is not State.PLANNED
        or length != first
        or occurrence.starts.time() != series.starts.time()
    )


def _described(entry: Entry, state: State, reason: str, place: str) -> Event:
    """An event without its times."""
    is_cancelled = state is State.CANCELLED
    made = Event()
    made.add("uid", entry.uid)
    made.add("dtstamp", _utc(entry.changed_at))
    made.add("last-modified", _utc(entry.changed_at))
    made.add("sequence", entry.sequence)
    _add_words(made, "summary", _title(entry.title, is_cancelled))
    _add_words(made, "description", _description(entry, reason))
    _add_words(made, "location", place or entry.place)
    if entry.position and not place:
        made.add("geo", entry.position)
    if entry.categories:
        made.add("categories", [_plain(category) for category in entry.categories])
    _add_words(made, "contact", entry.contact)
    made.add("url", vUri(entry.url))
    made.add("status", "CANCELLED" if is_cancelled else "CONFIRMED")
    return made


def _title(title: str, is_cancelled: bool) -> str:
    """Many calendars do not show that something is cancelled: the title says it."""
    return _("Annulé : %(title)s") % {"title": title} if is_cancelled else title


def _description(entry: Entry, reason: str) -> str:
    return "\n\n".join(filter(None, (reason, entry.description, entry.url)))


def _add_words(component: Component, name: str, words: str) -> None:
    if words:
        component.add(name, _plain(words))


def _plain(words: str) -> str:
    """Text that may stand in a calendar: no control character but the end of a line."""
    return _CONTROL.sub("", words.replace("\r\n", "\n").replace("\r", "\n"))


def _utc(when: datetime) -> datetime:
    return when.astimezone(UTC).replace(microsecond=0)

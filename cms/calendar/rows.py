"""From an event to its publications: one for what takes place once; for a series one for its page,
and one for each of its dates."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from cms.publications.models import Publication
from cms.publications.publishing import Facts
from cms.translations.typography import french

from .facts import dated_facts
from .recurrence import Occurrence, State
from .registration.telling import FACTS, facts_by_day

if TYPE_CHECKING:
    from .models import EventPage

LONGEST_PLACE = Publication._meta.get_field("place_name").max_length or 0


def page_facts(page: "EventPage") -> dict:
    """What the page's own row holds for calendars; of registration, for what takes place once."""
    told = facts_by_day(page).get(None)
    return ({FACTS: told} if told else {}) | dated_facts(
        uid=str(page.uid),
        sequence=page.sequence,
        state=state_of(page),
        reason=french(page.cancel_reason),
        planned=page.moved_from,
        place=french(page.place_line),
        position=page.position,
        contact=french(page.organiser),
        series=page.series if page.rule.comes_back else None,
    )


def page_times(page: "EventPage") -> dict:
    """When and where the page's own row says it is."""
    place = {"place_name": _short(french(page.place_name))}
    if page.rule.comes_back:
        return place
    (once,) = page.series.occurrences()
    return place | {"starts_at": once.starts, "ends_at": once.ends}


def state_of(page: "EventPage") -> State:
    if page.cancelled:
        return State.CANCELLED
    return State.MOVED if page.moved_from else State.PLANNED


def occurrence_rows(page: "EventPage", own: Facts) -> Iterator[Facts]:
    """A row for each date of a series, made from the page's ``own`` one."""
    if not page.rule.comes_back:
        return
    registration = facts_by_day(page)
    for occurrence in page.series.occurrences():
        told = registration.get(occurrence.day)
        yield replace(
            own,
            source=f"{own.source}@{occurrence.day}",
            path=f"{own.path}{occurrence.day}/",
            page_id=None,
            part_of_id=page.pk,
            starts_at=occurrence.starts,
            ends_at=occurrence.ends,
            place_name=_short(french(occurrence.place)) or own.place_name,
            facts=({FACTS: told} if told else {}) | _occurrence_facts(page, occurrence),
        )


def _occurrence_facts(page: "EventPage", occurrence: Occurrence) -> dict:
    """A date by itself has a name of its own: nobody's series changes when it is kept."""
    return dated_facts(
        uid=f"{page.uid}-{occurrence.day:%Y%m%d}",
        sequence=page.sequence,
        state=occurrence.state,
        reason=french(occurrence.reason),
        planned=planned_day(occurrence),
        place=french(occurrence.place or page.place_line),
        position=None if occurrence.place else page.position,
        contact=french(page.organiser),
    )


def _short(place: str) -> str:
    """As much of a place as the table holds; the page says all of it."""
    return place if len(place) <= LONGEST_PLACE else place[: LONGEST_PLACE - 1] + "…"


def planned_day(occurrence: Occurrence) -> date | None:
    """The day on which it was to be, when it is another one or another hour now."""
    return occurrence.day if occurrence.starts != occurrence.planned else None

"""What the page of an event shows: once, a series, or one date of it."""

from datetime import date
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.pages.chrome import Entry
from cms.pages.maps import sketch
from cms.translations.typography import french

from . import words
from .recurrence import Occurrence, State
from .registration import showing
from .rows import planned_day

if TYPE_CHECKING:
    from .models import EventPage

NEXT_DATES = 8


def context(page: "EventPage", path: str, day: date | None) -> dict:
    """The context of the page at ``path`` (its own, or that of its date ``day``)."""
    occurrences = page.series.occurrences()
    shown = _shown(occurrences, day)
    own_path = path.removesuffix(f"{day}/") if day else path
    return {
        "occurrence": shown,
        "is_one_of": day is not None,
        "state": _state(page, shown),
        "planned": _planned(page, shown),
        "rule_words": page.rule.words(page.series.starts.date()),
        "dates": _dates(occurrences, shown, own_path) if page.rule.comes_back else (),
        "series_path": own_path,
        "ics_path": f"{path.rstrip('/')}.ics",
        **_place(page, shown),
        **_registration(page, shown, own_path),
    }


def _registration(page: "EventPage", shown: Occurrence | None, path: str) -> dict:
    """People register for one date, of a series too."""
    if shown is None:
        return showing.NONE
    state = words.state_now(shown.state, shown.starts, shown.ends)
    if not page.rule.comes_back:
        return showing.context(page, None, shown.starts, state, path)
    return showing.context(page, shown.day, shown.starts, state, f"{path}{shown.day}/")


def trail(page: "EventPage", path: str, day: date) -> Entry:
    """The step from one date of a series up to the series."""
    return Entry(page.title, path.removesuffix(f"{day}/"))


def _shown(occurrences: list[Occurrence], day: date | None) -> Occurrence | None:
    """The date asked for; else the next one that takes place, or else the last."""
    if day:
        return next(one for one in occurrences if one.day == day)
    now = timezone.now()
    coming = [one for one in occurrences if one.ends > now]
    sure = [one for one in coming if not one.is_cancelled]
    return min(sure or coming, key=_begins, default=max(occurrences, key=_begins, default=None))


def _begins(occurrence: Occurrence):
    return occurrence.starts


def _state(page: "EventPage", shown: Occurrence | None) -> str:
    if not shown:
        return State.CANCELLED if page.cancelled else words.OVER
    state = State.MOVED if page.moved_from and not shown.is_cancelled else shown.state
    return words.state_now(state, shown.starts, shown.ends)


def _planned(page: "EventPage", shown: Occurrence | None) -> date | None:
    """The day on which it was to be first."""
    return page.moved_from or (planned_day(shown) if shown else None)


def _dates(occurrences: list[Occurrence], shown: Occurrence | None, path: str) -> list[dict]:
    """The dates that follow, cancelled ones too."""
    now = timezone.now()
    coming = sorted(
        (one for one in occurrences if one.ends > now and one is not shown), key=_begins
    )
    return [
        {"path": f"{path}{one.day}/", "starts": one.starts, "ends": one.ends, "state": one.state}
        for one in coming[:NEXT_DATES]
    ]


def _place(page: "EventPage", shown: Occurrence | None) -> dict:
    """The place, with its plan; a date that was moved elsewhere has its own, in words."""
    organiser = french(page.organiser)
    if shown and shown.place:
        return {"place_name": french(shown.place), "place": None, "organiser": organiser}
    place = page.place
    return {
        "place_name": french(page.place_name),
        "place": place,
        "sketch": sketch(place) if place else None,
        "organiser": organiser,
    }

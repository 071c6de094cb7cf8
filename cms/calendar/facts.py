"""What the row of a publication holds for calendars, as JSON, and how it is read back.

Every thing with a date that lists and calendars show writes ``dated_facts``.
"""

from dataclasses import replace
from datetime import date, datetime, timedelta

from cms.publications.models import Publication

from .ics import Entry, Sheet
from .recurrence import Change, Difference, Repeat, Rule, Series, State
from .zone import wall_clock

CANCELLED_SHOWN = timedelta(days=60)  # after the day on which it would have ended


def dated_facts(
    *,
    uid: str,
    sequence: int,
    state: State = State.PLANNED,
    reason: str = "",
    planned: date | None = None,
    place: str = "",
    position: tuple[float, float] | None = None,
    contact: str = "",
    series: Series | None = None,
) -> dict:
    """The facts of a thing with a date.

    ``planned`` is the day on which it was to be before it was moved, ``place`` a name with its
    address. ``series`` stands for what comes back; each of its dates has a row of its own.
    """
    told = {
        "uid": uid,
        "sequence": sequence,
        "state": str(state),
        "reason": reason,
        "planned": planned and planned.isoformat(),
        "place": place,
        "position": position and list(position),
        "contact": contact,
        "series": series and series_json(series),
    }
    return {name: value for name, value in told.items() if value or name == "sequence"}


def series_json(series: Series) -> dict:
    return {
        "starts": series.starts.isoformat(),
        "ends": series.ends.isoformat(),
        "repeat": str(series.rule.repeat),
        "until": series.rule.until and series.rule.until.isoformat(),
        "count": series.rule.count,
        "is_cancelled": series.is_cancelled,
        "reason": series.reason,
        "changes": [_change_json(c) for c in sorted(series.changes, key=lambda c: c.day)],
    }


def _change_json(change: Change) -> dict:
    told = {
        "day": change.day.isoformat(),
        "kind": str(change.kind),
        "reason": change.reason,
        "starts": change.starts and change.starts.isoformat(),
        "ends": change.ends and change.ends.isoformat(),
        "place": change.place,
    }
    return {name: value for name, value in told.items() if value}


def series_of(told: dict) -> Series:
    """What ``series_json`` wrote."""
    return Series(
        starts=datetime.fromisoformat(told["starts"]),
        ends=datetime.fromisoformat(told["ends"]),
        rule=Rule(
            Repeat(told["repeat"]),
            told["until"] and date.fromisoformat(told["until"]),
            told["count"],
        ),
        changes=tuple(_change_of(change) for change in told["changes"]),
        is_cancelled=told["is_cancelled"],
        reason=told["reason"],
    )


def _change_of(told: dict) -> Change:
    return Change(
        day=date.fromisoformat(told["day"]),
        kind=Difference(told["kind"]),
        reason=told.get("reason", ""),
        starts=_moment_of(told.get("starts")),
        ends=_moment_of(told.get("ends")),
        place=told.get("place", ""),
    )


def _moment_of(told: str | None) -> datetime | None:
    return datetime.fromisoformat(told) if told else None


def entry_of(row: Publication, now: datetime | None = None) -> Entry | None:
    """A publication as an entry of a calendar; None when it has no date.

    With ``now``, what was cancelled long ago is told no longer: a calendar of many things forgets
    it, the file of the one thing does not.
    """
    if "uid" not in row.facts:
        return None
    series = _series(row)
    if now:
        series = series.without_cancelled(now - CANCELLED_SHOWN)
    if not series.occurrences():
        return None
    position = row.facts.get("position")
    return Entry(
        uid=row.facts["uid"],
        title=row.title,
        series=series,
        url=row.url,
        changed_at=row.changed_at,
        sequence=row.facts["sequence"],
        description=row.summary,
        place=row.facts.get("place", ""),
        position=(position[0], position[1]) if position else None,
        categories=(str(row.kind_label),),
        contact=row.facts.get("contact", ""),
    )


def sheet_of(row: Publication) -> Sheet | None:
    """The calendar of one publication alone; None when it has no date."""
    entry = entry_of(row)
    if entry is None:
        return None
    return Sheet(row.title, row.url, f"{row.url.rstrip('/')}.ics", entries=(entry,))


def _series(row: Publication) -> Series:
    if told := row.facts.get("series"):
        return series_of(told)
    starts, ends = row.starts_at, row.ends_at
    if starts is None or ends is None:
        raise ValueError(f"{row.source} has no date")
    once = Series(wall_clock(starts), wall_clock(ends))
    if row.facts.get("state") != State.CANCELLED:
        return once
    return replace(once, is_cancelled=True, reason=row.facts.get("reason", ""))

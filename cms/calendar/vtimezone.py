"""The rules of a time zone as a VTIMEZONE (RFC 5545, 3.6.5), read from the zone itself.

icalendar's own generator writes the beginning of summer time one hour late (7.3.2), and a list of
dates instead of a rule.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from icalendar import Timezone, TimezoneDaylight, TimezoneStandard, vRecur

from .recurrence import DAY_CODES, is_last_in_month, nth_in_month

SINCE = 2008  # Europe and America have kept their rules since
YEARLY = {"FREQ": "YEARLY"}
SECOND = timedelta(seconds=1)


@lru_cache(maxsize=4)
def rules_of(key: str) -> Timezone:
    """The VTIMEZONE of the zone called ``key``, valid from 2008 on."""
    zone, made = ZoneInfo(key), Timezone()
    made.add("tzid", key)
    for when in _changes(zone, SINCE):
        made.add_component(_part(zone, when))
    if not made.subcomponents:
        made.add_component(_part(zone, datetime(SINCE, 1, 1, tzinfo=UTC)))
    return made


def _changes(zone: ZoneInfo, year: int) -> Iterator[datetime]:
    """The moments of ``year`` (UTC) at which clocks change."""
    day = datetime(year, 1, 1, tzinfo=UTC)
    while day.year == year:
        following = day + timedelta(days=1)
        if _offset(zone, day) != _offset(zone, following):
            yield _between(zone, day, following)
        day = following


def _between(zone: ZoneInfo, before: datetime, after: datetime) -> datetime:
    """The first moment with the offset of ``after``, to the second."""
    while after - before > SECOND:
        middle = before + timedelta(seconds=(after - before).total_seconds() // 2)
        if _offset(zone, middle) == _offset(zone, after):
            after = middle
        else:
            before = middle
    return after


def _offset(zone: ZoneInfo, when: datetime) -> timedelta:
    return when.astimezone(zone).utcoffset() or timedelta()


def _part(zone: ZoneInfo, when: datetime) -> TimezoneStandard | TimezoneDaylight:
    """What begins at ``when``. Its DTSTART is what clocks showed *before* they were changed."""
    before, after = _offset(zone, when - SECOND), _offset(zone, when)
    onset = (when + before).replace(tzinfo=None)
    part = TimezoneDaylight() if after > before else TimezoneStandard()
    part.add("dtstart", onset)
    part.add("tzoffsetfrom", before)
    part.add("tzoffsetto", after)
    part.add("tzname", when.astimezone(zone).tzname())
    if before != after:
        nth = -1 if is_last_in_month(onset.date()) else nth_in_month(onset.date())
        code = DAY_CODES[onset.weekday()]
        part.add("rrule", vRecur(YEARLY | {"BYMONTH": onset.month, "BYDAY": f"{nth}{code}"}))
    return part

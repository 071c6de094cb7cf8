"""Wall-clock times of the install's zone (Europe/Paris), and what changes of the clock do to them.

The hour that is skipped in spring does not exist: 2 h 30 becomes 3 h 30. Of the hour that comes
twice in autumn, the first one counts. Both are what RFC 5545 (3.3.5) says, and what calendars do.
"""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

from django.conf import settings


def zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def moment(wall: datetime) -> datetime:
    """The moment (aware, a time that exists) at which clocks here show ``wall`` (naive)."""
    return wall.replace(tzinfo=zone(), fold=0).astimezone(UTC).astimezone(zone())


def wall_clock(when: datetime) -> datetime:
    """What clocks here show at ``when`` (aware): a naive time."""
    return when.astimezone(zone()).replace(tzinfo=None, fold=0)


def span(starts: datetime, ends: datetime) -> tuple[datetime, datetime]:
    """The moments of a wall-clock beginning and end.

    Where a change of the clock would leave nothing between them (2 h 30 to 3 h 30 in spring), the
    announced length is kept.
    """
    begin, end = moment(starts), moment(ends)
    if end <= begin:
        end = (begin.astimezone(UTC) + (ends - starts)).astimezone(zone())
    return begin, end

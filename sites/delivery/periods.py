"""How often something is due: each minute, each hour, each day or week at an hour of the install's
zone.

A period is a row of moments; ``latest(now)`` is the last of them that has come. Whoever has done
what was due at that moment has nothing to do until the next one, and whoever missed many of them
does it once.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.utils.dates import WEEKDAYS
from django.utils.translation import gettext as _

MINUTE, HOUR = "minute", "hour"
DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")
_DAILY = re.compile(rf"(?:({'|'.join(DAYS)}) )?([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True)
class Period:
    """``at`` is an hour of every day, or of one ``weekday`` (0: Monday); without one, ``every`` is
    a minute or an hour.
    """

    every: timedelta
    at: time | None = None
    weekday: int | None = None

    def latest(self, now: datetime) -> datetime:
        """The last moment up to ``now`` (aware) at which this was due."""
        if self.at is None:
            seconds = self.every.total_seconds()
            return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
        today = now.astimezone(_zone()).date()
        days = (today - timedelta(days) for days in range(8))
        moments = (_at(day, self.at) for day in days if self.weekday in (None, day.weekday()))
        return next(moment for moment in moments if moment <= now)

    @property
    def words(self) -> str:
        if self.at and self.weekday is not None:
            told = {"day": WEEKDAYS[self.weekday], "hour": f"{self.at:%H:%M}"}
            return _("chaque %(day)s à %(hour)s") % told
        if self.at:
            return _("chaque jour à %(hour)s") % {"hour": f"{self.at:%H:%M}"}
        return _("chaque minute") if self.every == timedelta(minutes=1) else _("chaque heure")

    @property
    def longest_pause(self) -> timedelta:
        """How long to wait at most before what failed is tried again."""
        return min(self.every * 5, timedelta(hours=1))


def parse(text: str) -> Period:
    """A period as settings write it: « minute », « hour », an hour of the day, « 03:40 », or of one
    day of the week, « monday 07:30 ».
    """
    if text == MINUTE:
        return Period(timedelta(minutes=1))
    if text == HOUR:
        return Period(timedelta(hours=1))
    if found := _DAILY.fullmatch(text):
        at = time(int(found[2]), int(found[3]))
        if found[1]:
            return Period(timedelta(weeks=1), at, DAYS.index(found[1]))
        return Period(timedelta(days=1), at)
    raise ImproperlyConfigured(
        f"{text!r} is no period: write « minute », « hour », « 03:40 » or « monday 03:40 »"
    )


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _at(day: date, hour: time) -> datetime:
    """That hour of that day, once: the first of two when clocks go back; what clocks skip in
    spring comes an hour later.
    """
    local = datetime.combine(day, hour, _zone())
    return datetime.fromtimestamp(local.timestamp(), UTC)

"""How often something is due: each minute, each hour, each day at an hour of the install's zone.

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
from django.utils.translation import gettext as _

MINUTE, HOUR = "minute", "hour"
_DAILY = re.compile(r"([01][0-9]|2[0-3]):([0-5][0-9])")


@dataclass(frozen=True)
class Period:
    """``at`` is an hour of every day; without one, ``every`` is a minute or an hour."""

    every: timedelta
    at: time | None = None

    def latest(self, now: datetime) -> datetime:
        """The last moment up to ``now`` (aware) at which this was due."""
        if self.at is None:
            seconds = self.every.total_seconds()
            return datetime.fromtimestamp(now.timestamp() // seconds * seconds, UTC)
        today = now.astimezone(_zone()).date()
        moments = (_at(today - timedelta(days), self.at) for days in (0, 1))
        return next(moment for moment in moments if moment <= now)

    @property
    def words(self) -> str:
        if self.at:
            return _("chaque jour à %(hour)s") % {"hour": f"{self.at:%H:%M}"}
        return _("chaque minute") if self.every == timedelta(minutes=1) else _("chaque heure")

    @property
    def longest_pause(self) -> timedelta:
        """How long to wait at most before what failed is tried again."""
        return min(self.every * 5, timedelta(hours=1))


def parse(text: str) -> Period:
    """A period as settings write it: « minute », « hour » or an hour of the day, « 03:40 »."""
    if text == MINUTE:
        return Period(timedelta(minutes=1))
    if text == HOUR:
        return Period(timedelta(hours=1))
    if found := _DAILY.fullmatch(text):
        return Period(timedelta(days=1), time(int(found[1]), int(found[2])))
    raise ImproperlyConfigured(f"{text!r} is no period: write « minute », « hour » or « 03:40 »")


def _zone() -> ZoneInfo:
    return ZoneInfo(settings.TIME_ZONE)


def _at(day: date, hour: time) -> datetime:
    """That hour of that day, once: the first of two when clocks go back; what clocks skip in
    spring comes an hour later.
    """
    local = datetime.combine(day, hour, _zone())
    return datetime.fromtimestamp(local.timestamp(), UTC)

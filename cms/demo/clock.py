"""Dates of the demo: all of them are distances from the day it is loaded."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from django.utils import timezone


@dataclass(frozen=True)
class Clock:
    """``today`` is the day of loading, in Paris; ``now`` the moment (aware)."""

    now: datetime

    @property
    def today(self) -> date:
        return timezone.localdate(self.now)

    def day(self, offset: int) -> date:
        """``offset`` days after the day of loading; negative: before."""
        return self.today + timedelta(days=offset)

    def at(self, offset: int, hour: str = "09:00") -> datetime:
        """That day at ``hour`` (HH:MM, Paris); never later than the moment of loading.

        What people wrote today was written before they could load it.
        """
        moment = timezone.make_aware(datetime.combine(self.day(offset), time.fromisoformat(hour)))
        return min(moment, self.now) if offset <= 0 else moment

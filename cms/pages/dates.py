"""Days and moments, in the time of the install (Europe/Paris)."""

from datetime import date, datetime, time

from django.utils import timezone


def start_of_day(day: date, at_least: datetime | None = None) -> datetime:
    """Midnight of ``day``; when ``at_least`` lies within that day, that moment.

    Two things of one day are then listed in the order of their publication.
    """
    start = timezone.make_aware(datetime.combine(day, time.min))
    if at_least and timezone.localdate(at_least) == day:
        return at_least
    return start

"""What is due, and who does it: one row for each job, taken under a lease.

``settings.ROUTINE`` maps commands to their periods. Each finds what there is to do, and does
nothing twice; so a job whose holder died is simply done again by the next one that comes by.
"""

import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.conf import settings
from django.db.models import Q
from django.utils import timezone

from . import periods
from .models import Job
from .periods import Period

LEASE = timedelta(seconds=90)  # renewed while the job runs; what a killed one costs
FIRST_PAUSE = timedelta(seconds=30)  # after a failure: the next minute; then twice as long…
NONSENSE = timedelta(days=1)  # further ahead than this, a date was written by a clock gone wrong


@dataclass(frozen=True)
class Held:
    """A job in our hands. ``moment`` is when it was due."""

    name: str
    period: Period
    moment: datetime
    lease: str


def routine() -> dict[str, Period]:
    """Every job with its period. Raises ImproperlyConfigured."""
    return {name: periods.parse(text) for name, text in settings.ROUTINE.items()}


def due() -> Iterator[Held]:
    """Take, one after the other, the jobs that are due and that nobody holds."""
    jobs = routine()
    Job.objects.bulk_create([Job(name=name) for name in jobs], ignore_conflicts=True)
    now = timezone.now()
    waiting = set(Job.objects.filter(_may_be_taken(now)).values_list("name", flat=True))
    for name, period in jobs.items():
        if name in waiting and (held := take(name, period)):
            yield held


def take(name: str, period: Period) -> Held | None:
    """The job under a new lease, if it is due; one UPDATE, so that one of many gets it."""
    now = timezone.now()
    moment = period.latest(now)
    held = Held(name, period, moment, secrets.token_hex(16))
    undone = Q(done_for=None) | Q(done_for__lt=moment) | Q(done_for__gt=now + NONSENSE)
    free = Job.objects.filter(_may_be_taken(now), undone, name=name)
    taken = free.update(lease=held.lease, due_at=now + LEASE, started_at=now)
    return held if taken else None


def renew(held: Held) -> bool:
    """Hold it for another while; False when somebody else does by now."""
    due_at = timezone.now() + LEASE
    return bool(_ours(held).update(due_at=due_at))


def release(held: Held) -> None:
    """Give it back untouched."""
    _ours(held).update(due_at=timezone.now(), lease="")


def succeed(held: Held) -> bool:
    """Write down that it is done; False when somebody else holds it by now."""
    now = timezone.now()
    return bool(
        _ours(held).update(
            done_for=held.moment, succeeded=True, failures=0, finished_at=now, due_at=now, lease=""
        )
    )


def fail(held: Held) -> bool:
    """Write down that it failed, and when it may be tried again."""
    now = timezone.now()
    failures = Job.objects.filter(name=held.name).values_list("failures", flat=True).first() or 0
    pause = min(FIRST_PAUSE * 2 ** min(failures, 20), held.period.longest_pause)
    return bool(
        _ours(held).update(
            succeeded=False, failures=failures + 1, finished_at=now, due_at=now + pause, lease=""
        )
    )


def _may_be_taken(now: datetime) -> Q:
    return Q(due_at__lte=now) | Q(due_at__gt=now + NONSENSE)


def _ours(held: Held):
    return Job.objects.filter(name=held.name, lease=held.lease)

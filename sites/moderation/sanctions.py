"""Whether somebody is suspended, and where: the one place that answers.

Few people are suspended at a time: every process keeps them all in memory (see
sites.councils.stamps), so that the question costs no query, and none at all for who is not signed
in. Forums shared by all councils belong to none of them: only a suspension from everywhere closes
them.
"""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone

from sites.accounts.models import User
from sites.councils.models import Council
from sites.councils.stamps import Stamped

from .models import Suspension

SANCTIONS = "sanctions"  # the stamp


@dataclass(frozen=True)
class Sanction:
    """A suspension as processes keep it; ``council_id`` None is everywhere, ``ends_at`` None
    until it is lifted."""

    pk: int
    council_id: int | None
    rule: str
    starts_at: datetime
    ends_at: datetime | None

    def holds(self, now: datetime) -> bool:
        """Whether ``now`` lies in [starts_at, ends_at)."""
        return self.starts_at <= now and (self.ends_at is None or now < self.ends_at)

    def outlasts(self, other: "Sanction | None") -> bool:
        if other is None or self.ends_at is None:
            return True
        return other.ends_at is not None and self.ends_at > other.ends_at


@dataclass(frozen=True)
class Standing:
    """All that holds against one person at one moment."""

    held: tuple[Sanction, ...] = ()

    def in_council(self, council_id: int | None) -> Sanction | None:
        """What keeps the person out of a council (None: out of everything); the longest one."""
        found: Sanction | None = None
        for sanction in self.held:
            if sanction.council_id in (None, council_id) and sanction.outlasts(found):
                found = sanction
        return found


FREE = Standing()


def standing_of(user, now: datetime | None = None) -> Standing:
    """Everything that holds against ``user`` (a User or an AnonymousUser) at ``now``."""
    if not user.is_authenticated:
        return FREE
    known = _kept.get().get(user.pk)
    if not known:
        return FREE
    now = now or timezone.now()
    return Standing(tuple(sanction for sanction in known if sanction.holds(now)))


def is_suspended(user) -> bool:
    """Whether anything holds against ``user`` at this moment, anywhere."""
    return bool(standing_of(user).held)


def active(user, council: Council | None = None, now: datetime | None = None) -> Sanction | None:
    """What keeps ``user`` out of ``council`` at ``now``, or without one out of everything."""
    return standing_of(user, now).in_council(council.pk if council else None)


def bars(user: User, now: datetime | None = None) -> Suspension | None:
    """The suspension that keeps ``user`` from signing in, or None.

    Asked of the database, not of memory: a sign-in is rare and must not be half a second late.
    """
    rows = Suspension.objects.running(now).filter(account=user, council=None)
    return rows.select_related("account", "council", "appeal").longest_first().first()


def has_any(user: User) -> bool:
    """Whether ``user`` has ever been suspended: their account's page then leads to it."""
    return Suspension.objects.filter(account=user, starts_at__isnull=False).exists()


def _make() -> dict[int, tuple[Sanction, ...]]:
    rows = Suspension.objects.filter(starts_at__isnull=False, lifted_at=None)
    lasting = rows.filter(ends_at=None) | rows.filter(ends_at__gt=timezone.now())
    known: dict[int, list[Sanction]] = defaultdict(list)
    for row in lasting.order_by():
        sanction = Sanction(row.pk, row.council_id, row.rule, row.since, row.ends_at)
        known[row.account_id].append(sanction)
    return {account_id: tuple(held) for account_id, held in known.items()}


_kept: Stamped[dict[int, tuple[Sanction, ...]]] = Stamped(SANCTIONS, _make)

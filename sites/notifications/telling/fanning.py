"""From a happening to one notice for each person it concerns, after the request that made it.

What is certain, whatever dies and whenever: a batch writes its notices and how far it came in one
transaction, under a lock of the happening, and the database refuses a second notice. A process that
dies leaves whole batches; the next one goes on behind the last. Whoever is written to is locked
with the batch: an account closed, erased or suspended at this moment comes before or after.
"""

import logging
import time
from collections import defaultdict
from collections.abc import Mapping

from django.db import InterfaceError, OperationalError, connection, transaction
from django.db.models import QuerySet
from django.utils import timezone

from sites.accounts.models import User
from sites.delivery import stopping
from sites.notifications import patience

from . import sources
from .cadence import Cadence, mail_of
from .choosing import cadences_of
from .models import Happening, Notice

logger = logging.getLogger(__name__)

BATCH = 200  # accounts in one transaction

State = Happening.State


def run(ends_at: float) -> int:
    """See to all that waits, until ``ends_at`` (time.monotonic); how many notices were made."""
    made, waiting = 0, _due()
    for pk in list(waiting.order_by("due_at", "pk").values_list("pk", flat=True)):
        try:
            made += _fan(pk, ends_at)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one that cannot be told holds up none of the others
            logger.exception("happening %s is not told", pk)
            _put_off(pk)
    return made


def _fan(pk: int, ends_at: float) -> int:
    made = 0
    while not stopping.asked.is_set() and time.monotonic() < ends_at:
        count = _batch(pk)
        if count is None:
            break
        made += count
    return made


@transaction.atomic
def _batch(pk: int) -> int | None:
    """The next people; how many were told, None when nobody is left or others are at it."""
    happening = _mine(pk)
    if happening is None:
        return None
    source = sources.find(happening.source)
    if source is None:
        _keep(happening, state=State.DONE)
        return None
    audience = source.audience(happening, happening.cursor, BATCH)
    people = _people(happening, audience.kinds)
    allowed = source.allowed(happening, people) if people else set()
    told = {p.pk: audience.kinds[p.pk] for p in people if p.pk in allowed}
    made = _write(happening, told)
    happening.reached += made
    if audience.last is None:
        _keep(happening, state=State.DONE)
        return made or None
    happening.cursor = audience.last
    _keep(happening)
    return made


def _mine(pk: int) -> Happening | None:
    """The happening under a lock, unless somebody else holds it."""
    skips = connection.features.has_select_for_update_skip_locked
    return _due().select_for_update(skip_locked=skips).filter(pk=pk).first()


def _due() -> QuerySet[Happening]:
    """What is hidden waits: shown again, it is told to who was not reached yet."""
    waiting = Happening.objects.filter(state=State.WAITING, is_withdrawn=False)
    return waiting.filter(due_at__lte=timezone.now())


def _people(happening: Happening, kinds: Mapping[int, str]) -> list[User]:
    """Those who are there to be told, each held until the batch is written; never the author."""
    wanted = [pk for pk in kinds if pk != happening.by_id]
    rows = User.objects.select_for_update(no_key=True)
    return list(rows.filter(pk__in=wanted, is_active=True, closed_at=None).order_by("pk"))


def _write(happening: Happening, told: Mapping[int, str]) -> int:
    by_kind: dict[str, list[int]] = defaultdict(list)
    for pk, kind in told.items():
        by_kind[kind].append(pk)
    notices = [
        Notice(
            person_id=pk,
            happening=happening,
            kind=kind,
            about=happening.about,
            at=timezone.now(),
            mail=mail_of(cadence),
        )
        for kind, people in by_kind.items()
        for pk, cadence in cadences_of(people, kind).items()
        if cadence != Cadence.NEVER
    ]
    Notice.objects.bulk_create(notices, ignore_conflicts=True)
    return len(notices)


def _keep(happening: Happening, *, state: str = State.WAITING) -> None:
    happening.state, happening.attempts = state, 0
    happening.save(update_fields=["state", "attempts", "cursor", "reached"])


@transaction.atomic
def _put_off(pk: int) -> None:
    """Try again later, as mails are (patience.py); in the end no more."""
    happening = Happening.objects.select_for_update().filter(pk=pk, state=State.WAITING).first()
    if happening is None:
        return
    happening.attempts += 1
    happening.due_at = timezone.now() + patience.delay(happening.attempts)
    if happening.attempts >= patience.GIVE_UP:
        happening.state = State.FAILED
    happening.save(update_fields=["state", "attempts", "due_at"])

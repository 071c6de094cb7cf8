"""From an event to one mail for each who follows what it is about.

What is certain, whatever dies and whenever:

- **One at a time**: an event's ``key`` is unique among those that were not given up, so that two
  presses of a button, or two editors at once, make one event.
- **Nothing leaves that is not true**: what it tells is read in the transaction that begins it.
- **Each subscriber once**: a batch writes its mails, its deliveries and how far it came in one
  transaction, under a lock of the event. A process that dies leaves whole batches; the next one
  goes on behind the last. The database refuses a second delivery to anybody.

The database is held for one batch at a time; sending them is the outbox's work (../sending.py).
"""

import logging
import time
from collections import defaultdict
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.core.mail import BadHeaderError
from django.db import IntegrityError, InterfaceError, OperationalError, connection, transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone
from wagtail.models import Site

from sites.accounts.models import User
from sites.delivery import stopping
from sites.notifications import outbox, patience
from sites.notifications.models import Mail

from .kinds import NotTrueAnyMore, event_kind
from .letters import Letters
from .models import Delivery, Event, Subscriber, Subscription

logger = logging.getLogger(__name__)

WINDOW = timedelta(minutes=10)  # in which whoever decided it can take it back
BATCH = 200  # subscribers in one transaction
PASS = 45.0  # seconds that one pass may take; the next one is a minute away
GONE = "gone"  # the feature that made it is not there any more

State = Event.State


@dataclass
class Pass:
    """What one pass did."""

    reached: int = 0
    finished: int = 0
    dropped: int = 0


# Deciding ---------------------------------------------------------------------------------------


class Already(Exception):
    """Somebody decided it a moment ago."""


def queue(
    kind: str, key: str, *, about: str, what: str, site: Site | None, by: User | None
) -> Event:
    """Write down that it is to be sent after ``WINDOW``. Raises Already."""
    now = timezone.now()
    try:
        with transaction.atomic():
            return Event.objects.create(
                key=key,
                kind=kind,
                about=about,
                what=what,
                site=site,
                by=by,
                decided_at=now,
                due_at=now + WINDOW,
            )
    except IntegrityError as error:
        raise Already from error


def stop(event: Event) -> bool:
    """Take it back; False when it has begun, or ended, or was taken back by somebody else."""
    waiting = Event.objects.filter(pk=event.pk, state=State.WAITING)
    return bool(waiting.update(state=State.STOPPED, finished_at=timezone.now()))


# Sending ----------------------------------------------------------------------------------------


def run(seconds: float = PASS) -> Pass:
    """Begin and go on with what is due, until nothing is left or time is over."""
    done, ends_at = Pass(), time.monotonic() + seconds
    due = Event.objects.filter(state__in=Event.OPEN, due_at__lte=timezone.now())
    for pk in list(due.order_by("due_at", "pk").values_list("pk", flat=True)):
        try:
            _send(pk, done, lambda: stopping.asked.is_set() or time.monotonic() > ends_at)
        except (OperationalError, InterfaceError):
            raise
        except Exception:  # one that cannot be told holds up none of the others
            logger.exception("event %s is not sent", pk)
            _put_off(pk)
    return done


@transaction.atomic
def _put_off(pk: int) -> None:
    """Try again later, as mails are (patience.py), as long as nobody takes it back: half of a list
    that was told is no reason to leave the others out."""
    event = Event.objects.select_for_update(of=("self",)).filter(pk=pk).first()
    if event is None or event.state not in Event.OPEN:
        return
    event.failures += 1
    event.due_at = timezone.now() + patience.delay(event.failures)
    event.save(update_fields=["failures", "due_at"])


def _send(pk: int, done: Pass, is_over: Callable[[], bool]) -> None:
    if is_over():
        return
    event = _begin(pk)
    kind = event_kind(event.kind) if event else None
    if event is None or kind is None or event.is_over:
        done.dropped += bool(event and event.is_over)
        return
    letters = Letters(event, kind)
    while not is_over():
        reached = _batch(event.pk, letters)
        if reached is None:
            break
        done.reached += reached
    done.finished += Event.objects.filter(pk=pk, state=State.DONE).exists()


@transaction.atomic
def _begin(pk: int) -> Event | None:
    """The event, sealed, as it is being sent; dropped when it is not true any more. None when it is
    in somebody else's hands, or over.
    """
    event = _mine(pk).select_related("site").filter(due_at__lte=timezone.now()).first()
    if event is None or event.state == State.SENDING:
        return event
    now, kind = timezone.now(), event_kind(event.kind)
    try:
        if kind is None:
            raise NotTrueAnyMore(GONE)
        sealed = kind.seal(event)
    except NotTrueAnyMore as error:
        event.state, event.reason, event.finished_at = State.DROPPED, error.reason, now
    else:
        event.subjects, event.told = sealed.subjects, sealed.told
        event.expires_at, event.sealed_at, event.state = sealed.expires_at, now, State.SENDING
    event.save()
    return event


@transaction.atomic
def _batch(pk: int, letters: Letters) -> int | None:
    """The next subscribers; how many, None when nobody is left or somebody else is at it."""
    event = _mine(pk).filter(state=State.SENDING).first()
    if event is None or event.sealed_at is None:
        return None
    now = timezone.now()
    keys = _next(event)
    if not keys:
        event.state, event.finished_at = State.DONE, now
        event.save(update_fields=["state", "finished_at"])
        return None
    people = _untold(event, keys)
    by = _followed(event, [person.pk for person in people])
    made = [(p, mail) for p in people if (mail := _mail(letters, p, by[p.pk]))]
    outbox.write_all([mail for _person, mail in made])
    Delivery.objects.bulk_create(Delivery(event=event, subscriber=p, at=now) for p, _mail in made)
    event.cursor, event.reached, event.failures = keys[-1], event.reached + len(made), 0
    event.save(update_fields=["cursor", "reached", "failures"])
    return len(made)


def _mine(pk: int) -> QuerySet[Event]:
    """The open event under a lock, unless somebody else holds it."""
    skips = connection.features.has_select_for_update_skip_locked
    rows = Event.objects.select_for_update(skip_locked=skips, of=("self",) if skips else ())
    return rows.filter(pk=pk, state__in=Event.OPEN)


def _next(event: Event) -> list[int]:
    rows = _subscriptions(event, event.sealed_at).filter(subscriber__gt=event.cursor)
    keys = rows.order_by("subscriber").values_list("subscriber", flat=True).distinct()
    return list(keys[:BATCH])


def _untold(event: Event, keys: list[int]) -> list[Subscriber]:
    """Held until the batch is written: whoever ends a subscription meanwhile comes after it."""
    told = Delivery.objects.filter(event=event, subscriber=OuterRef("pk"))
    rows = Subscriber.objects.select_for_update(of=("self",)).select_related("account")
    return list(rows.filter(pk__in=keys).exclude(Exists(told)).order_by("pk"))


def _followed(event: Event, keys: list[int]) -> dict[int, list[str]]:
    rows = _subscriptions(event, event.sealed_at).filter(subscriber__in=keys)
    found: dict[int, list[str]] = defaultdict(list)
    for subscriber, subject in rows.values_list("subscriber", "subject"):
        found[subscriber].append(subject)
    return found


def _subscriptions(event: Event, until: datetime | None) -> QuerySet[Subscription]:
    """Of what it is about; not those that began after it was sealed."""
    return Subscription.objects.filter(subject__in=event.subjects, since__lte=until)


def _mail(letters: Letters, person: Subscriber, subjects: list[str]) -> Mail | None:
    """None for an address that no mail can be sent to, and for who left a moment ago."""
    try:
        return letters.to(person, subjects) if subjects else None
    except BadHeaderError:
        logger.warning("subscriber %s has an address that no mail goes to", person.pk)
        return None

"""From notices to mails: at once, grouped by subject, or in a digest.

What is certain, whatever dies and whenever: a mail and the mark that its notices have left are
written in one transaction, under a lock of the person's account. A run that is late, doubled or
killed finds what is not marked, and nothing else: none is lost, none is sent twice. A digest takes
all that is undelivered up to its watermark, never « the last day »; what was read meanwhile, hidden
or closed to the person has served and is dropped. A mail that cannot be written is tried
again as one that cannot be sent is (../patience.py), and keeps nobody from theirs meanwhile.

That is asked twice: when the mail is written into the outbox, which holds the numbers of its
notices, and each time it is about to leave, when its words are found (``composed``).
"""

import logging
import time
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial

from django.core.mail import BadHeaderError
from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Exists, F, OuterRef, Q, QuerySet
from django.utils import timezone
from wagtail.models import Site

from sites.accounts.models import User
from sites.delivery import stopping
from sites.notifications import composing, outbox, patience
from sites.notifications.models import Mail

from . import cadence, choosing, kinds, letters
from .cadence import Cadence
from .models import DigestMark, Notice
from .sources import Told, described

logger = logging.getLogger(__name__)

SECOND_THOUGHTS = timedelta(minutes=1)  # in which somebody may take back what they wrote
QUARTER = timedelta(minutes=15)  # between two mails about one subject that its kind groups
AT_A_TIME = 500  # pairs of person and subject that one look finds


def run(ends_at: float) -> int:
    """Write the mails that leave at once, until ``ends_at`` (time.monotonic); how many."""
    written = 0
    for person_id, about in _due():
        if stopping.asked.is_set() or time.monotonic() > ends_at:
            break
        waiting = _of_subject(person_id, about)
        written += _guarded(waiting, partial(_subject, person_id, about))
    return written


def run_digests(now: datetime | None = None, ends_at: float = float("inf")) -> int:
    """Write the digests that are due at ``now``; how many."""
    written, now = 0, now or timezone.now()
    for one in cadence.DIGESTS:
        moment = cadence.latest(one, now)
        for person_id in _waiting_for(one, moment):
            if stopping.asked.is_set() or time.monotonic() > ends_at:
                return written
            waiting = _waiting(one, moment).filter(person=person_id)
            written += _guarded(waiting, partial(_digest, person_id, one, moment))
    return written


def _guarded(waiting: QuerySet[Notice], write: partial[int]) -> int:
    """One person whose mail cannot be made holds up none of the others."""
    try:
        return write()
    except (OperationalError, InterfaceError):
        raise
    except Exception:
        logger.exception("a mail to account %s is not written", write.args[0])
        _put_off(waiting)
        return 0


@transaction.atomic
def _put_off(waiting: QuerySet[Notice]) -> None:
    """Try again later; in the end no more: what was to be told stays on the site."""
    notices = list(waiting.select_for_update().order_by("pk"))
    last = [one for one in notices if one.failures + 1 >= patience.GIVE_UP]
    if last:
        _rows(last).update(mail="")
        logger.error("account %s: %s notices are not mailed", last[0].person_id, len(last))
    times = max((one.failures + 1 for one in notices), default=0)
    retry_at = timezone.now() + patience.delay(times)
    _rows(notices).update(failures=F("failures") + 1, retry_at=retry_at)


# At once ----------------------------------------------------------------------------------------


def _due() -> Iterator[tuple[int, str]]:
    """Persons and subjects, the one that waits longest first."""
    now = timezone.now()
    rows = _waiting(Cadence.NOW, now - SECOND_THOUGHTS)
    since = _mailed(OuterRef("person"), OuterRef("about"), now)
    rows = rows.filter(~Q(kind__in=_paced()) | ~Exists(since))
    pairs = rows.order_by("at", "pk").values_list("person", "about")
    yield from dict.fromkeys(pairs[:AT_A_TIME])


@transaction.atomic
def _subject(person_id: int, about: str) -> int:
    """One mail with all that one subject has for a person; 1, or 0 when there is nothing left."""
    person, now = _held(person_id), timezone.now()
    rows = _of_subject(person_id, about)
    if person and _mailed(person_id, about, now).exists():
        rows = rows.exclude(kind__in=_paced())
    notices = _ordered(rows)
    fresh, told = _fresh(person, notices)
    site = told[fresh[0].happening_id].site if fresh else None
    return _leave(person, fresh, letters.NOTICE, site)


def _of_subject(person_id: int, about: str) -> QuerySet[Notice]:
    rows = _waiting(Cadence.NOW, timezone.now() - SECOND_THOUGHTS)
    return rows.filter(person=person_id, about=about)


def _mailed(person, about, now: datetime) -> QuerySet[Notice]:
    """What left for them about that subject less than a quarter of an hour ago."""
    return Notice.objects.filter(person=person, about=about, mailed_at__gt=now - QUARTER)


def _paced() -> list[str]:
    return [kind.key for kind in kinds.all_kinds() if kind.is_paced]


# Digests ----------------------------------------------------------------------------------------


def _waiting_for(one: Cadence, moment: datetime) -> list[int]:
    """Whoever has something undelivered up to the watermark, and no digest of that moment yet."""
    done = DigestMark.objects.filter(person=OuterRef("person"), cadence=one, done_for__gte=moment)
    rows = _waiting(one, moment).exclude(Exists(done)).order_by("person")
    return list(rows.values_list("person", flat=True).distinct())


@transaction.atomic
def _digest(person_id: int, one: Cadence, moment: datetime) -> int:
    """One digest; 1, or 0 when somebody else wrote it or nothing is left of it."""
    person = _held(person_id)
    mark, _new = DigestMark.objects.select_for_update().get_or_create(
        person_id=person_id, cadence=one, defaults={"done_for": moment - timedelta(days=1)}
    )
    if mark.done_for >= moment:
        return 0
    notices = _ordered(_waiting(one, moment).filter(person=person_id))
    DigestMark.objects.filter(pk=mark.pk).update(done_for=moment)
    fresh, _told = _fresh(person, notices)
    return _leave(person, fresh, letters.DIGEST, None)


# Both -------------------------------------------------------------------------------------------


def _waiting(one: Cadence, until: datetime) -> QuerySet[Notice]:
    rows = Notice.objects.filter(mail=one, mailed_at=None, at__lte=until)
    return rows.filter(Q(retry_at=None) | Q(retry_at__lte=timezone.now()))


def _ordered(rows: QuerySet[Notice]) -> list[Notice]:
    return list(rows.select_related("happening").order_by("happening__at", "pk"))


def _held(person_id: int) -> User | None:
    """The account, locked: two who write to one person come one after the other, and so does
    whoever closes or erases it. None for one that gets no mail any more.
    """
    return _reached().select_for_update(no_key=True).filter(pk=person_id).first()


def _reached() -> QuerySet[User]:
    """Accounts that get mails."""
    return User.objects.filter(is_active=True, closed_at=None)


def _fresh(person: User | None, notices: Sequence[Notice]) -> tuple[list[Notice], dict[int, Told]]:
    """What is still worth a mail, and what it says; the rest will never leave."""
    told = described(person, [one.happening for one in notices]) if person else {}
    fresh = [one for one in notices if one.read_at is None and one.happening_id in told]
    kept = {one.pk for one in fresh}
    _give_up([one for one in notices if one.pk not in kept])
    return fresh, told


def _give_up(notices: Sequence[Notice]) -> None:
    """They leave by no mail, not even by one that waits."""
    if notices:
        _rows(notices).update(mail="", mailed_at=None)


def _leave(person: User | None, fresh: list[Notice], kind: str, site: Site | None) -> int:
    """The mail into the outbox, and the mark that its notices have left, in one breath."""
    if person is None or not fresh:
        return 0
    about = {"notices": [one.pk for one in fresh]}
    try:
        mail = outbox.promised(kind, person.email, about, site=site, person=person, is_bulk=True)
    except BadHeaderError:
        logger.warning("account %s has an address that no mail goes to", person.pk)
        _give_up(fresh)
        return 0
    outbox.write_all([mail])
    _rows(fresh).update(mailed_at=timezone.now())
    return 1


def _rows(notices: Iterable[Notice]) -> QuerySet[Notice]:
    return Notice.objects.filter(pk__in=[one.pk for one in notices])


# When it leaves ---------------------------------------------------------------------------------


def composed(mail: Mail) -> Mail | None:
    """What a mail that waits in the outbox says at this moment. Raises BadHeaderError."""
    person = _there(mail.person_id)
    rows = Notice.objects.filter(pk__in=mail.about["notices"], person=mail.person_id)
    fresh, told = _fresh(person, _wanted(person, _ordered(rows.exclude(mail=""))))
    if person is None or not fresh:
        return None
    write = letters.subject if mail.kind == letters.NOTICE else letters.digest
    return write(person, fresh, told)


def _there(person_id: int | None) -> User | None:
    return _reached().filter(pk=person_id).first() if person_id else None


def _wanted(person: User | None, notices: list[Notice]) -> list[Notice]:
    """Without the kinds of which the person has wanted no mail any more since."""
    if person is None:
        return notices
    chosen = choosing.chosen_by(person)
    wanted = [one for one in notices if cadence.mail_of(chosen.get(one.kind, ""))]
    kept = {one.pk for one in wanted}
    _give_up([one for one in notices if one.pk not in kept])
    return wanted


def declare() -> None:
    for kind in (letters.NOTICE, letters.DIGEST):
        composing.register(kind, composed)

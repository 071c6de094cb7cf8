"""Accounts that nobody has used for two years: warned twice, then erased; any sign-in cancels.

The clock of the warnings starts when the first one is really sent: after an outage, or when this is
switched on for old accounts, people still have the whole month and the second mail a week ahead.
"""

import logging
from datetime import datetime, timedelta

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models.functions import Coalesce
from django.utils import timezone

from sites.accounts.models import Dormancy, User
from sites.councils.hosts import table
from sites.notifications import outbox

from .erasure import erase, lock
from .leading import check_leaving, leads_beside

logger = logging.getLogger(__name__)

FIRST = timedelta(days=30)  # before the account is erased
SECOND = timedelta(days=7)

last_sign_in = Coalesce("last_login", "date_joined")


def run(now: datetime | None = None) -> int:
    """Warn and erase whoever is due; returns how many accounts were acted on."""
    now = now or timezone.now()
    _cancel()
    return sum(_tended(pk, now) for pk in _due(now))


def idle() -> timedelta:
    return timedelta(days=settings.RETENTION["inactive_account"]["days"])


def _cancel() -> None:
    """Forget the warnings of who has come back."""
    back = Dormancy.objects.alias(now_since=Coalesce("user__last_login", "user__date_joined"))
    back.exclude(since=models.F("now_since")).delete()


def _due(now: datetime) -> list[int]:
    """Accounts for which something is to be done now, by the warnings they have had."""
    quiet = models.Q(signed_in__lte=now - idle() + FIRST)
    first = quiet & models.Q(dormancy=None)
    second = models.Q(dormancy__second_at=None, dormancy__erase_at__lte=now + SECOND)
    last = models.Q(dormancy__second_at__lte=now - SECOND, dormancy__erase_at__lte=now)
    accounts = User.objects.alias(signed_in=last_sign_in).filter(closed_at=None)
    return list(accounts.filter(first | second | last).order_by("pk").values_list("pk", flat=True))


def _tended(user_id: int, now: datetime) -> bool:
    try:
        return _tend(user_id, now)
    except Exception:  # one account stops none of the others
        logger.exception("inactive account %s", user_id)
        return False


@transaction.atomic
def _tend(user_id: int, now: datetime) -> bool:
    """The next step for one account, looked at again under its lock."""
    user = lock(User(pk=user_id))
    since = user.last_login or user.date_joined
    known = Dormancy.objects.filter(user=user).first()
    if user.closed_at or since > now - idle() + FIRST or (known and known.since != since):
        return False
    if known is None:
        return _warn_first(user, since, now)
    if known.second_at is None and known.erase_at <= now + SECOND:
        return _warn_again(user, known, now)
    if known.second_at and known.second_at <= now - SECOND and known.erase_at <= now:
        return _erase(user, known)
    return False


def _warn_first(user: User, since: datetime, now: datetime) -> bool:
    erase_at = max(since + idle(), now + FIRST)
    known = Dormancy.objects.create(user=user, since=since, first_at=now, erase_at=erase_at)
    _mail("account_inactive", user, known)
    for lead in leads_beside(user):
        context = {"pseudonym": lead.pseudonym, "colleague": str(user), "erase_at": erase_at}
        outbox.post("member_inactive", lead.email, context, person=lead)
    return True


def _warn_again(user: User, known: Dormancy, now: datetime) -> bool:
    known.second_at = now
    known.erase_at = max(known.erase_at, now + SECOND)
    known.save(update_fields=["second_at", "erase_at"])
    _mail("account_inactive_soon", user, known)
    return True


def _erase(user: User, known: Dormancy) -> bool:
    """Erased; a week later when a council would be left with too few leads, and so on."""
    try:
        check_leaving(user)
    except ValidationError as error:
        logger.warning("inactive account %s is kept: %s", user.pk, " ".join(error.messages))
        Dormancy.objects.filter(pk=known.pk).update(erase_at=known.erase_at + SECOND)
        return False
    known.delete()
    erase(user)
    return True


def _mail(kind: str, user: User, known: Dormancy) -> None:
    link = f"{table().portal_url}/compte/connexion/"
    context = {"pseudonym": user.pseudonym, "erase_at": known.erase_at, "link": link}
    outbox.post(kind, user.email, context, person=user)

"""Closing one's account: out of sight at once, back for two weeks, then nobody's for ever.

Whoever changes an account here holds its row (``lock``) until the end of the transaction: closing,
undoing and erasing at one moment come one after the other, and so does a post that is being sent.
"""

import logging
import secrets
from datetime import datetime, timedelta

from django.conf import settings
from django.contrib.auth.hashers import make_password
from django.db import models, transaction
from django.utils import timezone
from wagtail.models import Site

from sites.accounts import sign_ins
from sites.accounts.models import Closure, User
from sites.councils.hosts import table
from sites.legal import traces as legal
from sites.notifications import outbox

from . import links
from .leading import check_leaving
from .registry import holdings, person
from .rows import forget_files

logger = logging.getLogger(__name__)

ERASED_DOMAIN = "invalid"  # RFC 2606: nobody's, for ever


class TooLate(Exception):
    """There is nothing left to undo: never closed, undone already, or the time is over."""


def undo_time() -> timedelta:
    return timedelta(days=settings.RETENTION["closed_account"]["days"])


def pending(user: User | None) -> Closure | None:
    """The closing of ``user`` that can still be undone; None when there is none.

    For whoever signs people in: somebody who proved to be ``user`` and has a pending closing is
    sent to ``links.undo_path(closure)`` instead of being refused.
    """
    if user is None or user.pk is None or user.closed_at is None:
        return None
    return Closure.objects.filter(user=user, due_at__gt=timezone.now()).first()


@transaction.atomic
def close(user: User, *, site: Site | None = None) -> Closure:
    """Close the account of ``user`` now; asked twice, it is closed once.

    Raises ValidationError while somebody must take over their role first.
    """
    user = lock(user)
    if known := Closure.objects.filter(user=user).first():
        return known
    check_leaving(user)
    now = timezone.now()
    closure = Closure.objects.create(
        user=user,
        site=site,
        asked_at=now,
        due_at=now + undo_time(),
        was_active=user.is_active,
        kept={one.key: one.close(user) for one in holdings() if one.close},
    )
    User.objects.filter(pk=user.pk).update(is_active=False, closed_at=now)
    sign_ins.end_all(user)
    outbox.forget(user, user.email)  # what waits to be sent is not sent any more
    _tell("account_closed", closure, link=links.undo_url(closure), until=closure.due_at)
    return closure


@transaction.atomic
def undo(closure_id: int) -> User:
    """Open the account again, exactly as it was. Raises TooLate."""
    found = Closure.objects.filter(pk=closure_id).select_related("user").first()
    if found is None:
        raise TooLate
    user = lock(found.user)
    closure = pending(user)
    if closure is None or closure.pk != closure_id:
        raise TooLate
    User.objects.filter(pk=user.pk).update(is_active=closure.was_active, closed_at=None)
    user.refresh_from_db()
    for one in holdings():
        if one.reopen and one.key in closure.kept:
            one.reopen(user, closure.kept[one.key])
    _tell("account_reopened", closure, link=f"{table().portal_url}/compte/connexion/")
    closure.delete()
    return user


def erase_due(now: datetime | None = None) -> int:
    """Erase for good every account whose time to undo is over; returns how many."""
    due = Closure.objects.filter(due_at__lte=now or timezone.now()).order_by("due_at", "pk")
    return sum(_erased(pk) for pk in list(due.values_list("user", flat=True)))


def _erased(user_id: int) -> bool:
    """One that fails stops none of the others; it is tried again."""
    try:
        return _erase_closed(user_id)
    except Exception:
        logger.exception("account %s could not be erased", user_id)
        return False


@transaction.atomic
def _erase_closed(user_id: int) -> bool:
    user = lock(User(pk=user_id))
    is_due = Closure.objects.filter(user=user, due_at__lte=timezone.now()).exists()
    if is_due:  # it was when it was listed; undone meanwhile?
        erase(user)
    return is_due


@transaction.atomic
def erase(user: User) -> None:
    """Leave of ``user`` what others need (posts without a name), now and for good.

    The row stays, so that what hangs on it does; nothing in it names anybody.
    """
    user = lock(user)
    who = person(user)
    legal.note_closing(user)
    sign_ins.end_all(user)
    for one in holdings():
        if one.erase:
            one.erase(who)
    forget_files(user)
    for field in User._meta.many_to_many:
        getattr(user, field.name).clear()
    User.objects.filter(pk=user.pk).update(**_nobody(user))
    Closure.objects.filter(user=user).delete()


def lock(user: User) -> User:
    """The row of ``user`` as it is now, held until the end of the transaction."""
    return User.objects.select_for_update().get(pk=user.pk)


def _nobody(user: User) -> dict:
    """Every column of an account that is nobody's; one added later is emptied too."""
    mark = secrets.token_hex(8)
    known = {
        "email": f"effacé-{mark}@{ERASED_DOMAIN}",
        "pseudonym": f"Compte supprimé {mark}",
        "password": make_password(None),
        "is_active": False,
        "date_joined": user.date_joined.replace(
            month=1, day=1, hour=0, minute=0, second=0, microsecond=0
        ),
        "closed_at": user.closed_at or timezone.now(),
    }
    columns = {f.attname: f for f in User._meta.concrete_fields if not f.primary_key}
    return {name: _empty(field, mark) for name, field in columns.items()} | known


def _empty(field: models.Field, mark: str):
    if field.unique and not field.null:
        return mark
    if field.null:
        return None
    return field.get_default() if field.has_default() else ""


def _tell(kind: str, closure: Closure, **more) -> None:
    user = closure.user
    context = {"pseudonym": user.pseudonym, **more}
    outbox.post(kind, user.email, context, site=closure.site, person=user)

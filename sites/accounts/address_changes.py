"""Moving an account to another e-mail address: confirmed at the old one and at the new one.

Whoever reads only one of the two mailboxes, or only sits at an open browser, moves nothing. An
address that is somebody else's already is not told to be: no mail goes there, and the change never
comes to its end.
"""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from sites.councils.hosts import table
from sites.notifications import outbox

from . import proofs, sign_ins
from .entering.making import confirm_address
from .models import AddressChange, Proof, User

OLD, NEW = "address-old", "address-new"
LASTS = timedelta(hours=24)


@transaction.atomic
def begin(user: User, email: str, asked_from: str) -> AddressChange:
    """Ask both addresses; what was asked for before counts no more."""
    Proof.objects.filter(user=user, purpose__in=(OLD, NEW)).delete()
    change, _new = AddressChange.objects.update_or_create(
        user=user,
        defaults={
            "email": email.lower(),
            "old_confirmed_at": None,
            "new_confirmed_at": None,
            "expires_at": timezone.now() + LASTS,
        },
    )
    _ask(OLD, user.email, change, asked_from)
    try:
        with transaction.atomic():
            _ask(NEW, change.email, change, asked_from)
            if User.objects.of_address(change.email):
                raise _SomebodyElses
    except _SomebodyElses:
        pass
    return change


class _SomebodyElses(Exception):
    """The mail is written all the same, then taken back: else the time it takes would tell."""


def cancel(user: User) -> None:
    """Nothing changes."""
    Proof.objects.filter(user=user, purpose__in=(OLD, NEW)).delete()
    AddressChange.objects.filter(user=user).delete()


def open_change(user: User) -> AddressChange | None:
    """The change that ``user`` has begun and can still confirm."""
    return AddressChange.objects.filter(user=user, expires_at__gt=timezone.now()).first()


def by_link(token: str) -> Proof | None:
    """The proof of either address whose link holds ``token``."""
    return proofs.by_link(token, OLD) or proofs.by_link(token, NEW)


@transaction.atomic
def confirm(proof: Proof) -> AddressChange | None:
    """One of the two has confirmed; done when both have. None when the change was given up."""
    locked = AddressChange.objects.select_for_update().select_related("user")
    change = locked.filter(user=proof.user_id, expires_at__gt=timezone.now()).first()
    if change is None or not proofs.use(proof):
        return None
    field = "old_confirmed_at" if proof.purpose == OLD else "new_confirmed_at"
    setattr(change, field, timezone.now())
    change.save(update_fields=[field])
    if change.old_confirmed_at and change.new_confirmed_at:
        _move(change)
    return change


class Taken(Exception):
    """Somebody made an account with the new address meanwhile."""


def _move(change: AddressChange) -> None:
    user, old = change.user, change.user.email
    user.email = change.email
    try:
        with transaction.atomic():
            user.save(update_fields=["email"])
    except IntegrityError as error:
        raise Taken from error
    confirm_address(user)
    change.delete()
    _ended(user, old)


@transaction.atomic
def was_moved(user: User, old: str) -> None:
    """An administrator has moved the account of ``user`` from ``old``: nobody has proven that.

    The person hears of it where they read their mail, and nothing that was open stays open.
    """
    cancel(user)
    EmailAddress.objects.filter(user=user).delete()
    _ended(user, old)


def _ended(user: User, old: str) -> None:
    """Sessions end: whoever was inside with the old address proves the new one. Both are told."""
    sign_ins.end_all(user)
    link = _portal(reverse("accounts:profile"))
    for address in (old, user.email):
        context = {"link": link, "new_address": user.email, "at": timezone.now(), "asked_from": ""}
        outbox.post("address_changed", address, context, person=user)


def _ask(purpose: str, address: str, change: AddressChange, asked_from: str) -> None:
    sealed = proofs.issue(purpose, address, user=change.user, lasts=LASTS)
    context = {
        "link": _portal(reverse("accounts:confirm_address", args=[sealed.token])),
        "new_address": change.email,
        "minutes": int(LASTS.total_seconds() // 60),
        "asked_from": asked_from,
    }
    kind = purpose.replace("-", "_")
    outbox.post(kind, address, context, person=change.user, expires_in=LASTS)


def _portal(path: str) -> str:
    return f"{table().portal_url}{path}"

"""Whose an identity is: one account's or nobody's. An address never decides it.

Kept of an identity: the provider's word, a digest of its identifier, two dates. No name, no
address, no token, nothing of what the provider told.
"""

from dataclasses import dataclass
from datetime import datetime

from allauth.socialaccount.models import SocialAccount
from django.db import IntegrityError, transaction
from django.db.models import QuerySet
from django.urls import reverse

from sites.accounts.models import User
from sites.councils.hosts import table
from sites.notifications import outbox

from .exchange import Identity
from .flows import label_of


class Taken(Exception):
    """The identity belongs to another account."""


@dataclass(frozen=True)
class Linked:
    """An identity as its owner sees it."""

    pk: int
    label: str
    since: datetime
    used: datetime


def find(identity: Identity) -> SocialAccount | None:
    """The link of ``identity`` to an account, if there is one."""
    known = SocialAccount.objects.filter(provider=identity.provider, uid=identity.uid)
    return known.select_related("user").first()


def of(user: User) -> list[Linked]:
    """The identities of ``user``, the oldest link first."""
    return [
        Linked(one.pk, label_of(one.provider), one.date_joined, one.last_login)
        for one in _of(user).order_by("date_joined", "pk")
    ]


@transaction.atomic
def link(user: User, identity: Identity) -> bool:
    """Give ``identity`` to ``user``, who is signed in; False when it was theirs already.

    Raises Taken: an identity belongs to one account (the database says so too).
    """
    try:
        with transaction.atomic():
            known, is_new = SocialAccount.objects.get_or_create(
                provider=identity.provider, uid=identity.uid, defaults={"user": user}
            )
    except IntegrityError as error:
        raise Taken from error
    if known.user_id != user.pk:
        raise Taken
    if is_new:
        _tell("identity_linked", user, identity.provider)
    return is_new


@transaction.atomic
def unlink(user: User, pk: int) -> str:
    """Take an identity off the account of ``user``; its provider's word, empty if it is not theirs.

    What remains is a way in: a code mailed to the account's address always is.
    """
    known = _of(user).select_for_update().filter(pk=pk).first()
    if known is None:
        return ""
    known.delete()
    _tell("identity_unlinked", user, known.provider)
    return str(known.provider)


def forget(user: User) -> None:
    """Take every identity off without a word: the account is being erased."""
    _of(user).delete()


def may_unlink(user: User) -> bool:
    """Whether there is another way in: an address that a code can be mailed to, or a password."""
    return bool(user.email) or user.has_usable_password()


def used(known: SocialAccount) -> None:
    """Remember when the identity was used last."""
    known.save(update_fields=["last_login"])


def _of(user: User) -> QuerySet[SocialAccount]:
    found: QuerySet[SocialAccount] = SocialAccount.objects.filter(user=user)
    return found


def _tell(kind: str, user: User, provider: str) -> None:
    """Who did not do it must hear of it."""
    link = table().portal_url + reverse("accounts:identities")
    outbox.post(kind, user.email, {"label": label_of(provider), "link": link}, person=user)

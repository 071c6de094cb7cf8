"""Who reports: one key for each person, and whether the install knows them well enough to count."""

import hashlib

from django.conf import settings

from sites.accounts.models import User
from sites.moderation import confidence, sanctions
from sites.moderation.subjects import Subject


def person_key(user, email: str, network: str) -> str:
    """The same for the same person: their account, else their address, else their network.

    A keyed hash: the table tells nobody which network it was.
    """
    if user.is_authenticated:
        told = f"account:{user.pk}"
    else:
        told = f"mail:{email.lower()}" if email else f"network:{network}"
    secret = hashlib.sha256(settings.SECRET_KEY.encode()).digest()
    return hashlib.blake2b(told.encode(), key=secret, digest_size=16).hexdigest()


def counts(user, subject: Subject) -> bool:
    """Whether a report of ``user`` helps to hide the thing: a regular resident, nobody involved."""
    if not isinstance(user, User) or not user.is_active:
        return False
    if subject.author is not None and subject.author.pk == user.pk:
        return False
    if sanctions.standing_of(user).in_council(subject.council_id):
        return False
    return not confidence.is_new(user)

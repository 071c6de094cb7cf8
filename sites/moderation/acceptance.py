"""The charter is accepted once, before the first post, and again when its rules have changed."""

from django.utils import timezone

from sites.accounts.models import User

from .charter import VERSION


def is_given(user: User) -> bool:
    """Whether ``user`` has accepted the rules as they are now; asks nothing of the database."""
    return user.charter_version == VERSION


def give(user: User, version: str) -> bool:
    """Keep that ``user`` accepts ``version`` now; False when those are not the rules any more."""
    if version != VERSION:
        return False
    if not is_given(user):
        user.charter_accepted_at, user.charter_version = timezone.now(), VERSION
        user.save(update_fields=["charter_accepted_at", "charter_version"])
    return True

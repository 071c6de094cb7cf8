"""How far the install trusts what somebody posts before anybody has looked at it.

An account is new on its first day, and until a few of its contributions, of whatever kind, stand in
public. What is new writes slower and with fewer links and pictures; people look at it afterwards.
"""

from collections.abc import Callable
from datetime import timedelta

from django.utils import timezone

from sites.accounts.models import User

FIRST_DAY = timedelta(days=1)
ENOUGH = 3  # contributions that stand

# Counts what an account has in public, and need not count further than the number it is given.
Standing = Callable[[User, int], int]

_counters: list[Standing] = []


def register(counter: Standing) -> None:
    """Let ``counter`` say how many of an account's contributions stand; in ``AppConfig.ready``."""
    if counter not in _counters:
        _counters.append(counter)


def is_new(user: User, standing: int = 0) -> bool:
    """Whether the account is still new: at most one query for each kind of contribution.

    ``standing``: contributions that the caller knows to be public; enough of them spare the others.
    """
    if timezone.now() - user.date_joined < FIRST_DAY:
        return True
    if standing >= ENOUGH:
        return False
    found = 0
    for counter in _counters:
        found += counter(user, ENOUGH - found)
        if found >= ENOUGH:
            return False
    return True

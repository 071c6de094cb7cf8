"""Who has been active in which councils: what moderators of a council may look up.

Upper floors that hold contributions register what they know in ``AppConfig.ready``.
"""

from collections.abc import Callable, Collection

from django.db.models import Q, QuerySet

from sites.councils.models import Council
from sites.councils.roles import MODERATOR

from .models import User

Known = Callable[[Collection[int]], Q]
_known: dict[str, Known] = {}


def register(key: str, known: Known) -> None:
    """Add a kind of presence; ``known(council_ids)`` is a condition on accounts."""
    _known[key] = known


def sees_everybody(user: User) -> bool:
    """Whether ``user`` administers accounts."""
    return user.has_perm("quartiers_accounts.change_user")


def moderated_by(user: User) -> list[int]:
    """The councils that ``user`` moderates."""
    mine = {"role_groups__role": MODERATOR, "role_groups__group__user": user}
    return list(Council.objects.filter(**mine).values_list("pk", flat=True))


def people_seen_by(user: User) -> QuerySet[User]:
    """The accounts whose history ``user`` may read: everybody's, or those of their councils.

    Somebody belongs to a council that is their home or in which they contributed.
    """
    if not getattr(user, "acts_with_roles", True):
        return User.objects.none()
    if sees_everybody(user):
        return User.objects.all()
    councils = moderated_by(user)
    if not councils:
        return User.objects.none()
    belongs = Q(home_council__in=councils)
    for known in _known.values():
        belongs |= known(councils)
    return User.objects.filter(belongs)

"""Who may give and take which roles where.

- A lead gives and takes contribution, editing and leading in their councils: never more than they
  have. Moderation is given by administrators alone, in each council: who judges a team's members
  is not chosen by the team's leads.
- Administrators give every role, those of the whole install included; nobody else does.
"""

from sites.accounts.models import User
from sites.councils.models import Council
from sites.councils.roles import CONTRIBUTOR, EDITOR, LEAD, ROLES
from sites.moderation.models import Suspension

from .scope import Scope, scope_for

RANKS = (CONTRIBUTOR, EDITOR, LEAD)  # each may what the one before may, and more
OF_COUNCILS = frozenset(role.key for role in ROLES if role.per_council)
OF_ALL = frozenset(role.key for role in ROLES if not role.per_council)


class Refused(Exception):
    """It cannot be done; ``message`` says why and what to do, for the screen."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class NotTheirs(Refused):
    """The person may not do this there at all: to a screen, the thing does not exist."""


def may_give(scope: Scope, council_id: int | None) -> frozenset[str]:
    """The roles that they may give and take in a council (None: those of the whole install)."""
    if scope.is_administrator:
        return OF_ALL if council_id is None else OF_COUNCILS
    if council_id is not None and council_id in scope.councils_as(LEAD):
        return frozenset(RANKS)
    return frozenset()


def leads(scope: Scope, council_id: int | None) -> bool:
    """Whether they look after this team (None: after the roles of the whole install)."""
    return bool(may_give(scope, council_id))


def scope_now(user: User | None) -> Scope:
    """What ``user`` works on at this moment, whatever a request remembers of it."""
    fresh = User.objects.filter(pk=user.pk, closed_at=None).first() if user else None
    if fresh is None or Suspension.objects.running().filter(account=fresh, council=None).exists():
        return Scope(None, False, frozenset())
    return scope_for(fresh)


def check(user: User | None, council: Council | None, roles: frozenset[str] | set[str]) -> None:
    """Raise NotTheirs unless ``user`` may give (or take) each of ``roles`` there now."""
    allowed = may_give(scope_now(user), council.pk if council else None)
    if not allowed or not roles <= allowed:
        raise NotTheirs("not theirs to give")


def highest(roles: frozenset[str] | set[str]) -> str:
    """The rank among ``roles``; empty for who only moderates."""
    return next((rank for rank in reversed(RANKS) if rank in roles), "")

"""Who may suspend whom, see what, and decide on which appeal.

- A moderator suspends in their councils; from everywhere, a moderator with a second moderator's
  confirmation, or an administrator alone.
- Nobody suspends themselves, nor somebody with a higher role: roles of the council in question and
  of the whole install count, all roles for a suspension from everywhere.
- On an appeal decides another person than those who decided before: a moderator of the council, or
  where there is no other one of any council; an administrator always may.
"""

from dataclasses import dataclass

from django.db.models import Q, QuerySet
from django.http import HttpRequest
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.models import Council, RoleGroup
from sites.councils.roles import ADMINISTRATOR, LEAD, MODERATOR
from sites.teams.scope import scope_of

from .models import Appeal, SetAside, Suspension
from .models.suspension import SuspensionQuerySet

ANYBODY, MODERATES, HIGHER, HIGHEST = range(4)


class NotAllowed(Exception):
    """The person may not do this; ``message`` says why, for the screen."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@dataclass(frozen=True)
class Circle:
    """What somebody moderates: everything (an administrator), or ``councils`` (keys)."""

    user: User
    is_administrator: bool
    councils: frozenset[int]

    def __bool__(self) -> bool:
        return self.is_administrator or bool(self.councils)

    def holds(self, council_id: int | None) -> bool:
        """Whether they moderate there; everywhere (None) concerns every moderator."""
        return self.is_administrator or (
            bool(self.councils) if council_id is None else council_id in self.councils
        )

    @property
    def rank(self) -> int:
        return HIGHEST if self.is_administrator else MODERATES


def circle_of(user) -> Circle:
    """What ``user`` moderates; nothing while their roles may not be used."""
    if not user.is_authenticated or not user.is_active:
        return Circle(user, False, frozenset())
    if not getattr(user, "acts_with_roles", True):  # a second factor is missing
        return Circle(user, False, frozenset())
    held = RoleGroup.objects.filter(group__user=user, role__in=(ADMINISTRATOR, MODERATOR))
    roles = list(held.values_list("role", "council_id"))
    is_administrator = user.is_superuser or any(role == ADMINISTRATOR for role, _council in roles)
    return Circle(user, is_administrator, frozenset(pk for _role, pk in roles if pk))


def circle_on(request: HttpRequest) -> Circle:
    """The circle of whoever makes this request; asks nothing when their scope is known."""
    scope = scope_of(request)
    return Circle(request.user, scope.is_administrator, scope.councils_as(MODERATOR))  # type: ignore[arg-type]


def councils_of(circle: Circle) -> QuerySet[Council]:
    """Where they may suspend somebody, as councils are listed everywhere."""
    councils = Council.objects.in_order()
    return councils if circle.is_administrator else councils.filter(pk__in=circle.councils)


# Ranks --------------------------------------------------------------------------------------------


def rank_of(account: User, council: Council | None) -> int:
    """The highest role of ``account`` that counts for a suspension in ``council``.

    A role that another suspension has set aside counts as well.
    """
    if account.is_superuser:
        return HIGHEST
    set_aside = SetAside.objects.filter(account=account).values("group")
    held = RoleGroup.objects.filter(Q(group__user=account) | Q(group__in=set_aside))
    if council:
        held = held.filter(Q(council=council) | Q(council=None))
    return max((_rank(role, pk) for role, pk in held.values_list("role", "council_id")), default=0)


def _rank(role: str, council_id: int | None) -> int:
    if role == ADMINISTRATOR:
        return HIGHEST
    if role == LEAD or council_id is None:
        return HIGHER
    return MODERATES if role == MODERATOR else ANYBODY


def check_may_suspend(circle: Circle, account: User, council: Council | None) -> None:
    """Raise NotAllowed unless they may suspend ``account`` there (or propose it)."""
    if not circle.holds(council.pk if council else None):
        raise NotAllowed(_("Vous ne modérez pas ce conseil."))
    if account.pk == circle.user.pk:
        raise NotAllowed(_("Vous ne pouvez pas vous suspendre vous-même."))
    rank = rank_of(account, council)
    if rank > circle.rank:
        raise NotAllowed(
            _(
                "Cette personne a un rôle plus élevé que le vôtre : "
                "adressez-vous à l’administration."
            )
        )
    if council and rank == HIGHEST:
        raise NotAllowed(
            _(
                "L’administration agit dans tous les conseils : "
                "suspendez-la partout, ou pas du tout."
            )
        )


def needs_second(circle: Circle, council: Council | None) -> bool:
    """Whether a second moderator must confirm."""
    return council is None and not circle.is_administrator


def may_confirm(circle: Circle, suspension: Suspension) -> bool:
    """Whether they may be the second person."""
    theirs = {suspension.decided_by_id, suspension.account_id}
    return suspension.council_id is None and bool(circle) and circle.user.pk not in theirs


def may_lift(circle: Circle, suspension: Suspension) -> bool:
    """In a council its moderators; everywhere who decided or confirmed it, or an administrator."""
    if suspension.account_id == circle.user.pk:
        return False
    if circle.is_administrator:
        return True
    if suspension.council_id is None:
        return bool(circle) and circle.user.pk in suspension.authors
    return suspension.council_id in circle.councils


# Who sees and who judges --------------------------------------------------------------------------


def judges(suspension: Suspension) -> QuerySet[User]:
    """The moderators to whom an appeal goes: of the council, else of another, else nobody."""
    if suspension.council_id:
        near = _others(suspension, groups__role_group__council=suspension.council_id)
        if near.exists():
            return near
    return _others(suspension)


def _others(suspension: Suspension, **where) -> QuerySet[User]:
    """Moderators who have no part in it."""
    people = User.objects.filter(is_active=True, groups__role_group__role=MODERATOR, **where)
    return people.exclude(pk__in=[*suspension.authors, suspension.account_id]).distinct()


def may_judge(circle: Circle, appeal: Appeal) -> bool:
    """Whether they may decide on an open appeal."""
    suspension = appeal.suspension
    if circle.user.pk in {*suspension.authors, suspension.account_id}:
        return False
    if circle.is_administrator:
        return True
    return bool(circle) and judges(suspension).filter(pk=circle.user.pk).exists()


def visible(circle: Circle) -> SuspensionQuerySet:
    """What they see: their councils', everywhere, and elsewhere the appeals they are asked about.

    Not what is decided about themselves.
    """
    rows = Suspension.objects.exclude(account=circle.user.pk)
    if circle.is_administrator:
        return rows
    if not circle:
        return rows.none()
    asked = [appeal.suspension_id for appeal in open_appeals() if may_judge(circle, appeal)]
    own = Q(council__in=circle.councils) | Q(council=None)
    return rows.filter(own | Q(pk__in=asked))


def open_appeals() -> QuerySet[Appeal]:
    return Appeal.objects.filter(state=Appeal.State.OPEN).select_related("suspension")


# Teams --------------------------------------------------------------------------------------------


def councils_served(account: User) -> QuerySet[Council]:
    """The councils in which ``account`` holds a role."""
    return Council.objects.filter(role_groups__group__user=account).distinct()

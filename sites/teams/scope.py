"""For whom somebody works: the one answer to « whose things may they see in the admin ».

Read from the groups that carry roles (sites/councils/roles.py); never from Django's permissions,
which are given for the whole install.
"""

from dataclasses import dataclass
from functools import cached_property

from django.contrib.auth.models import AnonymousUser
from django.db.models import Q
from django.http import HttpRequest
from wagtail.models import Collection, Site

from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.models import Council, Portal, RoleGroup
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, COORDINATOR, EDITOR, LEAD

WRITERS = (CONTRIBUTOR, EDITOR, LEAD)  # roles whose work is a council's pages and files


@dataclass(frozen=True)
class Scope:
    """Whose things somebody works on. ``held`` are their roles: (role, key of a council or None).

    An administrator's scope is everything.
    """

    user_id: int | None
    is_administrator: bool
    held: frozenset[tuple[str, int | None]]

    def holds(self, role: str, council_id: int | None = None) -> bool:
        """Whether they have exactly this role there; administrators have not, unless given it."""
        return (role, council_id) in self.held

    def councils_as(self, *roles: str) -> frozenset[int]:
        """Keys of the councils in which they have one of ``roles``; not what is everybody's."""
        return frozenset(pk for role, pk in self.held if pk is not None and role in roles)

    @cached_property
    def councils(self) -> frozenset[int]:
        """Keys of the councils whose pages and files they work on."""
        return self.councils_as(*WRITERS)

    @cached_property
    def on_portal(self) -> bool:
        """Whether they work on the portal's pages and files."""
        return self.holds(COORDINATOR)

    def may_see(self, council_id: int | None) -> bool:
        """Whether what belongs to this council (None: to the portal) is among their things."""
        if self.is_administrator:
            return True
        return self.on_portal if council_id is None else council_id in self.councils

    @cached_property
    def owners(self) -> tuple[Council | Portal, ...]:
        """The sites they work on, the portal first; asks no query while the host table stands."""
        known = table()
        portal = [known.portal] if known.portal and self.may_see(None) else []
        councils = (entry.council for entry in known.neighbours)
        return (*portal, *(council for council in councils if self.may_see(council.pk)))

    @cached_property
    def sites(self) -> tuple[Site, ...]:
        return tuple(owner.site for owner in self.owners)

    @cached_property
    def roots(self) -> tuple[str, ...]:
        """Tree paths of the homes of their sites: whatever begins with one of them is theirs."""
        return tuple(site.root_page.path for site in self.sites)

    @cached_property
    def collections(self) -> frozenset[int]:
        """Keys of the collections in which the files of their sites lie, at any depth."""
        below = Q(pk__in=[])
        for owner in self.owners:
            below |= Q(path__startswith=owner.collection.path)
        return frozenset(Collection.objects.filter(below).values_list("pk", flat=True))


def scope_for(user: User | AnonymousUser) -> Scope:
    """The scope of ``user``; nothing while their roles may not be used. At most one query."""
    if not (isinstance(user, User) and user.is_active and getattr(user, "acts_with_roles", True)):
        return Scope(getattr(user, "pk", None), False, frozenset())
    held = frozenset(RoleGroup.objects.filter(group__user=user).values_list("role", "council_id"))
    return Scope(user.pk, user.is_superuser or (ADMINISTRATOR, None) in held, held)


def scope_of(request: HttpRequest) -> Scope:
    """The scope of whoever makes this request, asked once."""
    known = getattr(request, "_quartiers_scope", None)
    if known is None or known.user_id != getattr(request.user, "pk", None):
        known = scope_for(request.user)
        request._quartiers_scope = known  # type: ignore[attr-defined]
    return known

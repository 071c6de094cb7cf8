"""Who decides on the pages of a site: its editors and leads, or the portal's co-ordinators."""

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.roles import COORDINATOR, EDITOR, LEAD
from sites.teams.scope import Scope, scope_for

REVIEWERS = (EDITOR, LEAD)


def may_review(user: User | AnonymousUser, site_id: int) -> bool:
    """Whether ``user`` may decide on pages of this site now."""
    scope = scope_for(user)
    return scope.is_administrator or site_id in sites_reviewed(scope)


def sites_reviewed(scope: Scope) -> frozenset[int]:
    """Keys of the sites whose pages somebody reviews by their own role, not as administrator."""
    known = table()
    councils = scope.councils_as(*REVIEWERS)
    sites = {one.council.site_id for one in known.neighbours if one.council.pk in councils}
    if known.portal and scope.on_portal:
        sites.add(known.portal.site_id)
    return frozenset(sites)


def reviewers_of(site_id: int) -> QuerySet[User]:
    """Those whose role it is, whatever else they are; administrators are not among them."""
    people = User.objects.filter(is_active=True)
    council = next(
        (one.council for one in table().neighbours if one.council.site_id == site_id), None
    )
    if council:
        roles = {"groups__role_group__role__in": REVIEWERS}
        return people.filter(groups__role_group__council=council, **roles).distinct()
    return people.filter(
        groups__role_group__role=COORDINATOR, groups__role_group__council=None
    ).distinct()

"""Whose site settings and redirects somebody runs; for everybody else there is nothing there."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy

from cms.pages.models import SiteSettings
from sites.councils.models import Council, Portal
from sites.teams.requests import TeamRequest
from sites.teams.scope import scope_of

View = Callable[..., HttpResponse]


def owners_of(request: HttpRequest) -> list[Council | Portal]:
    """The sites whose settings the reader may change, the portal first."""
    scope = scope_of(request)
    if not scope.owners:
        return []
    policy = SitePermissionPolicy(SiteSettings)
    allowed = policy.sites_user_has_permission_for(request.user, "change")
    keys = set(allowed.values_list("pk", flat=True))
    return [owner for owner in scope.owners if owner.site_id in keys]


def owner_of(request: HttpRequest, site_id: int) -> Council | Portal:
    """Who the site belongs to; Http404 unless the reader may change its settings."""
    owner = next((one for one in owners_of(request) if one.site_id == site_id), None)
    if owner is None:
        raise Http404
    return owner


def of_own_site(view: View) -> View:
    """Only for who may change the settings of the site of the address; the view gets its owner."""

    @wraps(view)
    def guarded(request: TeamRequest, site_id: int, *args, **kwargs) -> HttpResponse:
        return view(request, owner_of(request, site_id), *args, **kwargs)

    return guarded


def is_own(request: HttpRequest, site: Site) -> bool:
    return any(owner.site_id == site.pk for owner in owners_of(request))

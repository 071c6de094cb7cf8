"""Who may do what with themes: a right of Django's for installing, one per site for dressing it."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse
from wagtail.models import Site
from wagtail.permission_policies.sites import SitePermissionPolicy

from sites.accounts.models import User
from sites.teams.requests import TeamRequest

from ..models import Look

View = Callable[..., HttpResponse]


def may_install(user: User) -> bool:
    """Whether they bring themes onto the install, and see who wears what."""
    return user.has_perms(["quartiers_themes.add_release", "quartiers_themes.view_release"])


def may_read_log(user: User) -> bool:
    """Whether they read who changed what on every site."""
    return user.has_perm("quartiers_themes.view_change")


def may_dress(user: User) -> bool:
    """Whether there is a site whose look they may change."""
    return SitePermissionPolicy(Look).user_has_permission(user, "change")


def sites_of(user: User) -> list[Site]:
    """The sites whose look they may change, as they are listed everywhere, the portal first."""
    sites = SitePermissionPolicy(Look).sites_user_has_permission_for(user, "change")
    known = all_sites()
    allowed = set(sites.values_list("pk", flat=True))
    return [site for site in known if site.pk in allowed]


def all_sites() -> list[Site]:
    """Every site that answers to readers, the portal first."""
    sites = Site.objects.exclude(council=None, portal=None)
    found = sites.select_related("council", "portal", "look__release", "root_page")
    return sorted(found, key=_place)


def _place(site: Site) -> tuple:
    council = getattr(site, "council", None)
    return (1, council.position, council.name) if council else (0, 0, "")


def name_of(site: Site) -> str:
    """What people call a site."""
    owner = getattr(site, "council", None) or getattr(site, "portal", None)
    return owner.name if owner else site.site_name or site.hostname


def installers(view: View) -> View:
    """Only for who may install themes; for everybody else there is nothing at the address."""

    @wraps(view)
    def guarded(request: TeamRequest, *args, **kwargs) -> HttpResponse:
        if not may_install(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def log_readers(view: View) -> View:
    """Only for who may read the whole log."""

    @wraps(view)
    def guarded(request: TeamRequest, *args, **kwargs) -> HttpResponse:
        if not may_read_log(request.user):
            raise Http404
        return view(request, *args, **kwargs)

    return guarded


def dressers(view: View) -> View:
    """Only for who may dress the site of the address, which the view gets as ``site``."""

    @wraps(view)
    def guarded(request: TeamRequest, site_id: int) -> HttpResponse:
        site = next((site for site in sites_of(request.user) if site.pk == site_id), None)
        if site is None:
            raise Http404
        return view(request, site=site)

    return guarded

"""The furniture of a screen of the admin: title, path to it; and who gets in."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sites.delivery.furniture import furniture
from sites.moderation.models import Suspension
from sites.moderation.rights import Circle, circle_on, visible
from sites.teams.requests import TeamRequest

ICON = "no-view"
Crumb = tuple[str, str]  # its words and its address
View = Callable[..., HttpResponseBase]


def moderators(view: View) -> View:
    """Only for who moderates somewhere; the view gets their Circle. Nothing here for others."""

    @wraps(view)
    def guarded(request: TeamRequest, *args, **kwargs) -> HttpResponseBase:
        circle = circle_on(request)
        if not circle:
            raise Http404
        return view(request, circle, *args, **kwargs)

    return guarded


def of_theirs(view: View) -> View:
    """Only for who may see the suspension of the address, which the view gets."""

    @moderators
    @wraps(view)
    def guarded(request: TeamRequest, circle: Circle, pk: int) -> HttpResponseBase:
        rows = visible(circle).select_related("account", "council__site", "appeal")
        suspension = rows.filter(pk=pk).first()
        if suspension is None:
            raise Http404
        return view(request, circle, suspension)

    return guarded


def list_crumb() -> Crumb:
    return _("Suspensions"), reverse("suspensions_admin:index")


def one_crumb(suspension: Suspension) -> Crumb:
    return suspension.account.pseudonym, reverse("suspensions_admin:one", args=[suspension.pk])


def screen(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[Crumb, ...] = (),
    short: str = "",
    status: int = 200,
    **context,
) -> HttpResponse:
    """A page of the admin; ``above`` leads from its first screen to this one, called ``short``."""
    around = furniture(title, icon=ICON, above=above, short=short)
    names = f"wagtailadmin/moderation/{template}"
    return render(request, names, around | context, status=status)

"""The furniture of the screens of « Modération », and who gets in: nothing here for others."""

from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sites.delivery.furniture import Crumb, furniture
from sites.moderation.admin.screens import View, moderators
from sites.moderation.cases.rights import visible
from sites.moderation.models import Case
from sites.moderation.rights import Circle
from sites.teams.requests import TeamRequest

ICON = "warning"


def of_theirs(view: View) -> View:
    """Only for who may see the case of the address, which the view gets."""

    @moderators
    @wraps(view)
    def guarded(request: TeamRequest, circle: Circle, pk: int, **names: int) -> HttpResponseBase:
        rows = visible(circle).select_related("author", "council__site", "assignee")
        case = rows.filter(pk=pk).first()
        if case is None:
            raise Http404
        return view(request, circle, case, **names)

    return guarded


def queue_crumb() -> Crumb:
    return _("Modération"), reverse("moderation_admin:queue")


def case_crumb(case: Case) -> Crumb:
    return case.title, reverse("moderation_admin:case", args=[case.pk])


def screen(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[Crumb, ...] = (),
    header: str = "",
    status: int = 200,
    **context,
) -> HttpResponse:
    """A page of the admin; ``above`` leads from its first screen to this one."""
    around = furniture(title, icon=ICON, above=above, short=header, header=header)
    names = f"wagtailadmin/moderation/cases/{template}"
    return render(request, names, around | context, status=status)

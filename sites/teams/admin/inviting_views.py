"""Inviting somebody, and what one does with an invitation that waits."""

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from sites.teams import inviting
from sites.teams.rights import NotTheirs, Refused

from .forms import InviteForm
from .screens import Team, TeamRequest, looked_after, screen, team_crumbs


@looked_after
@require_http_methods(["GET", "HEAD", "POST"])
def invite(request: TeamRequest, team: Team) -> HttpResponse:
    """An address, a role, a word."""
    form = InviteForm(team.allowed, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        try:
            inviting.invite(request.user, team.council, data["adresse"], form.roles, data["mot"])
        except NotTheirs:
            raise Http404 from None
        except Refused as refusal:
            form.add_error("adresse", refusal.message)
        else:
            told = _("L’invitation est partie à %(address)s. Elle vaut deux semaines.")
            messages.success(request, told % {"address": data["adresse"]})
            return redirect(team.url)
    return screen(
        request,
        "invite.html",
        _("Inviter quelqu’un"),
        above=team_crumbs(team),
        team=team,
        form=form,
    )


@looked_after
@require_POST
def resend(request: TeamRequest, team: Team, pk: int) -> HttpResponse:
    """The same mail once more."""
    _of(team, pk)
    return _do(request, team, inviting.resend, pk, _("L’invitation est repartie."))


@looked_after
@require_POST
def revoke(request: TeamRequest, team: Team, pk: int) -> HttpResponse:
    """Its link opens nothing any more."""
    _of(team, pk)
    told = _("L’invitation est annulée : le lien du courriel ne sert plus à rien.")
    return _do(request, team, inviting.revoke, pk, told)


def _of(team: Team, pk: int) -> None:
    if not inviting.of_team(team.council).filter(pk=pk).exists():
        raise Http404


def _do(request: TeamRequest, team: Team, act, pk: int, told: str) -> HttpResponse:
    try:
        act(request.user, pk)
    except NotTheirs:
        raise Http404 from None
    except Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, told)
    return redirect(team.url)

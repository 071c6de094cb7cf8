"""One person of a team: their role, putting it aside, taking it; and leaving oneself."""

from collections.abc import Callable

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST
from wagtail.admin import messages

from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.models import Council
from sites.teams import changing, holding, words
from sites.teams.handover import registry
from sites.teams.members import TooFewLeads, teams_left_short
from sites.teams.rights import NotTheirs, Refused
from sites.teams.scope import scope_of

from .forms import RolesForm
from .screens import (
    Team,
    TeamRequest,
    council_of,
    index_crumb,
    of_member,
    screen,
    team_crumbs,
)
from .showing import member


@of_member
@require_http_methods(["GET", "HEAD", "POST"])
def person(request: TeamRequest, team: Team, account: User) -> HttpResponse:
    """What they may do, and what a lead can change about it."""
    held = holding.roles_of(account, team.council)
    posted = request.POST if request.method == "POST" else None
    form = RolesForm(team.allowed, posted, held=held)
    if request.method == "POST" and form.is_valid():
        try:
            is_changed = changing.set_roles(request.user, account, team.council, form.roles)
        except NotTheirs:
            raise Http404 from None
        except (Refused, TooFewLeads) as refusal:
            form.add_error(None, refusal.message)
        else:
            return _changed(request, team, account, is_changed)
    about = member(request, team, account)
    return screen(
        request,
        "person.html",
        about.name,
        above=team_crumbs(team),
        team=team,
        member=about,
        form=form,
        is_paused=bool(team.council and account.team_pauses.filter(council=team.council).exists()),
        may_remove=bool(held & team.allowed),
        may_pause=bool(team.council) and held <= team.allowed and not about.is_me,
        holds=registry.held_by(account, team.council) if team.council else [],
        is_needed=bool(team.council and teams_left_short(account, team.council)),
    )


def _changed(request: TeamRequest, team: Team, account: User, is_changed: bool) -> HttpResponse:
    if not is_changed:
        messages.success(request, _("Rien n’a changé."))
        return redirect(team.url)
    told = _("Le rôle de %(name)s est changé ; un courriel le lui dit.")
    messages.success(request, told % {"name": account.public_name})
    if account.pk == request.user.pk:
        return redirect("teams:index")
    return redirect(team.url)


@of_member
@require_POST
def remove(request: TeamRequest, team: Team, account: User) -> HttpResponse:
    """Take every role that the reader may take."""
    told = _("%(name)s ne fait plus partie de l’équipe.") % {"name": account.public_name}
    kept = _("%(name)s garde un rôle que seule l’administration retire.") % {
        "name": account.public_name
    }

    def act() -> str:
        return kept if changing.remove(request.user, account, team.council) else told

    return _do(request, team, account, act)


@of_member
@require_POST
def pause(request: TeamRequest, team: Team, account: User) -> HttpResponse:
    """Put the roles aside until somebody gives them back."""

    def act() -> str:
        changing.pause(request.user, account, _council(team))
        return _("Les rôles de %(name)s sont mis de côté.") % {"name": account.public_name}

    return _do(request, team, account, act)


@of_member
@require_POST
def resume(request: TeamRequest, team: Team, account: User) -> HttpResponse:
    """Give them back."""

    def act() -> str:
        changing.resume(request.user, account, _council(team))
        return _("%(name)s a retrouvé ses rôles.") % {"name": account.public_name}

    return _do(request, team, account, act)


def _council(team: Team) -> Council:
    if team.council is None:  # roles of all sites are given or taken, never put aside
        raise Http404
    return team.council


def _do(request: TeamRequest, team: Team, account: User, act: Callable[[], str]) -> HttpResponse:
    try:
        told = act()
    except NotTheirs:
        raise Http404 from None
    except (Refused, TooFewLeads) as refusal:
        messages.error(request, refusal.message)
        return redirect("teams:person", team.code, account.pk)
    messages.success(request, told)
    return redirect(team.url)


@require_http_methods(["GET", "HEAD", "POST"])
def leave(request: TeamRequest, code: str) -> HttpResponse:
    """One's own way out, whatever one's role in that council."""
    council = council_of(code)
    held = holding.used_by(request.user, council) if council else frozenset()
    mine = {role for role, pk in scope_of(request).held if council and pk == council.pk}
    if council is None or not (held & mine):
        raise Http404
    refusal = ""
    if request.method == "POST":
        try:
            changing.leave(request.user, council)
        except NotTheirs:
            raise Http404 from None
        except TooFewLeads as error:
            refusal = error.message
        else:
            return _after(request, council)
    is_needed = bool(teams_left_short(request.user, council))
    return screen(
        request,
        "leave.html",
        _("Quitter l’équipe"),
        above=(index_crumb(),),
        status=409 if refusal else 200,
        council=council,
        roles=words.roles(held),
        is_needed=is_needed,
        refusal=refusal,
        holds=registry.held_by(request.user, council),
    )


def _after(request: TeamRequest, council: Council) -> HttpResponse:
    """Where somebody goes who has just left: the admin, while there is something for them in it."""
    told = _("Vous avez quitté l’équipe de « %(name)s ». Merci pour ce que vous y avez fait.")
    if request.user.groups.exists() or request.user.is_superuser:
        messages.success(request, told % {"name": council.name})
        return redirect("wagtailadmin_home")
    return HttpResponseRedirect(f"{table().council_url(council.pk)}/")

"""« Équipe »: one's own roles, the councils one looks after, and one team."""

from dataclasses import dataclass

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sites.councils.hosts import table
from sites.councils.models import Council
from sites.councils.roles import ADMINISTRATOR
from sites.teams import journal, words
from sites.teams.handover import running
from sites.teams.members import FEWEST_LEADS
from sites.teams.scope import Scope, scope_of

from .screens import Team, TeamRequest, index_crumb, looked_after, screen, teams_of
from .showing import members_of, waiting_in

LINES = 12


@dataclass(frozen=True)
class Own:
    """The reader's roles in one council."""

    code: str
    name: str
    roles: str


def own_of(scope: Scope) -> list[Own]:
    """The councils in which the reader has a role."""
    found = []
    for neighbour in table().neighbours:
        council: Council = neighbour.council
        if held := {role for role, pk in scope.held if pk == council.pk}:
            found.append(Own(council.code, council.name, words.roles(held)))
    return found


def is_concerned(scope: Scope) -> bool:
    """Whether there is anything for the reader under « Équipe »."""
    return scope.is_administrator or any(pk for _role, pk in scope.held)


@require_safe
def index(request: TeamRequest) -> HttpResponse:
    """Straight to the team of who looks after one; else what there is to choose from."""
    scope = scope_of(request)
    if not is_concerned(scope):
        raise Http404
    teams, own = teams_of(scope), own_of(scope)
    if len(teams) == 1 and len(own) <= 1:
        return redirect(teams[0].url)
    return screen(request, "index.html", _("Équipe"), teams=teams, own=own)


@looked_after
@require_safe
def team(request: TeamRequest, team: Team) -> HttpResponse:
    """Who is in it, who was invited, what was done lately."""
    members = members_of(request, team)
    lines = journal.in_words(journal.of([team.council.pk if team.council else None])[:LINES])
    leads = [one for one in members if one.is_lead and one.is_acting]
    return screen(
        request,
        "team.html",
        _("Équipe : %(name)s") % {"name": team.name}
        if team.council
        else _("Rôles de tous les sites"),
        above=(index_crumb(),),
        short=team.name,
        team=team,
        members=members,
        waiting=waiting_in(team, request.user),
        lines=lines,
        missing=max(0, FEWEST_LEADS - len(leads)) if team.council else 0,
        is_of_team=any(one.is_me for one in members),
        handover=running.open_of(team.council) if team.council else None,
        administrator=words.label(ADMINISTRATOR),
    )

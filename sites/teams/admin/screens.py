"""The furniture of « Équipe », and who gets in: for everybody else there is nothing there."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.models import Council
from sites.delivery.furniture import furniture
from sites.teams import holding, rights
from sites.teams.links import EVERYWHERE
from sites.teams.requests import TeamRequest
from sites.teams.scope import Scope, scope_of

ICON = "group"
Crumb = tuple[str, str]  # its words and its address
View = Callable[..., HttpResponse]


@dataclass(frozen=True)
class Team:
    """One council's team as its reader looks after it; ``council`` None: roles of all sites."""

    council: Council | None
    allowed: frozenset[str]  # the roles that the reader gives and takes

    @property
    def code(self) -> str:
        return self.council.code if self.council else EVERYWHERE

    @property
    def name(self) -> str:
        return self.council.name if self.council else _("Tous les conseils")

    @property
    def url(self) -> str:
        return reverse("teams:team", args=[self.code])


def council_of(code: str) -> Council | None:
    """The council with this code; None for the word that means all sites. Raises Http404."""
    if code == EVERYWHERE:
        return None
    for neighbour in table().neighbours:
        if neighbour.council.code == code:
            return neighbour.council
    raise Http404


def teams_of(scope: Scope) -> list[Team]:
    """The teams that the reader looks after, in the order of councils."""
    councils = [None, *(neighbour.council for neighbour in table().neighbours)]
    found = (Team(one, rights.may_give(scope, one.pk if one else None)) for one in councils)
    return [team for team in found if team.allowed]


def looked_after(view: View) -> View:
    """Only for who looks after the team of the address, which the view gets."""

    @wraps(view)
    def guarded(request: TeamRequest, code: str, *args, **kwargs) -> HttpResponse:
        council = council_of(code)
        allowed = rights.may_give(scope_of(request), council.pk if council else None)
        if not allowed:
            raise Http404
        return view(request, Team(council, allowed), *args, **kwargs)

    return guarded


def of_council(view: View) -> View:
    """The same, for what only the team of a council has."""

    @looked_after
    @wraps(view)
    def guarded(request: TeamRequest, team: Team, *args, **kwargs) -> HttpResponse:
        if team.council is None:
            raise Http404
        return view(request, team, *args, **kwargs)

    return guarded


def of_member(view: View) -> View:
    """The same, about somebody of that team, whom the view gets."""

    @looked_after
    @wraps(view)
    def guarded(request: TeamRequest, team: Team, user_id: int) -> HttpResponse:
        account = User.objects.filter(pk=user_id).first()
        if account is None or not holding.roles_of(account, team.council):
            raise Http404
        return view(request, team, account)

    return guarded


def index_crumb() -> Crumb:
    return _("Équipe"), reverse("teams:index")


def team_crumbs(team: Team) -> tuple[Crumb, ...]:
    return index_crumb(), (team.name, team.url)


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
    return render(request, f"wagtailadmin/teams/{template}", around | context, status=status)

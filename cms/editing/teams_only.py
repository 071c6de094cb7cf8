"""Screens that hold what residents wrote: for those who change pages of a site, and nobody else."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpResponse

from sites.teams.page_rights import CHANGE, Owner, owners_where
from sites.teams.requests import TeamRequest
from sites.teams.scope import Scope, scope_of

View = Callable[..., HttpResponse]


def owners_of(scope: Scope) -> list[Owner]:
    """The sites in whose name somebody answers residents: those whose pages they may change.

    Not of who only contributes: what is there holds a resident's name, address and words.
    """
    return owners_where(scope, CHANGE)


def for_teams(view: View) -> View:
    """Only for who answers in the name of a site; the view gets which sites."""

    @wraps(view)
    def guarded(request: TeamRequest, *args, **kwargs) -> HttpResponse:
        owners = owners_of(scope_of(request))
        if not owners:
            raise Http404
        return view(request, owners, *args, **kwargs)

    return guarded

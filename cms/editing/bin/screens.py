"""The furniture of the bin's screens: who gets in, title and path, messages with a button."""

from collections.abc import Callable
from functools import wraps

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext as _

from sites.delivery.furniture import furniture
from sites.teams.requests import TeamRequest
from sites.teams.scope import Scope, scope_of

from .models import Entry
from .rights import has_bin, visible

ICON = "bin"
View = Callable[..., HttpResponseBase]


def with_bin(view: View) -> View:
    """Only for who works on a site; the view gets their Scope."""

    @wraps(view)
    def guarded(request: TeamRequest, *args, **kwargs) -> HttpResponseBase:
        scope = scope_of(request)
        if not has_bin(scope):
            raise Http404
        return view(request, scope, *args, **kwargs)

    return guarded


def of_theirs(view: View) -> View:
    """Only for who may see the entry of the address, which the view gets."""

    @with_bin
    @wraps(view)
    def guarded(request: TeamRequest, scope: Scope, entry_id: int) -> HttpResponseBase:
        entry = visible(scope).filter(pk=entry_id).first()
        if entry is None:
            raise Http404
        return view(request, scope, entry)

    return guarded


def screen(
    request: HttpRequest, template: str, title: str, *, below_list: bool = True, **context
) -> HttpResponse:
    """A page of the admin, one step below the list of the bin unless it is that list."""
    above = [(_("Corbeille"), reverse("bin:index"))] if below_list else []
    around = furniture(title, icon=ICON, above=above)
    return render(request, f"wagtailadmin/bin/{template}", around | context)


def say_binned(request: HttpRequest, entries: list[Entry], words: str) -> None:
    """A message whose « Annuler » restores ``entries``."""
    fields = [("entree", entry.pk) for entry in entries]
    _say(request, words, "bin:undo", fields)


def say_unpublished(request: HttpRequest, ticket: str, words: str) -> None:
    """A message whose « Annuler » puts back online what ``ticket`` names (undoing.py)."""
    _say(request, words, "bin:put_back", [("billet", ticket)])


def _say(request: HttpRequest, words: str, url_name: str, fields: list[tuple]) -> None:
    context = {"words": words, "action": reverse(url_name), "fields": fields}
    messages.success(request, render_to_string("wagtailadmin/bin/_undo.html", context, request))

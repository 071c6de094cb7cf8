"""Wagtail's screens that unpublish: their message offers to take it back."""

from collections.abc import Callable
from functools import wraps
from typing import cast

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import ngettext
from wagtail.admin.views.pages.bulk_actions.unpublish import UnpublishBulkAction
from wagtail.admin.views.pages.unpublish import UnpublishView

from sites.accounts.models import User

from .screens import say_unpublished
from .states import States
from .undoing import states_before, ticket_for


def connect() -> None:
    """Put the wrappers in place (once, when the admin is loaded)."""
    UnpublishView.post = _unpublish
    UnpublishBulkAction.prepare_action = _remember(UnpublishBulkAction.prepare_action)
    UnpublishBulkAction.get_success_message = _unpublished


def _unpublish(view: UnpublishView, request: HttpRequest, *args, **kwargs) -> HttpResponse:
    with_below = bool(request.POST.get("include_descendants"))
    states = states_before([view.object], with_below=with_below)
    if (answer := view.unpublish()) is not None:
        return answer
    words = ngettext(
        "La page n’est plus en ligne.", "%(n)d pages ne sont plus en ligne.", len(states)
    )
    _say(request, states, words % {"n": len(states)})
    return redirect(view.get_next_url())


def _remember(prepare_action: Callable) -> Callable:
    @wraps(prepare_action)
    def remember(view: UnpublishBulkAction, objects: list, without_access):
        with_below = view.cleaned_form.cleaned_data["include_descendants"]
        view.states_before = states_before(objects, with_below=with_below)
        return prepare_action(view, objects, without_access)

    return remember


def _unpublished(view: UnpublishBulkAction, parents: int, children: int) -> None:
    """Says it itself, with a button: Wagtail's message has none."""
    words = ngettext(
        "La page n’est plus en ligne.", "%(n)d pages ne sont plus en ligne.", parents + children
    )
    _say(view.request, view.states_before, words % {"n": parents + children})


def _say(request: HttpRequest, states: States, words: str) -> None:
    by = cast(User, request.user)  # Wagtail has asked for a right
    say_unpublished(request, ticket_for(states, by), words)

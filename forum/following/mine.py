"""``/compte/suivis/``: everything that somebody follows or does not want to hear of, to change."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.paginator import Page, Paginator
from django.db import transaction
from django.db.models import BooleanField, ExpressionWrapper, Q
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from forum.scope.addresses import Here
from forum.scope.rights import rights_of
from forum.screens.places import sees
from sites.accounts.models import User
from sites.councils.hosts import table

from . import ignoring
from .controls import Choice, made
from .models import Follow, Ignored, Level
from .views import chosen

PER_PAGE = 50
PEOPLE = 200


@dataclass(frozen=True)
class Row:
    """One topic or forum. ``url`` is empty for what the person may not see any more."""

    name: str
    title: str
    url: str
    is_forum: bool
    choices: tuple[Choice, ...]


@never_cache
@login_required
@require_http_methods(["GET", "HEAD", "POST"])
def following(request: HttpRequest) -> HttpResponse:
    """The list; sent back, what differs is kept."""
    user: User = request.user  # type: ignore[assignment]
    if request.method == "POST":
        _keep(request, user)
        messages.success(request, _("Vos choix sont enregistrés."))
        return redirect(request.get_full_path())
    follows = Follow.objects.filter(person=user).select_related("topic__first_post", "forum")
    # Forums first; then what is followed most, and what was chosen before what came by writing.
    is_topic = ExpressionWrapper(Q(forum=None), BooleanField())
    ordered = follows.order_by(is_topic, "-level", "-is_chosen", "-since", "-pk")
    results = Paginator(ordered, PER_PAGE).get_page(request.GET.get("page"))
    people = Ignored.objects.filter(person=user).select_related("whom").order_by("-since", "-pk")
    context = {
        "results": results,
        "rows": _rows(request, user, results),
        "people": people[:PEOPLE],
        "settings_url": reverse("telling:settings"),
        "drafts_url": reverse("drafts:mine"),
    }
    return render(request, "accounts/following.html", context)


def _rows(request: HttpRequest, user: User, results: Page) -> list[Row]:
    rights, here = rights_of(user), Here(request.council, table())
    return [_row(follow, user, rights, here) for follow in results]


def _row(follow: Follow, user: User, rights, here: Here) -> Row:
    title, url = _("Un sujet qui n’est plus visible"), ""
    if follow.forum_id:
        node = rights.board.nodes.get(follow.forum_id)
        title = _("Un forum qui n’est plus visible")
        if node and rights.reads(node.pk):
            title, url = node.name, here.forum(node)
    elif follow.topic and sees(rights, user, follow.topic):
        node = rights.board.nodes[follow.topic.forum_id]
        title, url = follow.topic.subject, here.topic(node, follow.topic.slug, follow.topic.pk)
    choices = made("", Level(follow.level), is_forum=bool(follow.forum_id)).choices
    return Row(f"niveau-{follow.pk}", title, url, bool(follow.forum_id), choices)


@transaction.atomic
def _keep(request: HttpRequest, user: User) -> None:
    """Only rows of the person's own; what the form does not name stays."""
    for pk, text in _named(request, "niveau-"):
        level = chosen(text)
        rows = Follow.objects.filter(pk=pk, person=user)
        if level is not None:
            rows.exclude(level=level).update(level=level, is_chosen=True)
    for pk, _text in _named(request, "relire-"):
        ignoring.read_again(user, pk)


def _named(request: HttpRequest, prefix: str) -> Sequence[tuple[int, str]]:
    """The fields of a form that end in a number, a page of them at most."""
    found = [
        (int(name.removeprefix(prefix)), str(request.POST[name]))
        for name in request.POST
        if name.startswith(prefix) and name.removeprefix(prefix).isdecimal() and len(name) < 24
    ]
    return found[: max(PER_PAGE, PEOPLE)]

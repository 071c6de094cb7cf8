"""« Mes brouillons »: what one has begun to write in the forum, on every site."""

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from forum.markup import plain_text, render_markdown, without_quotes
from forum.scope.addresses import Here
from forum.scope.rights import Rights, rights_of
from forum.scope.tree import Node
from forum.screens.places import sees
from sites.accounts.models import User
from sites.councils.hosts import table

from . import keeping
from .models import Draft

LONGEST_BEGINNING = 200  # characters


@dataclass(frozen=True)
class DraftRow:
    """A draft in its author's list; ``url`` leads to the form, empty when there is none any more.

    ``text`` is then all of it, to be copied. ``images``: how many wait with it.
    """

    pk: int
    title: str
    text: str
    saved_at: datetime
    place: str = ""
    url: str = ""
    images: int = 0


@never_cache
@login_required
@require_safe
def mine(request: HttpRequest) -> HttpResponse:
    """The list, the newest first; it is no longer than keeping.MOST."""
    user: User = request.user  # type: ignore[assignment]
    rights, here = rights_of(user), Here(request.council, table())
    found = Draft.objects.filter(author=user).select_related("topic__first_post")
    drafts = list(found.order_by("-saved_at", "-pk"))
    images = keeping.images_of(user, drafts)
    rows = [
        replace(_row(draft, user, rights, here), images=images[draft.form] if draft.form else 0)
        for draft in drafts
    ]
    return render(request, "accounts/drafts.html", {"drafts": rows})


@never_cache
@login_required
@require_POST
def discard(request: HttpRequest, pk: int) -> HttpResponse:
    """Throw one's own draft away."""
    user: Any = request.user
    if not keeping.discard(user, pk):
        raise Http404
    messages.success(request, _("Votre brouillon est jeté."))
    return redirect("drafts:mine")


def _row(draft: Draft, user: User, rights: Rights, here: Here) -> DraftRow:
    told: dict[str, Any] = {"pk": draft.pk, "text": _own_words(draft), "saved_at": draft.saved_at}
    topic = draft.topic
    if topic and sees(rights, user, topic):
        node = rights.board.nodes[topic.forum_id]
        args = [node.slug, node.pk, topic.slug, topic.pk]
        url = here.site(node) + reverse("forum:reply", args=args)
        return DraftRow(title=topic.subject, place=_answer_in(node), url=url, **told)
    if draft.forum_id and rights.reads(draft.forum_id):
        node = rights.board.nodes[draft.forum_id]
        url = here.site(node) + reverse("forum:open_topic", args=[node.slug, node.pk])
        title = draft.title.strip() or _("Un sujet sans titre")
        return DraftRow(title=title, place=node.name, url=url, **told)
    # Hidden, gone, or in a forum that is closed to them by now: only their own words are left.
    told["text"] = draft.text
    return DraftRow(title=draft.title or _("Un sujet qui n’est plus visible"), **told)


def _own_words(draft: Draft) -> str:
    """How the draft begins, without what it quotes."""
    return plain_text(render_markdown(without_quotes(draft.text)))[:LONGEST_BEGINNING]


def _answer_in(node: Node) -> str:
    return _("Réponse, dans « %(forum)s »") % {"forum": node.name}

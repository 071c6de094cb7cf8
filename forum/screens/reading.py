"""``/forum/``: the index, a forum, a topic. Reading changes nothing but the reader's own mark."""

from dataclasses import dataclass
from math import ceil

from django.core.paginator import Page
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_cache_control
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from forum.acts.screens import menu
from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.pace import seconds_to_wait_in
from forum.board.forum_conversation.refusals import Locked, Refused
from forum.board.forum_conversation.services import check_reply, takes_topics
from forum.board.forum_tracking.reading import mark_seen
from forum.facts import excerpt
from forum.following.controls import control
from forum.following.telling import about
from forum.markup import plain_text
from forum.scope.addresses import Here, anchor
from forum.scope.rights import LOCK, rights_of
from sites.councils.hosts import table
from sites.notifications.telling.reading import mark_subject_read

from . import moved, posts, topics
from .boards import Board
from .forms import ReplyForm
from .pages import number_in, page_of_range, positions_on
from .places import Place, home_trail, placed


@dataclass(frozen=True)
class Card:
    """A page as search engines and messengers show it; ``url`` is its one full address."""

    title: str
    summary: str
    url: str


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The forums of this site, then the shared ones; on the portal, the councils' as well."""
    rights, here = rights_of(request.user), Here(request.council, table())
    tree = rights.board
    # On the portal what is shared comes first, and then everything else there is.
    listed = tree.shown_on(here.council) if here.council else tree.nodes.values()
    board = Board(rights.readable(listed), here, request.user if rights.is_known else None)
    home = request.site.root_url + reverse("forum:index")
    context = {
        "breadcrumbs": home_trail()[:1],
        "card": Card(_("Forum"), _("Les discussions entre voisins, quartier par quartier."), home),
        "sections": [one for one in board.sections() if one.rows or one.archived],
        "neighbours": [section for section in board.neighbours() if section.rows],
    }
    return _page(request, "forum/index.html", context)


@require_safe
@placed
def forum(request: HttpRequest, place: Place) -> HttpResponse:
    """The topics of a forum, and the forums below it."""
    node = place.node
    nodes = place.rights.readable(place.rights.board.below(node.pk))
    board = Board(nodes, place.here, place.user if place.rights.is_known else None)
    total = board.topics_in(node)
    results = page_of_range(request, range(total), topics.TOPICS_PER_PAGE)
    shown = topics.listed(place, positions_on(results), total) if total else []
    context = {
        "place": place,
        "breadcrumbs": place.trail(),
        "card": Card(node.name, plain_text(node.about), _address(place, results)),
        "forums": board.rows_below(node),
        "archived": board.archived_below(node),
        "results": results,
        "topics": topics.rows(place, shown),
        "unlisted": topics.rows(place, topics.unlisted(place)) if results.number == 1 else [],
        "may_open": takes_topics(place.rights, node.pk),
        "traces": moved.traces(place) if results.number == 1 else [],
        "follow": control(place, results.number),
    }
    return _page(request, "forum/forum.html", context)


@require_safe
@placed
def topic(request: HttpRequest, place: Place) -> HttpResponse:
    """The posts of a topic; ``?post=12`` leads to the post of that number, for ever."""
    found: Topic = place.topic  # type: ignore[assignment]
    if number := number_in(request, "post"):
        return HttpResponseRedirect(posts.address_of(place, found, number))
    try:
        shown = posts.conversation(request, place, found)
    except Http404:
        return HttpResponseRedirect(moved.following(request, place, found))
    refusal = _refusal(place, found)
    context = {
        "place": place,
        "topic": found,
        "breadcrumbs": place.trail(),
        "results": shown.results,
        "rows": shown.rows,
        "card": Card(found.subject, _summary(shown), _address(place, shown.results)),
        "last_page": _last_page(place, shown),
        "unread_url": _unread_url(place, found, shown),
        "is_closed": isinstance(refusal, Locked),
        "form": _reply_form(place, shown, refusal),
        "may_reply": not refusal,
        "may_lock": place.rights.may(LOCK, place.node.pk),
        "gone": shown.gone,
        "powers": menu.powers(place, found),
        "slow_for": _slow_for(place, found, refusal),
        "follow": control(place, shown.results.number),
    }
    if request.method == "GET" and place.rights.is_known and shown.last_number:
        mark_seen(place.user, found, shown.last_number)
        mark_subject_read(request, about(found.pk), shown.last_number)
    return _page(request, "forum/topic.html", context)


def _address(place: Place, results: Page) -> str:
    """The canonical address of one page of a list."""
    return f"{place.canonical}?page={results.number}" if results.number > 1 else place.canonical


def _summary(shown: posts.Conversation) -> str:
    return excerpt(shown.rows[0].post) if shown.rows else ""


def _last_page(place: Place, shown: posts.Conversation) -> str:
    """Where one answers: the end of the topic."""
    pages = shown.results.paginator.num_pages
    return f"{place.path}?page={pages}" if pages > 1 else place.path


def _unread_url(place: Place, found: Topic, shown: posts.Conversation) -> str:
    """Where the first post the reader does not know stands; empty when it is on this page."""
    if shown.seen is None or shown.seen >= (found.last_shown or 0):
        return ""
    first = shown.seen + 1
    return "" if first in positions_on(shown.results) else place.path + anchor(first)


def _reply_form(place: Place, shown: posts.Conversation, refusal: Refused | None):
    """The form under the last post, for who may answer."""
    is_end = not shown.results.has_next()
    return ReplyForm() if is_end and place.rights.is_known and not refusal else None


def _refusal(place: Place, found: Topic) -> Refused | None:
    """Why the person may not answer the topic; None when they may."""
    try:
        check_reply(place.rights, found)
    except Refused as refusal:
        return refusal
    return None


def _slow_for(place: Place, found: Topic, refusal: Refused | None) -> int:
    """Minutes until the person may answer in a topic that is slowed down; 0 for now."""
    if refusal or not place.rights.is_known or place.rights.may(LOCK, place.node.pk):
        return 0
    return ceil(seconds_to_wait_in(found, place.user, timezone.now()) / 60)


def _page(request: HttpRequest, template: str, context: dict) -> HttpResponse:
    response = render(request, template, context)
    if request.user.is_authenticated:
        patch_cache_control(response, private=True)
    return response

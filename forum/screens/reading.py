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
from forum.drafts import keeping
from forum.facts import excerpt
from forum.following.controls import control
from forum.following.telling import about
from forum.markup import plain_text
from forum.scope.addresses import Here, anchor
from forum.scope.rights import LOCK, rights_of
from forum.summaries.showing import summary_of
from sites.councils.hosts import table
from sites.notifications.telling.reading import mark_subject_read

from . import moved, polls, posts, topics
from .boards import Board
from .feeds import FEED, feed_of
from .forms import ReplyForm
from .pages import number_in, page_of_range, positions_on
from .places import Place, home_trail, placed
from .tray import Tray
from .writing import begun_in, charter_to_accept


@dataclass(frozen=True)
class Card:
    """A page as search engines and messengers show it; ``url`` is its one full address.

    ``feed_url`` leads to what is new there, in Atom.
    """

    title: str
    summary: str
    url: str
    feed_url: str = ""


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """The forums of this site, then the shared ones; on the portal, the councils' as well."""
    rights, here = rights_of(request.user), Here(request.council, table())
    tree = rights.board
    # On the portal what is shared comes first, and then everything else there is.
    listed = tree.shown_on(here.council) if here.council else tree.nodes.values()
    board = Board(rights.readable(listed), here, request.user if rights.is_known else None)
    home = request.site.root_url + reverse("forum:index")
    about = _("Les discussions entre voisins, quartier par quartier.")
    context = {
        "breadcrumbs": home_trail()[:1],
        "card": Card(_("Forum"), about, home, home + FEED),
        "sections": [one for one in board.sections() if one.rows or one.archived],
        "neighbours": [section for section in board.neighbours() if section.rows],
        "has_news": board.has_news,
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
        "card": _card(place, node.name, plain_text(node.about), results),
        "forums": board.rows_below(node),
        "archived": board.archived_below(node),
        "results": results,
        "topics": topics.rows(place, shown),
        "unlisted": topics.rows(place, topics.unlisted(place)) if results.number == 1 else [],
        "may_open": takes_topics(place.rights, node.pk),
        "traces": moved.traces(place) if results.number == 1 else [],
        "follow": control(place, results.number),
        "until": timezone.now().isoformat() if board.has_news else "",
    }
    return _page(request, "forum/forum.html", context)


@require_safe
@placed
def topic(request: HttpRequest, place: Place) -> HttpResponse:
    """The posts of a topic; ``?post=12`` leads to the post of that number, for ever."""
    found: Topic = place.topic  # type: ignore[assignment]
    if number := number_in(request, "post"):
        return HttpResponseRedirect(posts.address_of(place, found, number))
    refusal = _refusal(place, found)
    may_quote = place.rights.is_known and not refusal
    try:
        shown = posts.conversation(request, place, found, may_quote=may_quote)
    except Http404:
        return HttpResponseRedirect(moved.following(request, place, found))
    draft = _draft(place, found, shown, refusal)
    form = _reply_form(place, shown, refusal, draft)
    poll = polls.shown(place, found) if shown.results.number == 1 else None
    context = {
        "place": place,
        "topic": found,
        "breadcrumbs": place.trail(),
        "results": shown.results,
        "rows": shown.rows,
        "poll": poll,
        "card": _card(place, found.subject, _summary(shown), shown.results),
        "last_page": _last_page(place, shown),
        "unread_url": _unread_url(place, shown),
        "is_closed": isinstance(refusal, Locked),
        "form": form,
        "has_extras": bool(form or poll or shown.has_extras),
        "tray": Tray(request, place, draft.form if draft else None) if form else None,
        "draft": draft,
        "keeps_drafts": True,
        "charter_version": charter_to_accept(place.user),
        "may_reply": not refusal,
        "may_lock": place.rights.may(LOCK, place.node.pk),
        "gone": shown.gone,
        "powers": menu.powers(place, found),
        "slow_for": _slow_for(place, found, refusal),
        "follow": control(place, shown.results.number),
        "digest": None if shown.results.has_previous() else summary_of(found),
    }
    if request.method == "GET" and place.rights.is_known and shown.last_number:
        mark_seen(place.user, found, shown.last_number)
        mark_subject_read(request, about(found.pk), shown.last_number)
    return _page(request, "forum/topic.html", context)


def _card(place: Place, title: str, summary: str, results: Page) -> Card:
    """The card of one page of a list."""
    page = f"?page={results.number}" if results.number > 1 else ""
    return Card(title, summary, place.canonical + page, feed_of(place))


def _summary(shown: posts.Conversation) -> str:
    return excerpt(shown.rows[0].post) if shown.rows else ""


def _last_page(place: Place, shown: posts.Conversation) -> str:
    """Where one answers: the end of the topic."""
    pages = shown.results.paginator.num_pages
    return f"{place.path}?page={pages}" if pages > 1 else place.path


def _unread_url(place: Place, shown: posts.Conversation) -> str:
    """Where the first post the reader does not know stands; empty when it is on this page."""
    first = shown.mark.first_unread if shown.mark and shown.mark.seen else None
    if not first or first in positions_on(shown.results):
        return ""
    return place.path + anchor(first)


def _takes_answers(place: Place, shown: posts.Conversation, refusal: Refused | None) -> bool:
    """Whether the form stands under the posts of this page, for this person."""
    return not shown.results.has_next() and place.rights.is_known and not refusal


def _draft(place: Place, found: Topic, shown: posts.Conversation, refusal: Refused | None):
    """What the person has begun to answer; asked for where the form stands only."""
    is_shown = _takes_answers(place, shown, refusal)
    return keeping.find(place.user, topic=found.pk) if is_shown else None


def _reply_form(place: Place, shown: posts.Conversation, refusal: Refused | None, draft):
    """The form under the last post, for who may answer."""
    if not _takes_answers(place, shown, refusal):
        return None
    return ReplyForm(initial=begun_in(draft))


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

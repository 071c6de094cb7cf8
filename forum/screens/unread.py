"""What somebody has not read yet, across the forums of a site; and « tout marquer comme lu ».

A mark is a moment, one for each forum: what was written after the page was made stays unread.
"""

from collections.abc import Iterable
from datetime import datetime

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from forum.board.forum_conversation.models import Topic
from forum.board.forum_tracking import reading
from forum.scope.addresses import Here
from forum.scope.rights import Rights, rights_of
from forum.scope.tree import Node
from sites.councils.hosts import table

from .pages import page_of_range, positions_on
from .places import Place, home_trail, placed
from .topics import TOPICS_PER_PAGE, TopicRow, detailed

MOST = 200  # topics; who is further behind than that does not read them one by one


@require_safe
@never_cache
def unread(request: HttpRequest) -> HttpResponse:
    """``/forum/non-lus/``: the topics with something new, the last written in first."""
    rights, here = rights_of(request.user), Here(request.council, table())
    if not rights.is_known:
        return redirect_to_login(request.path)
    until = timezone.now()
    nodes = _shown(rights, here)
    keys = _keys(request.user, nodes)
    results = page_of_range(request, range(len(keys)), TOPICS_PER_PAGE)
    shown = keys[positions_on(results).start : positions_on(results).stop]
    context = {
        "breadcrumbs": home_trail(),
        "results": results,
        "topics": _rows(request.user, rights, here, shown),
        "is_cut": len(keys) == MOST,
        "until": until.isoformat(),
    }
    return render(request, "forum/unread.html", context)


@require_POST
def mark_all(request: HttpRequest) -> HttpResponse:
    """``/forum/non-lus/lu/``: all that this site shows the person counts as read."""
    rights, here = rights_of(request.user), Here(request.council, table())
    back = reverse("forum:unread")
    if not rights.is_known:
        return redirect_to_login(back)
    return _marked(request, _shown(rights, here), back)


@require_POST
@placed
def mark_forum(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/lu/``: a forum and those below it count as read."""
    if not place.rights.is_known:
        return redirect_to_login(place.path)
    below = place.rights.board.below(place.node.pk)
    return _marked(request, place.rights.readable(below), place.path)


def _marked(request: HttpRequest, nodes: Iterable[Node], back: str) -> HttpResponse:
    until = _moment(request.POST.get("jusqua", ""))
    reading.mark_all_read(request.user, [node.pk for node in nodes], until)
    return HttpResponseRedirect(back)


def _moment(text: str) -> datetime:
    """When the page was made on which the button stood; now when it does not say."""
    try:
        moment = parse_datetime(text)
    except ValueError:
        moment = None
    now = timezone.now()
    if moment is None or timezone.is_naive(moment):
        return now
    return max(min(moment, now), now - reading.HORIZON)


def _shown(rights: Rights, here: Here) -> list[Node]:
    """What the person may read of what the site's index lists: on the portal, all there is."""
    board = rights.board
    return rights.readable(board.shown_on(here.council) if here.council else board.nodes.values())


def _keys(user, nodes: Iterable[Node]) -> list[int]:
    """The newest unread topics, as many as one can look through."""
    topics = reading.unread_in(user, [node.pk for node in nodes])
    return list(topics.order_by("-last_post_on", "-pk").values_list("pk", flat=True)[:MOST])


def _rows(user, rights: Rights, here: Here, keys: list[int]) -> list[TopicRow]:
    found = {topic.pk: topic for topic in detailed(Topic.objects.filter(pk__in=keys))}
    topics = [found[pk] for pk in keys if pk in found]
    marks = reading.marks(user, topics)
    nodes = rights.board.nodes
    return [
        TopicRow(
            topic,
            here.topic(nodes[topic.forum_id], topic.slug, topic.pk),
            marks[topic.pk],
            nodes[topic.forum_id].name,
        )
        for topic in topics
        if topic.forum_id in nodes
    ]

"""What is new in the forum, for readers of news (Atom, RFC 4287): of a site, a forum, a topic.

Made for nobody in particular: what everybody may read, in the language of the install, at canonical
addresses; always of the same bounded length.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import wraps
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.views.decorators.http import conditional_page, require_safe

from forum.board.forum_conversation.models import Post, Topic
from forum.facts import excerpt
from forum.scope.addresses import Here, anchor, home_url, topic_path
from forum.scope.rights import rights_of
from forum.scope.tree import Node
from sites.councils.hosts import table

from .places import Place, placed_publicly

ATOM_TYPE = "application/atom+xml; charset=utf-8"
FEED = "flux.xml"  # below the address of what it tells of
LENGTH = 30


@dataclass(frozen=True)
class Entry:
    """A topic or a post as a feed tells of it; ``summary`` is plain text, ``key`` never changes."""

    key: str
    title: str
    url: str
    author_name: str
    published: datetime
    updated: datetime
    summary: str


def for_nobody(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that speaks the language of the install, whatever its reader speaks."""

    @wraps(view)
    def answer(request: HttpRequest, **names) -> HttpResponse:
        with translation.override(settings.LANGUAGE_CODE):
            return view(request, **names)

    return answer


@require_safe
@conditional_page
@for_nobody
def site_feed(request: HttpRequest) -> HttpResponse:
    """``/forum/flux.xml``: topics of the forums that the site's index lists."""
    rights = rights_of(AnonymousUser())
    board = rights.board
    listed = board.shown_on(request.council) if request.council else board.nodes.values()
    root = request.site.root_url
    name = request.council.name if request.council else _portal_name()
    title = f"{_('Forum')} – {name}"
    return _feed(title, root + reverse("forum:index"), _topics(rights.readable(listed)))


@require_safe
@conditional_page
@for_nobody
@placed_publicly
def forum_feed(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/flux.xml`` of a forum: its topics, and those of the forums below it."""
    nodes = place.rights.readable(place.rights.board.below(place.node.pk))
    return _feed(place.node.name, place.canonical, _topics(nodes))


@require_safe
@conditional_page
@for_nobody
@placed_publicly
def topic_feed(request: HttpRequest, place: Place) -> HttpResponse:
    """``…/flux.xml`` of a topic: its posts."""
    topic: Topic = place.topic  # type: ignore[assignment]
    return _feed(topic.subject, place.canonical, _posts(place, topic))


def feed_of(place: Place) -> str:
    """The address of the feed of a forum or topic; empty when not everybody may read it."""
    everybody = rights_of(AnonymousUser())
    is_public = everybody.reads(place.node.pk) and (not place.topic or place.topic.approved)
    return place.canonical + FEED if is_public else ""


def _portal_name() -> str:
    portal = table().portal
    return portal.name if portal else ""


def _topics(nodes: Iterable[Node]) -> list[Entry]:
    """Those last written in."""
    known = {node.pk: node for node in nodes}
    found = Topic.objects.filter(forum__in=list(known), approved=True, last_post_on__isnull=False)
    newest = found.order_by("-last_post_on", "-pk").select_related("poster", "first_post")
    here = Here(None, table())
    return [_topic(topic, known[topic.forum_id], here) for topic in newest[:LENGTH]]


def _topic(topic: Topic, node: Node, here: Here) -> Entry:
    url = home_url(node, here.hosts) + topic_path(node, topic.slug, topic.pk)
    return Entry(
        key=_key("sujet", topic.pk, topic.created, here),
        title=topic.subject,
        url=url,
        author_name=topic.author_name,
        published=topic.created,
        updated=topic.last_post_on,
        summary=excerpt(topic.first_post),
    )


def _posts(place: Place, topic: Topic) -> list[Entry]:
    posts = Post.objects.filter(topic=topic.pk, approved=True).select_related("poster")
    return [
        Entry(
            key=_key("message", post.pk, post.created, place.here),
            title=_("%(topic)s, n° %(n)s") % {"topic": topic.subject, "n": post.number},
            url=place.canonical + anchor(post.number),
            author_name=post.author_name,
            published=post.created,
            updated=post.updated if post.updates_count else post.created,
            summary=excerpt(post),
        )
        for post in posts.order_by("-number")[:LENGTH]
    ]


def _key(kind: str, pk: int, at: datetime, here: Here) -> str:
    """A name for ever (RFC 4151): addresses change with titles and forums."""
    host = urlsplit(here.hosts.portal_url).hostname
    return f"tag:{host},{at:%Y-%m-%d}:forum/{kind}/{pk}"


def _feed(title: str, url: str, entries: list[Entry]) -> HttpResponse:
    context = {
        "title": title,
        "url": url,
        "self_url": url + FEED,
        "updated": max((entry.updated for entry in entries), default=None),
        "entries": entries,
    }
    # Without the request: nothing of who asks finds its way in.
    return HttpResponse(render_to_string("forum/feed.xml", context), content_type=ATOM_TYPE)

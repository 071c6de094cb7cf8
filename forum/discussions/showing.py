"""What a page shows of its discussion: the last words, how many, and the way in."""

from dataclasses import dataclass, field
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import F
from django.urls import reverse

from forum.board.forum_conversation.models import Post
from forum.facts import excerpt
from forum.scope.addresses import anchor, home_url, topic_path
from forum.scope.rights import rights_of

from .models import Discussion
from .subjects import Subject

SHOWN = 3


@dataclass(frozen=True)
class Said:
    """One message, as it begins."""

    author_name: str
    at: datetime
    excerpt: str
    url: str


@dataclass(frozen=True)
class Talk:
    """``count`` messages of people, the last of them in ``said``, the oldest of those first.

    ``url`` is the topic (empty until somebody has said something), ``join_url`` where one says
    something (empty where nobody may any more).
    """

    count: int = 0
    said: list[Said] = field(default_factory=list)
    url: str = ""
    join_url: str = ""


def talk_about(subject: Subject) -> Talk | None:
    """The same for every reader: what everybody may read. None: it is not to be seen.

    Two queries.
    """
    board = rights_of(AnonymousUser())
    found = Discussion.objects.filter(kind=subject.kind, key=subject.key, topic__isnull=False)
    topic = found.values_list(
        "topic__forum", "topic", "topic__slug", "topic__approved", "topic__status"
    ).first()
    join = home_url_of(subject) + reverse("forum:talk", args=[subject.kind, subject.key])
    if topic is None:
        return Talk(join_url=join)
    forum_id, topic_id, slug, is_shown, status = topic
    node = board.board.nodes.get(forum_id)
    if not is_shown or node is None or not board.reads(node.pk):
        return None
    path = home_url(node) + topic_path(node, slug, topic_id)
    is_closed = bool(node.closing) or status
    posts = Post.objects.filter(topic=topic_id, approved=True, number__gt=1)
    last = posts.select_related("poster").annotate(among=F("topic__posts_count"))
    shown = list(last.order_by("-number")[:SHOWN])[::-1]
    return Talk(
        count=shown[0].among - 1 if shown else 0,
        said=[_said(post, path) for post in shown],
        url=path,
        join_url="" if is_closed else join,
    )


def home_url_of(subject: Subject) -> str:
    """Scheme, host and port of the site where the thing is talked about."""
    from sites.councils.hosts import table

    hosts = table()
    return hosts.council_url(subject.home_id) if subject.home_id else hosts.portal_url


def _said(post: Post, path: str) -> Said:
    return Said(post.author_name, post.created, excerpt(post), path + anchor(post.number))

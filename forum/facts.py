"""What a topic says of itself to the floors above: lists, feeds, search."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from django.contrib.auth.models import AnonymousUser
from django.db.models import QuerySet

from forum.board.forum.models import Forum
from forum.board.forum_conversation.models import Post, Topic
from forum.scope.addresses import topic_path
from forum.scope.rights import Rights, rights_of

from .markup import plain_text

EXCERPT = 140  # characters


@dataclass(frozen=True)
class TopicFacts:
    """A topic that everybody may read.

    ``council_id`` is the council whose site ``path`` lies on, None for the portal (a shared forum:
    every site shows it). ``also_ids`` are other councils that list it. ``excerpt`` is plain text.
    """

    pk: int
    council_id: int | None
    also_ids: frozenset[int]
    path: str
    title: str
    excerpt: str
    forum_name: str
    posts: int
    is_locked: bool
    opened_at: datetime
    last_post_at: datetime
    changed_at: datetime


def facts_of(topic: Topic) -> TopicFacts | None:
    """The facts of ``topic``, or None while it is not public (hidden, waiting, private forum)."""
    return _facts(topic, rights_of(AnonymousUser()))


def public_facts() -> Iterator[TopicFacts]:
    """The facts of every public topic of the install."""
    rights = rights_of(AnonymousUser())
    topics = Topic.objects.filter(approved=True).select_related("first_post").order_by("pk")
    for topic in topics.iterator(chunk_size=500):
        if facts := _facts(topic, rights):
            yield facts


def topics_below(forum_id: int | None) -> QuerySet[Topic]:
    """The topics, public or not, of a forum and all below it (None: of every forum)."""
    topics = Topic.objects.order_by("pk")
    if forum_id is None:
        return topics
    forum = Forum.objects.filter(pk=forum_id).first()
    if forum is None:
        return topics.none()
    return topics.filter(forum__in=forum.get_descendants(include_self=True))


def _facts(topic: Topic, rights: Rights) -> TopicFacts | None:
    if not topic.approved or not rights.reads(topic.forum_id):
        return None
    node = rights.board.nodes[topic.forum_id]
    last_post_at = topic.last_post_on or topic.created
    return TopicFacts(
        pk=topic.pk,
        council_id=node.home_id,
        also_ids=node.also_ids,
        path=topic_path(node, topic.slug, topic.pk),
        title=topic.subject,
        excerpt=excerpt(topic.first_post),
        forum_name=node.name,
        posts=topic.posts_count,
        is_locked=topic.is_locked,
        opened_at=topic.created,
        last_post_at=last_post_at,
        changed_at=max(topic.updated, last_post_at),
    )


def excerpt(post: Post | None) -> str:
    """How a post begins, as plain text."""
    if post is None:
        return ""
    text = plain_text(post.content.rendered)
    if len(text) <= EXCERPT:
        return text
    whole_words = text[:EXCERPT].rsplit(" ", 1)[0].rstrip(" ,;:.")
    return f"{whole_words}…"

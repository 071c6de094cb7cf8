"""Posts change places: from one topic to another, and back; in whole sets, however many there are.

A post has one place at a time, (topic, number), and a number is never given twice in a topic. What
stood where is written down (Displacement) before anything moves: links are followed by it, and an
act is undone by it.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F, Max, QuerySet, Window

from forum.board.forum_conversation import counters
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_tracking.reading import keep_marks
from forum.signals import posts_moved

from .models import Act, Displacement

DISPLACE = """
    INSERT INTO {displacements} (act_id, post_id, topic_id, number, new_topic_id, new_number)
    SELECT %s, moving.id, moving.topic_id, moving.number, %s,
        %s + ROW_NUMBER() OVER (ORDER BY moving.turn, moving.topic_id, moving.number)
    FROM ({rows}) AS moving
"""
# Joined, not looked up for each post: fresh rows have no statistics to choose an index by.
SEND = """
    UPDATE {posts} SET topic_id = step.new_topic_id, number = step.new_number
    FROM {displacements} AS step
    WHERE step.act_id = %s AND step.new_topic_id = %s AND step.new_number > %s
        AND {posts}.id = step.post_id
"""
BRING_BACK = """
    UPDATE {posts} SET topic_id = step.topic_id, number = step.number
    FROM {displacements} AS step
    WHERE step.act_id = %s AND step.new_topic_id = %s
        AND {posts}.id = step.post_id AND {posts}.topic_id = step.new_topic_id
"""


def displace(act: Act, posts: QuerySet[Post], to: Topic) -> int:
    """Send ``posts`` to the end of the topic ``to``, by date; returns how many went.

    Those of one topic keep the order they had there, whatever their dates: nobody is answered
    before having asked. Every topic concerned is locked, and is counted again by the caller.
    """
    turn = Window(Max("created"), partition_by=F("topic"), order_by="number")
    moving = posts.order_by().annotate(turn=turn).values("id", "topic_id", "number", "turn")
    rows, parameters = moving.query.sql_with_params()
    last = Topic.objects.values_list("last_number", flat=True).get(pk=to.pk)
    _execute(DISPLACE, [act.pk, to.pk, last, *parameters], rows=rows)
    sources = Displacement.objects.filter(act=act, new_topic=to.pk, new_number__gt=last)
    for topic_id in {to.pk, *sources.order_by().values_list("topic_id", flat=True).distinct()}:
        keep_marks(topic_id)
    count = _execute(SEND, [act.pk, to.pk, last])
    Topic.objects.filter(pk=to.pk).update(last_number=last + count)
    _announce(Post.objects.filter(topic=to.pk, number__gt=last))
    return count


def first_of(heads: Iterable[Post]) -> Post:
    """Which first post of several topics comes first when they are displaced together."""
    return min(heads, key=lambda head: (head.created, head.topic_id))


def bring_back(act: Act, left: Topic, late_to: Topic) -> None:
    """Give the posts that ``act`` displaced to ``left`` their places again.

    What was written in ``left`` since then goes to the end of ``late_to``.
    """
    keep_marks(left.pk)
    back = list(Post.objects.filter(topic=left.pk).values_list("pk", flat=True))
    _execute(BRING_BACK, [act.pk, left.pk])
    _announce(Post.objects.filter(pk__in=back).exclude(topic=left.pk))
    displace(act, Post.objects.filter(topic=left.pk), late_to)


def recount(topics: Iterable[Topic], *forum_ids: int) -> None:
    """Bring counters, first and last posts of the topics and of their forums in line with rows."""
    topics = list(topics)
    for topic in topics:
        first = Post.objects.filter(topic=topic.pk, number=1).first()
        Topic.objects.filter(pk=topic.pk).update(first_post=first)
        counters.recount_topic(topic.pk)
    counters.recount_forums(*(topic.forum_id for topic in topics), *forum_ids)


def empty(topic: Topic, heir: Topic) -> None:
    """All posts of ``topic`` stand in ``heir`` now: what is left is the way there."""
    Topic.objects.filter(pk=topic.pk).update(approved=False, heir=heir)


def revive(topic: Topic) -> None:
    """The opposite: its posts are back, and it is as public as its first one."""
    head = Post.objects.get(topic=topic.pk, number=1)
    Topic.objects.filter(pk=topic.pk).update(approved=head.approved, heir=None)


def _announce(posts: QuerySet[Post]) -> None:
    places = list(posts.only("pk", "topic_id", "number"))
    if places:
        posts_moved.send(sender=Post, posts=places)


def _execute(sql: str, parameters: list, **parts: str) -> int:
    """Only our own names go into the text; what people choose goes in as parameters."""
    for name, model in (("posts", Post), ("displacements", Displacement)):
        parts[name] = connection.ops.quote_name(model._meta.db_table)
    with connection.cursor() as cursor:
        cursor.execute(sql.format(**parts), parameters)
        return cursor.rowcount

"""Posts change places: from one topic to another, and back; in whole sets, however many there are.

A post has one place at a time, (topic, number), and a number is never given twice in a topic. What
stood where is written down (Displacement) before anything moves: links are followed by it, and an
act is undone by it.
"""

from collections.abc import Iterable

from django.db import connection
from django.db.models import F, Max, OuterRef, QuerySet, Subquery, Window

from forum.board.forum_conversation import counters
from forum.board.forum_conversation.models import Post, Topic

from .models import Act, Displacement

DISPLACE = """
    INSERT INTO {table} (act_id, post_id, topic_id, number, new_topic_id, new_number)
    SELECT %s, moving.id, moving.topic_id, moving.number, %s,
        %s + ROW_NUMBER() OVER (ORDER BY moving.turn, moving.topic_id, moving.number)
    FROM ({rows}) AS moving
"""


def displace(act: Act, posts: QuerySet[Post], to: Topic) -> int:
    """Send ``posts`` to the end of the topic ``to``, by date; returns how many went.

    Those of one topic keep the order they had there, whatever their dates: nobody is answered
    before having asked. Every topic concerned is locked, and is counted again by the caller.
    """
    turn = Window(Max("created"), partition_by=F("topic"), order_by="number")
    moving = posts.order_by().annotate(turn=turn).values("id", "topic_id", "number", "turn")
    rows, parameters = moving.query.sql_with_params()
    table = connection.ops.quote_name(Displacement._meta.db_table)
    last = Topic.objects.values_list("last_number", flat=True).get(pk=to.pk)
    with connection.cursor() as cursor:
        # Only our own names go into the text; what people choose goes in as parameters.
        cursor.execute(DISPLACE.format(table=table, rows=rows), [act.pk, to.pk, last, *parameters])
    went = Displacement.objects.filter(act=act, new_topic=to.pk, new_number__gt=last)
    new = went.filter(post=OuterRef("pk")).values("new_number")
    count = Post.objects.filter(pk__in=went.values("post")).update(
        topic=to.pk, number=Subquery(new[:1])
    )
    Topic.objects.filter(pk=to.pk).update(last_number=last + count)
    return count


def first_of(heads: Iterable[Post]) -> Post:
    """Which first post of several topics comes first when they are displaced together."""
    return min(heads, key=lambda head: (head.created, head.topic_id))


def bring_back(act: Act, left: Topic, late_to: Topic) -> None:
    """Give the posts that ``act`` displaced to ``left`` their places again.

    What was written in ``left`` since then goes to the end of ``late_to``.
    """
    went = Displacement.objects.filter(act=act, post=OuterRef("pk"))
    here = Post.objects.filter(topic=left.pk)
    here.filter(pk__in=Displacement.objects.filter(act=act).values("post")).update(
        topic=Subquery(went.values("topic")[:1]), number=Subquery(went.values("number")[:1])
    )
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

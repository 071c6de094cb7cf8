"""Which posts somebody has seen, kept per topic as the number of the last one.

What is older than the horizon, or than the account, counts as read and is not recorded.
"""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import connection
from django.db.models import Exists, OuterRef
from django.utils import timezone

from forum.board.forum_conversation.models import Topic

from .models import TopicReadTrack

HORIZON = timedelta(days=60)

# One statement, atomic in both databases: a page seen late never takes back what was seen since.
UPSERT = """
    INSERT INTO {table} (user_id, topic_id, number, mark_time) VALUES (%s, %s, %s, %s)
    ON CONFLICT (user_id, topic_id) DO UPDATE
    SET number = excluded.number, mark_time = excluded.mark_time
    WHERE {table}.number < excluded.number
"""


def horizon(user) -> datetime:
    """What was posted before counts as read."""
    return max(timezone.now() - HORIZON, user.date_joined)


def mark_seen(user, topic: Topic, number: int) -> None:
    """Note that ``user`` has seen the posts of ``topic`` up to ``number``."""
    if topic.last_post_on is None or topic.last_post_on < horizon(user):
        return
    table = connection.ops.quote_name(TopicReadTrack._meta.db_table)
    with connection.cursor() as cursor:
        now = connection.ops.adapt_datetimefield_value(timezone.now())
        cursor.execute(UPSERT.format(table=table), [user.pk, topic.pk, number, now])


def seen(user, topics: Iterable[Topic]) -> dict[int, int]:
    """The number of the last post that ``user`` has seen in each of ``topics``, by topic.

    A topic that counts as read has the number of its last post; one never opened has 0.
    """
    rows = TopicReadTrack.objects.filter(user=user, topic__in=[topic.pk for topic in topics])
    tracked = dict(rows.values_list("topic_id", "number"))
    since = horizon(user)
    return {
        topic.pk: topic.last_number
        if topic.last_post_on is None or topic.last_post_on < since
        else tracked.get(topic.pk, 0)
        for topic in topics
    }


def forums_with_news(user, forum_ids: Iterable[int]) -> set[int]:
    """Those of the forums where a topic has a post that ``user`` has not seen."""
    read = TopicReadTrack.objects.filter(
        user=user, topic=OuterRef("pk"), number__gte=OuterRef("last_post__number")
    )
    topics = Topic.objects.filter(
        forum__in=list(forum_ids), approved=True, last_post_on__gte=horizon(user)
    )
    return set(
        topics.exclude(Exists(read)).order_by().values_list("forum_id", flat=True).distinct()
    )

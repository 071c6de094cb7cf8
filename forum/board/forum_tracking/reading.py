"""Which posts somebody has seen: per topic the number of the last one, per forum a moment up to
which everything counts as read (« tout marquer comme lu »).

What is older than the horizon, or than the account, counts as read and is not recorded. The moment
of a forum says nothing of a topic that came to lie there later (``Topic.placed_on``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import cache

from django.db import connection
from django.db.models import Exists, F, Model, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce, Greatest
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation.models import Post, Topic

from .models import ForumReadTrack, TopicReadTrack

HORIZON = timedelta(days=60)

# Each is one statement, atomic in both databases: what comes late never takes back what was seen
# since.
SEEN_UP_TO = """
    ON CONFLICT (user_id, topic_id) DO UPDATE
    SET number = excluded.number, mark_time = excluded.mark_time
    WHERE {tracks}.number < excluded.number
"""
WITHOUT_WAITING = "SET LOCAL synchronous_commit = off; "
SEE = "INSERT INTO {tracks} (user_id, topic_id, number, mark_time) VALUES (%s, %s, %s, %s)"
READ_ALL = """
    INSERT INTO {marks} (user_id, forum_id, mark_time)
    SELECT %s, {forums}.id, %s FROM {forums} WHERE {forums}.id IN ({ids}) ORDER BY 2
    ON CONFLICT (user_id, forum_id) DO UPDATE SET mark_time = excluded.mark_time
    WHERE {marks}.mark_time < excluded.mark_time
"""
KEEP_MARKS = """
    INSERT INTO {tracks} (user_id, topic_id, number, mark_time)
    SELECT covered.user_id, covered.topic_id, covered.number, covered.mark_time FROM (
        SELECT {marks}.user_id, {topics}.id AS topic_id, {marks}.mark_time, (
            SELECT {posts}.number FROM {posts}
            WHERE {posts}.topic_id = {topics}.id AND {posts}.approved
                AND {posts}.created <= {marks}.mark_time
            ORDER BY {posts}.created DESC, {posts}.number DESC LIMIT 1
        ) AS number
        FROM {topics} JOIN {marks} ON {marks}.forum_id = {topics}.forum_id
        WHERE {topics}.id = %s AND {marks}.mark_time >= %s
            AND {marks}.mark_time >= {topics}.placed_on
    ) AS covered
    WHERE covered.number IS NOT NULL
"""


@dataclass(frozen=True)
class Mark:
    """How far somebody has read a topic: ``seen`` is the number of the last post they know (0: they
    were never there), ``first_unread`` that of the next one that is public; None without any.
    """

    seen: int
    first_unread: int | None


def horizon(user) -> datetime:
    """What was posted before counts as read."""
    return max(timezone.now() - HORIZON, user.date_joined)


def mark_seen(user, topic: Topic, number: int) -> None:
    """Note that ``user`` has seen the posts of ``topic`` up to ``number``."""
    if topic.last_post_on is None or topic.last_post_on < horizon(user):
        return
    # What somebody has seen is written at each view, and no loss if the database fails right then:
    # nobody waits for the disk. Within a transaction that would hold for all that is in it.
    alone = connection.vendor == "postgresql" and not connection.in_atomic_block
    sql = (WITHOUT_WAITING if alone else "") + SEE + SEEN_UP_TO
    _execute(sql, [user.pk, topic.pk, number, _value(timezone.now())])


def mark_all_read(user, forum_ids: Iterable[int], until: datetime) -> None:
    """Note that ``user`` takes as read what lies in the forums and was written up to ``until``."""
    ids = sorted(forum_ids)
    if not ids:
        return
    sql = READ_ALL.replace("{ids}", ", ".join(["%s"] * len(ids)))
    _execute(sql, [user.pk, _value(until), *ids])


def keep_marks(topic_id: int) -> None:
    """A topic is about to leave its forum: who has marked that one as read keeps what this covered.

    Called while the topic's row is locked, before it gets another forum.
    """
    since = timezone.now() - HORIZON
    _execute(KEEP_MARKS + SEEN_UP_TO, [topic_id, _value(since)])


def marks(user, topics: Sequence[Topic]) -> dict[int, Mark]:
    """How far ``user`` has read each of ``topics``, by topic; one query.

    One that counts as read has the number of its last post.
    """
    since = horizon(user)
    found = {topic.pk: Mark(topic.last_number, None) for topic in topics}
    recent = [t.pk for t in topics if t.last_post_on and t.last_post_on >= since]
    if recent:
        noted = _noted(Topic.objects.filter(pk__in=recent), user)
        found |= {pk: Mark(number, following) for pk, number, following in noted}
    return found


def unread_in(user, forum_ids: Iterable[int]) -> QuerySet[Topic]:
    """The public topics of the forums with a post that ``user`` has not seen, in no order."""
    # The last posts of the few topics the person has opened, not of all that are written in.
    tracks = TopicReadTrack.objects.filter(
        user=user, topic=OuterRef("pk"), number__gte=F("topic__last_post__number")
    )
    covering = ForumReadTrack.objects.filter(
        user=user,
        forum=OuterRef("forum"),
        mark_time__gte=Greatest(OuterRef("last_post_on"), OuterRef("placed_on")),
    )
    topics = Topic.objects.filter(
        forum__in=list(forum_ids), approved=True, last_post_on__gte=horizon(user)
    )
    return topics.exclude(Exists(tracks)).exclude(Exists(covering)).order_by()


def forums_with_news(user, forum_ids: Iterable[int]) -> set[int]:
    """Those of the forums where a topic has a post that ``user`` has not seen."""
    return set(unread_in(user, forum_ids).values_list("forum_id", flat=True).distinct())


def _noted(topics: QuerySet[Topic], user) -> QuerySet:
    """Key, last number seen (0 for never) and first unread number of each of ``topics``."""
    posts = Post.objects.filter(topic=OuterRef("pk"), approved=True)
    tracked = TopicReadTrack.objects.filter(user=user, topic=OuterRef("pk"))
    marked = ForumReadTrack.objects.filter(
        user=user, forum=OuterRef("forum"), mark_time__gte=OuterRef("placed_on")
    )
    covered = posts.filter(created__lte=OuterRef("marked")).order_by("-created", "-number")
    following = posts.filter(number__gt=OuterRef("known")).order_by("number")
    known = Greatest(
        Coalesce(Subquery(tracked.values("number")[:1]), 0),
        Coalesce(Subquery(covered.values("number")[:1]), 0),
    )
    return (
        topics.order_by()
        .annotate(marked=Subquery(marked.values("mark_time")[:1]))
        .annotate(known=known)
        .annotate(following=Subquery(following.values("number")[:1]))
        .values_list("pk", "known", "following")
    )


def _value(moment: datetime):
    return connection.ops.adapt_datetimefield_value(moment)


def _execute(sql: str, parameters: list) -> None:
    with connection.cursor() as cursor:
        cursor.execute(_with_tables(sql), parameters)


@cache
def _with_tables(sql: str) -> str:
    tables: dict[str, type[Model]] = {
        "tracks": TopicReadTrack,
        "marks": ForumReadTrack,
        "forums": Forum,
        "topics": Topic,
        "posts": Post,
    }
    for name, model in tables.items():
        quoted = connection.ops.quote_name(model._meta.db_table)
        sql = sql.replace(f"{{{name}}}", quoted)
    return sql

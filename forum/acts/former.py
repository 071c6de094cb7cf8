"""Where posts and topics have gone: what links made before an act are followed by."""

from collections.abc import Collection, Iterable, Iterator
from operator import itemgetter

from django.db.models import Count, Max, Min, Q, QuerySet

from forum.board.forum_conversation.models import Post, Topic

from .models import Displacement


def heir_of(topic: Topic) -> Topic:
    """The topic in which the posts of ``topic`` stand now; itself when they never left."""
    while topic.heir_id:
        topic = Topic.objects.get(pk=topic.heir_id)
    return topic


def heirs_of(topics: Iterable[Topic]) -> dict[int, Topic]:
    """The same for many, by key; one query for each step that the longest way takes."""
    found = {topic.pk: topic for topic in topics}
    while left := {topic.heir_id for topic in found.values() if topic.heir_id}:
        next_ones = Topic.objects.in_bulk(left)
        found = {pk: next_ones.get(topic.heir_id, topic) for pk, topic in found.items()}
    return found


def post_of(topic_id: int, number: int) -> Post | None:
    """The post that once stood under ``number`` in the topic, and stands elsewhere now."""
    return next(iter(gone_from(topic_id, number, number).values()), None)


def next_post(topic_id: int, number: int) -> Post | None:
    """The first of those that stood under ``number`` or a higher one and are elsewhere now."""
    after = Displacement.objects.exclude(post__topic=topic_id)
    steps = [
        after.filter(topic=topic_id, number__gte=number).order_by("number"),
        after.filter(new_topic=topic_id, new_number__gte=number).order_by("new_number"),
    ]
    firsts = [
        (first.number if first.topic_id == topic_id else first.new_number, first.post_id)
        for step in steps
        if (first := step.first())
    ]
    return _posts_of([min(firsts)[1]]).first() if firsts else None


def gone_from(topic_id: int, start: int, end: int) -> dict[int, Post]:
    """The posts that stood at ``start``…``end`` in the topic and are elsewhere, by old number."""
    rows = Displacement.objects.filter(_stood(topic_id, start, end)).exclude(post__topic=topic_id)
    numbers: dict[int, int] = {}
    for row in rows.only("post", "topic", "number", "new_number"):
        number = row.number if row.topic_id == topic_id else row.new_number
        numbers[row.post_id] = number
    found = {numbers[post.pk]: post for post in _posts_of(numbers)}
    return dict(sorted(found.items()))


def gone_after(topic_id: int, after: int, end: int) -> Iterator[tuple[int, int, int, Post]]:
    """Where the posts have gone that stood between ``after`` and ``end``, excluded and included.

    For each topic that has some now: their first and last number, how many, and the first of them.
    """
    rows = Displacement.objects.filter(topic=topic_id, number__gt=after, number__lte=end)
    told = (
        rows.exclude(post__topic=topic_id)
        .order_by()
        .values("post__topic")
        .annotate(first=Min("number"), last=Max("number"), count=Count("post", distinct=True))
    )
    for row in sorted(told, key=itemgetter("first")):
        if post := post_of(topic_id, row["first"]):
            yield row["first"], row["last"], row["count"], post


def _stood(topic_id: int, start: int, end: int) -> Q:
    return Q(topic=topic_id, number__range=(start, end)) | Q(
        new_topic=topic_id, new_number__range=(start, end)
    )


def _posts_of(keys: Collection[int] | QuerySet) -> QuerySet[Post]:
    return Post.objects.filter(pk__in=keys).select_related("topic").order_by("pk")

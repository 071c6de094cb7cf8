"""The counters of topics and forums, which count what everybody may read.

Every change locks rows in one order, so that no two wait for each other: the author, the topic, its
forums by number. New posts add one; what moderators do counts the rows again.
"""

from collections.abc import Iterator

from django.db.models import Count, F, Max, Q, Sum

from forum.board.forum.models import Forum

from .models import Post, Topic


def add_post(topic: Topic, post: Post, *, topics: int = 0) -> None:
    """Count a public post that is the last of ``topic`` (and its topic with it: ``topics=1``)."""
    Topic.objects.filter(pk=topic.pk).update(
        posts_count=F("posts_count") + 1, last_post=post, last_post_on=post.created
    )
    add_to_forum(topic.forum_id, post, topics=topics)


def add_to_forum(forum_id: int, post: Post, *, topics: int) -> None:
    forum = Forum.objects.filter(pk=forum_id)
    forum.update(
        direct_posts_count=F("direct_posts_count") + 1,
        direct_topics_count=F("direct_topics_count") + topics,
    )
    is_older = Q(last_post_on=None) | Q(last_post_on__lte=post.created)
    forum.filter(is_older).update(last_post=post, last_post_on=post.created)


def recount_topic(topic_id: int) -> None:
    """Write what the rows say. The topic's row is locked by the caller."""
    Topic.objects.filter(pk=topic_id).update(**topic_figures(topic_id))


def recount_forums(*forum_ids: int) -> None:
    """The same for forums, which are locked here (in a transaction, after their topics)."""
    ids = sorted(set(forum_ids))
    for pk in (
        Forum.objects.select_for_update(no_key=True)  # rows that point at it do not wait
        .filter(pk__in=ids)
        .order_by("pk")
        .values_list("pk", flat=True)
    ):
        Forum.objects.filter(pk=pk).update(**forum_figures(pk))


def topic_figures(topic_id: int) -> dict:
    """The counters that the topic's rows give."""
    public = Post.objects.filter(topic=topic_id, approved=True)
    last = public.order_by("-number").values("pk", "created").first()
    return {
        "posts_count": public.count(),
        "last_post": last and last["pk"],
        "last_post_on": last and last["created"],
    }


def forum_figures(forum_id: int) -> dict:
    """The counters that the forum's topics give."""
    public = Topic.objects.filter(forum=forum_id, approved=True)
    sums = public.aggregate(topics=Count("pk"), posts=Sum("posts_count"))
    last = (
        public.order_by("-last_post_on", "-last_post").values("last_post", "last_post_on").first()
    )
    return {
        "direct_topics_count": sums["topics"],
        "direct_posts_count": sums["posts"] or 0,
        "last_post": last and last["last_post"],
        "last_post_on": last and last["last_post_on"],
    }


def differences() -> Iterator[str]:
    """Where counters say otherwise than the rows; nothing while all is well."""
    for topic in Topic.objects.iterator():
        yield from _compare(topic, topic_figures(topic.pk))
        highest = topic.posts.aggregate(Max("number"))["number__max"] or 0
        if highest > topic.last_number:
            yield f"topic {topic.pk}: number {highest} may be given again"
    for forum in Forum.objects.iterator():
        yield from _compare(forum, forum_figures(forum.pk))


def _compare(row, figures: dict) -> Iterator[str]:
    for name, value in figures.items():
        found = getattr(row, f"{name}_id" if name == "last_post" else name)
        if found != value:
            yield f"{row._meta.model_name} {row.pk}: {name} is {found!r}, should be {value!r}"

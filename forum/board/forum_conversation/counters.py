"""The counters of topics and forums, which count what everybody may read.

Every change locks rows in one order, so that no two wait for each other: the author, the topic, its
forums by number. New posts add one; what moderators do counts the rows again.
"""

from collections.abc import Iterable, Iterator

from django.db import transaction
from django.db.models import Case, Count, F, IntegerField, Q, Sum, Value, When

from forum.board.forum.models import Forum

from . import auditing
from .auditing import Difference
from .models import Post, Topic


def add_post(topic: Topic, post: Post, *, topics: int = 0) -> None:
    """Count a new post, the last of ``topic`` (and its topic with it: ``topics=1``).

    The topic's row is locked by the caller, so that what ``topic`` says is what the row says.
    """
    changed = ["last_number"]
    topic.last_number = post.number
    if post.is_topic_head:
        changed.append("first_post")
        topic.first_post = post
    if post.approved:
        changed += ["posts_count", "last_post", "last_post_on"]
        topic.posts_count += 1
        topic.last_post, topic.last_post_on = post, post.created
    Topic.objects.filter(pk=topic.pk).update(**{name: getattr(topic, name) for name in changed})
    if post.approved:
        _add_to_forum(topic.forum_id, post, topics)


def _add_to_forum(forum_id: int, post: Post, topics: int) -> None:
    is_last = Q(last_post_on=None) | Q(last_post_on__lte=post.created)
    last = Case(When(is_last, then=post.pk), default="last_post", output_field=IntegerField())
    Forum.objects.filter(pk=forum_id).update(
        direct_posts_count=F("direct_posts_count") + 1,
        direct_topics_count=F("direct_topics_count") + topics,
        last_post=last,
        last_post_on=Case(When(is_last, then=Value(post.created)), default="last_post_on"),
    )


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
    written = public.filter(last_post_on__isnull=False).order_by("-last_post_on", "-last_post")
    last = written.values("last_post", "last_post_on").first()
    return {
        "direct_topics_count": sums["topics"],
        "direct_posts_count": sums["posts"] or 0,
        "last_post": last and last["last_post"],
        "last_post_on": last and last["last_post_on"],
    }


def differences() -> Iterator[str]:
    """Where counters say otherwise than the rows (auditing.py); nothing while all is well."""
    return map(str, auditing.differences())


def mend(found: Iterable[Difference]) -> None:
    """Count again where something differs, under the locks that writing takes."""
    found = list(found)
    topics = sorted({one.pk for one in found if one.kind == "topic"})
    for pk in topics:
        _mend_topic(pk)
    forums = {one.pk for one in found if one.kind == "forum"}
    forums |= set(Topic.objects.filter(pk__in=topics).values_list("forum_id", flat=True))
    with transaction.atomic():
        recount_forums(*forums)


@transaction.atomic
def _mend_topic(pk: int) -> None:
    topic = Topic.objects.select_for_update(no_key=True).filter(pk=pk).first()
    if topic is None:
        return
    numbers = topic.posts.order_by("-number").values_list("number", flat=True)
    highest = max(topic.last_number, numbers.first() or 0)
    head = topic.posts.filter(number=1).first()
    Topic.objects.filter(pk=pk).update(first_post=head, last_number=highest)
    recount_topic(pk)

"""What thanks add up to, for pages and for the nightly recount."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.db import transaction
from django.db.models import BooleanField, Count, Exists, OuterRef, QuerySet, Value

from forum.board.forum_conversation.models import Post

from .models import Tally, Thank

NAMES = 100  # at most shown of those who thanked for one post


@dataclass(frozen=True)
class Thanked:
    """How many thanked for a post, and whether its reader did."""

    count: int = 0
    is_given: bool = False


def of_posts(posts: Iterable[Post], user=None) -> dict[int, Thanked]:
    """The figures of ``posts`` as ``user`` (None: nobody known) sees them: one query."""
    given = Value(False, output_field=BooleanField())
    mine = Exists(Thank.objects.filter(post=OuterRef("post"), user=user)) if user else given
    tallies = Tally.objects.filter(post__in=posts).annotate(mine=mine)
    return {row.post_id: Thanked(row.count, row.mine) for row in tallies}


def most_thanked(topic_id: int, limit: int = 3) -> list[tuple[Post, int]]:
    """The public posts of a topic that were thanked for most, with their figures; one query."""
    tallies = Tally.objects.filter(count__gt=0, post__topic=topic_id, post__approved=True)
    rows = tallies.select_related("post__poster").order_by("-count", "post__number")
    return [(row.post, row.count) for row in rows[:limit]]


def givers(post: Post) -> QuerySet[Thank]:
    """Who thanked for a post, the newest first, no more than ``NAMES``."""
    thanks = Thank.objects.filter(post=post, user__is_active=True)
    return thanks.select_related("user").order_by("-given_at", "-pk")[:NAMES]


def differences() -> Iterator[tuple[int, int, int]]:
    """Posts whose figure is not what its rows say: key, figure, rows."""
    counted = dict(Thank.objects.order_by().values_list("post").annotate(Count("pk")))
    kept = dict(Tally.objects.values_list("post", "count"))
    for post_id in sorted(counted.keys() | kept.keys()):
        figure, rows = kept.get(post_id, 0), counted.get(post_id, 0)
        if figure != rows:
            yield post_id, figure, rows


@transaction.atomic
def recount(post_id: int) -> None:
    """Write what the rows of a post say; thanks given meanwhile wait for it."""
    Tally.objects.get_or_create(post_id=post_id)
    tally = Tally.objects.select_for_update().get(post=post_id)
    tally.count = Thank.objects.filter(post=post_id).count()
    tally.save(update_fields=["count"])

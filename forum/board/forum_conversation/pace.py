"""How fast, and how much, one account may write, anywhere and in a topic that moderators slowed.

Exact while the author's row is locked. Who is new is the rule of sites.moderation.confidence; the
numbers of topics and replies are for the first day only, whatever became of them since.
"""

import math
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone

from forum.scope.rights import HIDE, LOCK, Rights
from sites.moderation.confidence import FIRST_DAY, is_new

from .models import Post, Topic
from .refusals import Slowed


@dataclass(frozen=True)
class Allowance:
    """What one account may write. ``links`` (to elsewhere) and ``images`` are for one post.

    None: as many as they like. ``is_held``: what they link to and show waits for somebody to look
    at it.
    """

    pause: timedelta
    links: int | None = None
    images: int | None = None
    topics_first_day: int | None = None
    replies_first_day: int | None = None
    is_held: bool = False


GLANCE = 10  # posts


@dataclass(frozen=True)
class Lately:
    """The newest posts of an account, in one look: when the last was written, how many stand."""

    last_on: datetime | None = None
    standing: int = 0


NEWCOMER = Allowance(
    pause=timedelta(seconds=30),
    links=2,
    images=1,
    topics_first_day=3,
    replies_first_day=10,
    is_held=True,
)
REGULAR = Allowance(pause=timedelta(seconds=5))


def lately(author) -> Lately:
    """What ``author``, whose row is locked, has written last."""
    posts = Post.objects.filter(poster=author, created__lte=timezone.now()).order_by("-created")
    newest = list(posts.values_list("created", "approved")[:GLANCE])
    return Lately(newest[0][0] if newest else None, sum(stands for _created, stands in newest))


def allowance_of(author, rights: Rights, forum_id: int, known: Lately | None = None) -> Allowance:
    """What ``author`` may write in the forum; whoever moderates it is no newcomer there."""
    standing = known.standing if known else 0
    if rights.may(HIDE, forum_id) or not is_new(author, standing):
        return REGULAR
    return NEWCOMER


def seconds_to_wait(last_on: datetime | None, allowance: Allowance) -> int:
    """Until whoever wrote at ``last_on`` (None: never) may write again; 0 for now."""
    if last_on is None:
        return 0
    return max(0, math.ceil((last_on + allowance.pause - timezone.now()).total_seconds()))


def day_is_full(author, allowance: Allowance, *, opens: bool) -> datetime | None:
    """When a first day ends on which nothing more of this kind may be written; None: go on."""
    most = allowance.topics_first_day if opens else allowance.replies_first_day
    ends_at = author.date_joined + FIRST_DAY
    if most is None or timezone.now() >= ends_at:
        return None
    numbers = {"number": 1} if opens else {"number__gt": 1}
    written = Post.objects.filter(poster=author, created__gte=author.date_joined, **numbers)
    return ends_at if written.count() >= most else None


def check_slow(rights: Rights, author, topic: Topic, at: datetime) -> None:
    """Raise Slowed where the topic's own pace lets the person wait; moderators need not."""
    if rights.may(LOCK, topic.forum_id):
        return
    if seconds := seconds_to_wait_in(topic, author, at):
        raise Slowed(seconds)


def seconds_to_wait_in(topic: Topic, author, at: datetime) -> int:
    """Until ``author`` may write in the topic again; 0 for now. Exact under the same lock."""
    if not topic.slow_minutes:
        return 0
    pause = timedelta(minutes=topic.slow_minutes)
    recent = Post.objects.filter(topic=topic.pk, poster=author, created__gt=at - pause)
    last = recent.filter(created__lte=at).order_by("created").last()
    return math.ceil((last.created + pause - at).total_seconds()) if last else 0

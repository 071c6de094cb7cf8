"""How fast one account may write, anywhere and in a topic that moderators have slowed down."""

import math
from datetime import datetime, timedelta

from django.utils import timezone

from forum.scope.rights import LOCK, Rights

from .models import Post, Topic
from .refusals import Slowed

NEWCOMER_FOR = timedelta(days=1)
NEWCOMER_PAUSE = timedelta(seconds=30)
PAUSE = timedelta(seconds=5)


def seconds_to_wait(author) -> int:
    """Until ``author`` may write again; 0 for now. Exact while the author's row is locked."""
    now = timezone.now()
    is_newcomer = now - author.date_joined < NEWCOMER_FOR
    pause = NEWCOMER_PAUSE if is_newcomer else PAUSE
    recent = Post.objects.filter(poster=author, created__gt=now - pause, created__lte=now)
    last = recent.order_by("created").values_list("created", flat=True).last()
    return math.ceil((last + pause - now).total_seconds()) if last else 0


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

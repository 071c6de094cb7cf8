"""What a date brings about by itself, written down once it has come.

Topics close and leave the top of their list at the very moment, whether this runs or not; it keeps
lists in their order without computing, and tells feeds and caches. Traces go for good.
"""

from collections.abc import Iterator

from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from forum.board.forum_conversation.models import Topic

from .doing import announce
from .models import Trace


def settle() -> int:
    """Write down what has come; returns how many topics changed."""
    Trace.objects.filter(until__lte=timezone.now()).delete()
    return sum(_settle(pk) for pk in list(_due()))


def _due() -> Iterator[int]:
    now = timezone.now()
    closing = Q(closes_at__lte=now, status=Topic.TOPIC_UNLOCKED)
    topics = Topic.objects.filter(closing | Q(pinned_until__lte=now), heir=None)
    return topics.order_by("pk").values_list("pk", flat=True).iterator()


@transaction.atomic
def _settle(pk: int) -> bool:
    """One topic, as it is once it is ours: a moderator may have given it more time."""
    topic = Topic.objects.select_for_update(no_key=True).filter(pk=pk, heir=None).first()
    if topic is None:
        return False
    now, values = timezone.now(), {}
    if topic.status == Topic.TOPIC_UNLOCKED and topic.is_closed_at(now):
        values["status"] = Topic.TOPIC_LOCKED
    if topic.pinned_until is not None and topic.pinned_until <= now:
        values |= {"type": Topic.TOPIC_POST, "pinned_until": None}
    if values:
        Topic.objects.filter(pk=pk).update(**values)
        announce([topic])
    return bool(values)

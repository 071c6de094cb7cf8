"""How fast one account may write."""

import math
from datetime import timedelta

from django.utils import timezone

from .models import Post

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

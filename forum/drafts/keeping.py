"""Drafts are kept while somebody writes, found again on any device, and gone once sent.

What a place is: the topic that one answers, or else the forum that one opens a topic in. Whether
somebody may write there is no matter of drafts: their words are kept and shown to nobody else.
"""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from sites.accounts.models import User

from .models import Draft

LONGEST = 50_000  # characters, of title and text together
MOST = 100  # drafts of one person; the oldest makes room


class TooMuch(Exception):
    """More was typed than is kept."""


def find(author: User, *, topic: int | None = None, forum: int | None = None) -> Draft | None:
    """What ``author`` has begun to write there."""
    return _of(author, topic, forum).first()


@transaction.atomic
def keep(
    author: User, title: str, text: str, *, topic: int | None = None, forum: int | None = None
) -> Draft | None:
    """Keep ``title`` and ``text`` instead of what was there; without a word in them, nothing.

    Raises TooMuch.
    """
    if len(title) + len(text) > LONGEST:
        raise TooMuch
    if not title.strip() and not text.strip():
        forget(author, topic=topic, forum=forum)
        return None
    words = {"title": title, "text": text, "saved_at": timezone.now()}
    place: dict[str, Any] = {"topic_id": topic, "forum_id": forum}
    draft, is_new = Draft.objects.update_or_create(author=author, **place, defaults=words)
    if is_new:
        _make_room(author)
    return draft


def forget(author: User, *, topic: int | None = None, forum: int | None = None) -> None:
    """It was sent, or thrown away."""
    _of(author, topic, forum).delete()


def purge() -> int:
    """Delete what nobody has touched for long; returns how many."""
    lasts = timedelta(days=settings.RETENTION["drafts"]["days"])
    return Draft.objects.filter(saved_at__lte=timezone.now() - lasts).delete()[0]


def _of(author: User, topic: int | None, forum: int | None) -> QuerySet[Draft]:
    if topic is None and forum is None:
        return Draft.objects.none()
    return Draft.objects.filter(author=author, topic=topic, forum=forum)


def _make_room(author: User) -> None:
    kept = author.forum_drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)[:MOST]
    author.forum_drafts.exclude(pk__in=list(kept)).delete()

"""Drafts are kept while somebody writes, found again on any device, and gone once sent.

What a place is: the topic that one answers, or else the forum that one opens a topic in. Whether
somebody may write there is no matter of drafts: their words are kept and shown to nobody else.

Images that came with the form wait under its mark, which the draft keeps: they are found again with
it until they are forgotten (``waiting_images``), and go when it goes. They are the author's own:
the mark of another person's form finds nothing.
"""

from collections import Counter
from collections.abc import Iterable
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from forum.board.forum_conversation.forum_attachments import waiting
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
    author: User,
    title: str,
    text: str,
    *,
    form: UUID | None = None,
    topic: int | None = None,
    forum: int | None = None,
) -> Draft | None:
    """Keep ``title`` and ``text`` instead of what was there; without a word in them or an image
    that came with ``form``, nothing.

    Raises TooMuch.
    """
    if len(title) + len(text) > LONGEST:
        raise TooMuch
    if not title.strip() and not text.strip() and not _has_images(author, form):
        # Another window may be open with the images of what was kept: they are left to their time.
        _of(author, topic, forum).delete()
        return None
    words = {"title": title, "text": text, "form": form, "saved_at": timezone.now()}
    place: dict[str, Any] = {"topic_id": topic, "forum_id": forum}
    draft, is_new = Draft.objects.update_or_create(author=author, **place, defaults=words)
    if is_new:
        _make_room(author)
    return draft


def forget(author: User, *, topic: int | None = None, forum: int | None = None) -> None:
    """It was sent, or thrown away."""
    _let_go(_of(author, topic, forum))


def discard(author: User, pk: int) -> bool:
    """Throw away the draft ``pk``; False where it is none of theirs."""
    return _let_go(Draft.objects.filter(author=author, pk=pk))


def images_of(author: User, drafts: Iterable[Draft]) -> Counter[UUID]:
    """How many images wait with each form of these drafts: one query."""
    return waiting.counted(author, [draft.form for draft in drafts if draft.form])


def purge() -> int:
    """Delete what nobody has touched for long; returns how many."""
    lasts = timedelta(days=settings.RETENTION["drafts"]["days"])
    return Draft.objects.filter(saved_at__lte=timezone.now() - lasts).delete()[0]


def _of(author: User, topic: int | None, forum: int | None) -> QuerySet[Draft]:
    if topic is None and forum is None:
        return Draft.objects.none()
    return Draft.objects.filter(author=author, topic=topic, forum=forum)


def _has_images(author: User, form: UUID | None) -> bool:
    return form is not None and waiting.of_form(author, form).exists()


def _let_go(drafts: QuerySet[Draft]) -> bool:
    """Delete drafts and the images that wait with them; whether there were any."""
    rows = list(drafts.select_related("author"))
    for draft in rows:
        with transaction.atomic():
            if draft.form:
                waiting.let_go(draft.author, draft.form)
            draft.delete()
    return bool(rows)


def _make_room(author: User) -> None:
    kept = author.forum_drafts.order_by("-saved_at", "-pk").values_list("pk", flat=True)[:MOST]
    _let_go(author.forum_drafts.exclude(pk__in=list(kept)))

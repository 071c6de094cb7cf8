"""What every act begins and ends with: rows locked in one order, rights, a line in both logs.

The order is that of counters.py: the act that is undone, topics by number, forums by number.
Topics are locked so that nobody else changes them, but rows may still point at them (``no_key``):
a reader's mark does not wait for a moderator.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from wagtail.log_actions import log

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.scope.rights import rights_of
from forum.signals import topic_changed
from sites.accounts.models import User

from . import decided, letters
from .models import LONGEST_REASON, Act
from .refusals import Own


@dataclass(frozen=True)
class Word:
    """Who acts, and why. ``form`` marks the form it came from, which makes one act. ``at``: when it
    was, if not now."""

    by: User
    reason: str = ""
    rule: str = ""
    form: UUID | None = None
    at: datetime | None = None


def taken(*topic_ids: int) -> list[Topic]:
    """The topics, in the order asked for, locked until the end of the transaction.

    Raises Forbidden where there is none, or nothing is left in it.
    """
    rows = Topic.objects.select_for_update(no_key=True).filter(pk__in=topic_ids)
    found = {topic.pk: topic for topic in rows.order_by("pk")}
    if any(pk not in found or found[pk].heir_id for pk in topic_ids):
        raise Forbidden
    return [found[pk] for pk in topic_ids]


def require(by: User, right: str, *forum_ids: int) -> None:
    """Raise Forbidden unless ``by`` holds ``right`` in each of the forums."""
    rights = rights_of(by)
    if not all(rights.may(right, pk) for pk in forum_ids):
        raise Forbidden


def not_ones_own(by: User, thing: Topic | Post) -> None:
    """Raise Own where the person would decide on what is theirs."""
    if thing.poster_id == by.pk:
        raise Own


def made_by(form: UUID | None) -> Act | None:
    """The act that the same form has already made. Asked once the topic is locked."""
    return Act.objects.filter(submission=form).first() if form else None


def record(kind: str, topic: Topic, word: Word, **what: Any) -> Act:
    """Write the act down, for its undoing and in Wagtail's log."""
    act = Act.objects.create(
        kind=kind,
        topic=topic,
        by=word.by,
        by_name=str(word.by),
        reason=word.reason[:LONGEST_REASON],
        rule=word.rule,
        submission=word.form,
        at=word.at or timezone.now(),
        **what,
    )
    write(f"forum.{kind}", topic, word, **act.before)
    letters.tell_done(act, decided.write_down(act))
    return act


def write(act: str, topic: Topic, word: Word, /, **facts) -> None:
    """A line in Wagtail's log."""
    told = {"reason": word.reason, **facts}
    log(topic, f"quartiers.{act}", user=word.by, title=topic.subject, data=told)


def announce(topics: Iterable[Topic]) -> None:
    """Tell lists, feeds, caches what the topics are now."""
    for topic in sorted(topics, key=lambda topic: topic.pk):
        topic.refresh_from_db()
        topic_changed.send(sender=Topic, topic=topic, gone=False)

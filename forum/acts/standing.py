"""How a topic stands: open, closed, closed from a date on, slow, above the others.

Each function is one transaction; doing again what is done changes nothing and leaves no line.
Raises ``Forbidden`` for who may not in this forum, ``Refused`` for what makes no sense now.
"""

from collections.abc import Callable
from datetime import datetime
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.dateparse import parse_datetime
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Topic
from forum.scope.rights import LOCK
from sites.accounts.models import User

from .doing import Word, announce, made_by, record, require, taken
from .models import Act
from .refusals import Impossible, Own

LONGEST_PAUSE = 24 * 60  # minutes
MOMENTS = ("closes_at", "pinned_until")


def lock(
    topic_id: int,
    by: User,
    reason: str = "",
    rule: str = "",
    *,
    form=None,
    at: datetime | None = None,
) -> Topic:
    """Close a topic to new posts. ``at``: when it was done, if not now."""

    def change(topic: Topic) -> dict:
        return {} if topic.is_locked else {"status": Topic.TOPIC_LOCKED}

    return _stand(Act.Kind.LOCK, topic_id, Word(by, reason, rule, form, at), change, ("closes_at",))


def unlock(topic_id: int, by: User, reason: str = "", *, form=None) -> Topic:
    """Open a closed topic again; a date that has come is forgotten."""

    def change(topic: Topic) -> dict:
        if not topic.is_locked:
            return {}
        _not_what_others_closed(topic, by)
        is_over = topic.closes_at is not None and topic.closes_at <= timezone.now()
        return {"status": Topic.TOPIC_UNLOCKED} | ({"closes_at": None} if is_over else {})

    return _stand(Act.Kind.UNLOCK, topic_id, Word(by, reason, form=form), change, ("closes_at",))


def close_on(
    topic_id: int, at: datetime | None, by: User, reason: str = "", rule: str = "", *, form=None
) -> Topic:
    """Let a topic close by itself at ``at``; None: no more."""

    def change(topic: Topic) -> dict:
        if topic.closes_at == at:
            return {}
        if topic.is_locked:
            raise Impossible(_("Ce sujet est déjà fermé. Rouvrez-le d’abord."))
        if at is not None and at <= timezone.now():
            raise Impossible(_("Choisissez un moment à venir."))
        return {"closes_at": at}

    return _stand(Act.Kind.CLOSE, topic_id, Word(by, reason, rule, form), change, ("status",))


def slow(topic_id: int, minutes: int, by: User, reason: str = "", *, form=None) -> Topic:
    """Let each person write once in ``minutes`` in a topic; 0: as they like."""

    def change(topic: Topic) -> dict:
        if not 0 <= minutes <= LONGEST_PAUSE:
            raise Impossible(_("Choisissez une durée d’un jour au plus."))
        return {} if topic.slow_minutes == minutes else {"slow_minutes": minutes}

    return _stand(Act.Kind.SLOW, topic_id, Word(by, reason, form=form), change)


def pin(
    topic_id: int, type_: int, until: datetime | None, by: User, reason: str = "", *, form=None
) -> Topic:
    """Put a topic above the others (``type_`` of Topic), until a moment or for good."""

    def change(topic: Topic) -> dict:
        end = until if type_ else None
        if end is not None and end <= timezone.now():
            raise Impossible(_("Choisissez un moment à venir."))
        is_so = (topic.type, topic.pinned_until) == (type_, end)
        return {} if is_so else {"type": type_, "pinned_until": end}

    return _stand(Act.Kind.PIN, topic_id, Word(by, reason, form=form), change)


@transaction.atomic
def _stand(
    kind: str,
    topic_id: int,
    word: Word,
    change: Callable[[Topic], dict[str, Any]],
    along: tuple[str, ...] = (),
) -> Topic:
    """Write what ``change`` says of the locked topic; ``along``: what an undo restores as well."""
    (topic,) = taken(topic_id)
    require(word.by, LOCK, topic.forum_id)
    if made_by(word.form):
        return topic
    values = change(topic)
    if not values:
        return topic
    before = {name: _told(getattr(topic, name)) for name in (*values, *along)}
    Topic.objects.filter(pk=topic.pk).update(**values)
    record(kind, topic, word, before=before)
    announce([topic])
    return topic


def put_back(act: Act, topics: list[Topic]) -> None:
    """Undo: the topic stands as it did before."""
    values = {
        name: parse_datetime(value) if name in MOMENTS and value else value
        for name, value in act.before.items()
    }
    Topic.objects.filter(pk=topics[0].pk).update(**values)


def _not_what_others_closed(topic: Topic, by: User) -> None:
    """One's own topic is opened again by somebody else, unless one closed it oneself."""
    if topic.poster_id != by.pk:
        return
    closing = Act.objects.filter(
        topic=topic, kind__in=(Act.Kind.LOCK, Act.Kind.CLOSE), undone_at=None
    )
    last = closing.order_by("-pk").first()
    if last is not None and last.by_id != by.pk:
        raise Own


def _told(value: Any) -> Any:
    return value.isoformat() if isinstance(value, datetime) else value

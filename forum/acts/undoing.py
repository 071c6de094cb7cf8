"""Undoing acts: what each changed is again as it was.

Refused rather than wrong: what a later act stands on stays until that one is undone, and what
somebody has changed since is not overwritten. What people wrote in the meantime is never lost.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.db.models import Q, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _

from forum.board.forum_conversation.locking import lock_with_post
from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.scope.rights import EDIT, LOCK, MOVE
from sites.accounts.models import User

from . import decided, letters, merging, moving, splitting, standing, wording
from .doing import Word, announce, not_ones_own, require, taken, write
from .models import LONGEST_REASON, Act
from .refusals import Impossible, Superseded

Kind = Act.Kind


@dataclass(frozen=True)
class Undoing:
    """How acts of a kind are undone, and which later ones stand on them.

    ``put_back(act, topics)``: the topics are those of the act that are not None, locked.
    """

    right: str
    put_back: Callable[[Act, list[Topic]], None]
    later: Callable[[Act], Q]


def _same_topic(*kinds: str) -> Callable[[Act], Q]:
    return lambda act: Q(kind__in=kinds, topic=act.topic_id)


def _touching(act: Act, pk: int | None) -> Q:
    """Acts that take posts out of the topic ``pk``."""
    merged = Q(kind=Kind.MERGE) & (Q(topic=pk) | Q(other=pk))
    return merged | Q(kind=Kind.SPLIT, topic=pk)


def _on_split(act: Act) -> Q:
    old = Q(kind=Kind.MERGE) & (Q(topic=act.topic_id) | Q(other=act.topic_id))
    return old | _touching(act, act.made_id)


CLOSING = _same_topic(Kind.LOCK, Kind.UNLOCK, Kind.CLOSE)
UNDOING = {
    Kind.LOCK: Undoing(LOCK, standing.put_back, CLOSING),
    Kind.UNLOCK: Undoing(LOCK, standing.put_back, CLOSING),
    Kind.CLOSE: Undoing(LOCK, standing.put_back, CLOSING),
    Kind.SLOW: Undoing(LOCK, standing.put_back, _same_topic(Kind.SLOW)),
    Kind.PIN: Undoing(LOCK, standing.put_back, _same_topic(Kind.PIN)),
    Kind.RENAME: Undoing(EDIT, wording.put_title_back, _same_topic(Kind.RENAME)),
    Kind.EDIT: Undoing(
        EDIT, wording.put_text_back, lambda act: Q(kind=Kind.EDIT, post=act.post_id)
    ),
    Kind.MOVE: Undoing(MOVE, moving.put_back, _same_topic(Kind.MOVE)),
    Kind.SPLIT: Undoing(MOVE, splitting.put_back, _on_split),
    Kind.MERGE: Undoing(MOVE, merging.put_back, lambda act: _touching(act, act.made_id)),
}


@transaction.atomic
def undo(act_id: int, by: User, reason: str = "", *, has_right: bool = False) -> Topic:
    """Undo an act; returns the topic that it was done to. Undone twice is undone once.

    ``has_right``: whoever calls knows that they may; it is the answer to an appeal. Raises
    Forbidden for who may not do the same, Refused when it is not possible any more.
    """
    act = Act.objects.select_for_update(no_key=True).filter(pk=act_id).first()
    if act is None:
        raise Forbidden
    if act.undone_at:
        return act.topic
    how = UNDOING[Kind(act.kind)]
    topics = _topics(act)
    if not has_right:
        require(by, how.right, *_forums(act, topics))
        _not_against_others(act, topics, by)
        _not_upheld(act)
    _not_under_another(act, how)
    act.undone_at, act.undone_by, act.undone_by_name = timezone.now(), by, str(by)
    act.undo_reason = reason[:LONGEST_REASON]
    how.put_back(act, topics)
    act.save(update_fields=["undone_at", "undone_by", "undone_by_name", "undo_reason"])
    write("forum.undo", topics[0], Word(by, reason), act=act.pk, kind=act.kind)
    letters.tell_put_back(act, decided.take_back(act, by))
    announce(topics)
    return topics[0]


def is_possible(act: Act) -> bool:
    """Whether no later act stands on this one, and its topic is still there."""
    return not act.undone_at and not _later(act, UNDOING[Kind(act.kind)]).exists()


def history(topic: Topic) -> QuerySet[Act]:
    """What was done to the topic and to those that were merged into it, the latest first."""
    known, newest = {topic.pk}, {topic.pk}
    while newest:
        merged = Act.objects.filter(kind=Kind.MERGE, made__in=newest, undone_at=None)
        newest = {pk for pair in merged.values_list("topic_id", "other_id") for pk in pair} - known
        known |= newest
    touched = Q(topic__in=known) | Q(other__in=known) | Q(made__in=known)
    return Act.objects.filter(touched).order_by("-pk")


def _later(act: Act, how: Undoing) -> QuerySet[Act]:
    return Act.objects.filter(how.later(act), pk__gt=act.pk, undone_at=None).order_by("-pk")


def _not_under_another(act: Act, how: Undoing) -> None:
    if later := _later(act, how).first():
        raise Superseded(later)


def _not_upheld(act: Act) -> None:
    if refusal := decided.why_not_undone(act):
        raise Impossible(refusal)


def _topics(act: Act) -> list[Topic]:
    """The topics of the act, locked. Raises Impossible when nothing is left in one of them."""
    if act.kind == Kind.EDIT:
        return [lock_with_post(act.post_id or 0)[0]]
    ids = [pk for pk in (act.topic_id, act.other_id, act.made_id) if pk]
    if act.kind == Kind.MERGE:
        return _merged(ids)
    try:
        return taken(*ids)
    except Forbidden:
        raise Impossible(
            _("Ce sujet a été réuni avec un autre depuis : annulez d’abord cette réunion.")
        ) from None


def _merged(ids: list[int]) -> list[Topic]:
    """Two topics that nothing is left in, and the one that they have become."""
    rows = Topic.objects.select_for_update(no_key=True).filter(pk__in=ids).order_by("pk")
    found = {topic.pk: topic for topic in rows}
    return [found[pk] for pk in ids]


def _forums(act: Act, topics: list[Topic]) -> list[int]:
    """Where the person must hold the right."""
    forums = [topic.forum_id for topic in topics]
    if act.kind == Kind.MOVE:
        forums.append(act.before["left"])
    return forums


def _not_against_others(act: Act, topics: list[Topic], by: User) -> None:
    """What somebody else decided about one's own topic or post is not for oneself to undo."""
    if act.by_id == by.pk:
        return
    if act.post:
        not_ones_own(by, act.post)
    else:
        not_ones_own(by, topics[0])

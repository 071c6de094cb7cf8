"""Putting a topic into another forum; the old one's list says for a while where it went."""

from datetime import timedelta

from django.db import transaction
from django.utils import timezone

from forum.board.forum_conversation import counters
from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.board.forum_tracking.reading import keep_marks
from forum.scope.rights import MOVE, Rights, rights_of
from forum.scope.tree import Node
from sites.accounts.models import User

from .doing import Word, announce, made_by, record, require, taken, write
from .models import Act, Trace

TRACE_FOR = timedelta(days=30)


def destinations(rights: Rights) -> list[Node]:
    """The forums that the person may put topics into, in the order of the tree."""
    nodes = rights.board.nodes.values()
    return [node for node in nodes if not node.is_category and rights.may(MOVE, node.pk)]


@transaction.atomic
def move(
    topic_id: int,
    forum_id: int,
    by: User,
    reason: str = "",
    rule: str = "",
    *,
    leaves_trace: bool = True,
    form=None,
) -> Topic:
    """Put a topic into another forum, where the moderator has the same right."""
    (topic,) = taken(topic_id)
    require(by, MOVE, topic.forum_id)
    rights = rights_of(by)
    if forum_id not in {node.pk for node in destinations(rights)}:
        raise Forbidden
    if topic.forum_id == forum_id or made_by(form):
        return topic
    left = topic.forum_id
    _put(topic, forum_id)
    word = Word(by, reason, rule, form)
    act = record(Act.Kind.MOVE, topic, word, before={"left": left, "entered": forum_id})
    if leaves_trace:
        leave_trace(act, left, topic)
    announce([topic])
    return topic


def put_back(act: Act, topics: list[Topic]) -> None:
    """Undo: the topic lies where it lay, and no trace of it elsewhere."""
    Trace.objects.filter(act=act).delete()
    _put(topics[0], act.before["left"])


def leave_trace(act: Act, forum_id: int, topic: Topic) -> None:
    Trace.objects.create(act=act, forum_id=forum_id, topic=topic, until=timezone.now() + TRACE_FOR)


@transaction.atomic
def remove_trace(trace_id: int, by: User) -> None:
    """Take a trace out of its forum's list before its time; one that is gone is gone."""
    trace = Trace.objects.select_for_update(of=("self",)).select_related("topic")
    found = trace.filter(pk=trace_id).first()
    if found is None:
        return
    require(by, MOVE, found.forum_id)
    found.delete()
    write("forum.untrace", found.topic, Word(by), forum=found.forum_id)


def _put(topic: Topic, forum_id: int) -> None:
    left = topic.forum_id
    keep_marks(topic.pk)
    Topic.objects.filter(pk=topic.pk).update(forum=forum_id, placed_on=timezone.now())
    counters.recount_forums(left, forum_id)

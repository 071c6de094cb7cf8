"""Who follows what: the one place that decides which level holds."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from django.utils import timezone

from forum.board.forum_conversation.models import Topic
from forum.scope.tree import Node

from .models import Follow, Level


@dataclass(frozen=True)
class Held:
    """A level, and whether it comes from a forum: there, to follow means new topics only."""

    level: Level
    is_of_forum: bool = False


NORMAL = Held(Level.NORMAL)


def of_topic(user, node: Node, topic_id: int) -> Held:
    """What holds for a topic: the choice for it, else that of the nearest forum above it."""
    rows = Follow.objects.filter(person=user, topic=topic_id)
    rows |= Follow.objects.filter(person=user, forum__in=node.lineage)
    return resolve(rows.values_list("topic", "forum", "level"), node)


def of_forum(user, node: Node) -> Held:
    """What holds for a forum: the choice for it, else that of the nearest one above."""
    rows = Follow.objects.filter(person=user, forum__in=node.lineage)
    return resolve(rows.values_list("topic", "forum", "level"), node)


def of_people(people: Collection[int], node: Node, topic_id: int) -> dict[int, Held]:
    """What holds for a topic, for each of some accounts."""
    rows = Follow.objects.filter(person__in=people, topic=topic_id)
    rows |= Follow.objects.filter(person__in=people, forum__in=node.lineage)
    found: dict[int, list] = {pk: [] for pk in people}
    for pk, *row in rows.values_list("person", "topic", "forum", "level"):
        found[pk].append(row)
    return {pk: resolve(own, node) for pk, own in found.items()}


def of_topics(user, topics: Collection[Topic], nodes: Mapping[int, Node]) -> dict[int, Held]:
    """What holds for each of some topics, for one person; ``nodes`` by primary key."""
    lineages = {pk for topic in topics for pk in nodes[topic.forum_id].lineage}
    rows = Follow.objects.filter(person=user, topic__in=[topic.pk for topic in topics])
    rows |= Follow.objects.filter(person=user, forum__in=lineages)
    known = list(rows.values_list("topic", "forum", "level"))
    return {
        topic.pk: resolve(
            [row for row in known if row[0] in (None, topic.pk)], nodes[topic.forum_id]
        )
        for topic in topics
    }


def resolve(rows: Iterable, node: Node) -> Held:
    """The level that holds among one person's rows (topic, forum, level) for a place in ``node``.

    Rows of forums that do not lie above it say nothing.
    """
    levels = {forum: level for _topic, forum, level in rows}
    for key in (None, *reversed(node.lineage)):  # None: the topic's own
        if key in levels:
            return Held(Level(levels[key]), is_of_forum=key is not None)
    return NORMAL


def choose_topic(user, topic_id: int, level: Level) -> None:
    """What the person chose for a topic, in the place of whatever held."""
    _choose(user, level, topic_id=topic_id)


def choose_forum(user, forum_id: int, level: Level) -> None:
    """The same for a forum; normal is what holds without a choice, unless one holds above."""
    _choose(user, level, forum_id=forum_id)


def follow_what_one_wrote(user, topic_id: int) -> None:
    """Who opens or answers a topic follows it, unless they have said how much they want. One
    statement."""
    row = Follow(person=user, topic_id=topic_id, level=Level.FOLLOWED, is_chosen=False)
    Follow.objects.bulk_create([row], ignore_conflicts=True)


def _choose(user, level: Level, **thing) -> None:
    defaults = {"level": level, "is_chosen": True, "since": timezone.now()}
    Follow.objects.update_or_create(person=user, **thing, defaults=defaults)

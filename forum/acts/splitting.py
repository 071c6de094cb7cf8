"""Sending some posts of a topic to a new one."""

from collections.abc import Collection
from dataclasses import dataclass, field

from django.db import transaction
from django.db.models import Q
from django.utils.translation import gettext as _

from forum import words
from forum.board.forum_conversation.forum_polls.models import TopicPoll
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.scope.rights import MOVE, rights_of
from sites.accounts.models import User

from . import hangings, marks, rearranging
from .doing import Word, announce, made_by, record, require, taken
from .models import Act
from .moving import destinations
from .refusals import Impossible


@dataclass(frozen=True)
class Chosen:
    """Posts of a topic: those of ``numbers``, and all from ``onwards`` on."""

    numbers: Collection[int] = field(default_factory=frozenset)
    onwards: int | None = None

    def posts(self, topic_id: int):
        wanted = Q(number__in=sorted(self.numbers))
        if self.onwards:
            wanted |= Q(number__gte=self.onwards)
        return Post.objects.filter(wanted, topic=topic_id)


@transaction.atomic
def split(
    topic_id: int,
    chosen: Chosen,
    forum_id: int,
    title: str,
    by: User,
    reason: str = "",
    rule: str = "",
    *,
    form=None,
) -> Topic:
    """Make a topic of the ``chosen`` posts; returns it. The first post of the old one stays."""
    title = words.title(title)
    (topic,) = taken(topic_id)
    require(by, MOVE, topic.forum_id)
    if forum_id not in {node.pk for node in destinations(rights_of(by))}:
        raise Forbidden
    known = made_by(form)
    if known and known.made:
        return known.made
    head = _head(topic, chosen)
    made = Topic.objects.create(
        forum_id=forum_id,
        poster=head.poster,
        poster_name=head.username or "",
        subject=title,
        type=Topic.TOPIC_POST,
        status=Topic.TOPIC_UNLOCKED,
        approved=True,
        created=head.created,
    )
    word = Word(by, reason, rule, form)
    before = {"head": head.pk, "subject": head.subject, "entered": forum_id}
    act = record(Act.Kind.SPLIT, topic, word, made=made, before=before)
    rearranging.displace(act, chosen.posts(topic.pk), made)
    Post.objects.filter(pk=head.pk).update(subject=title)
    rearranging.recount([topic, made])
    marks.follow_posts(act, [topic], made)
    hangings.share([topic.pk], made.pk)
    announce([topic, made])
    return made


def put_back(act: Act, topics: list[Topic]) -> None:
    """Undo: the posts stand where they stood; what was written since follows the last of them."""
    topic, made = topics
    polls = TopicPoll.objects.filter(topic__in=topics)
    if polls.count() > 1:
        raise Impossible(_("Chacun des deux sujets a un sondage, et un sujet n’en a qu’un."))
    polls.update(topic=topic)
    rearranging.bring_back(act, made, late_to=topic)
    Post.objects.filter(pk=act.before["head"]).update(subject=act.before["subject"])
    rearranging.empty(made, heir=topic)
    rearranging.recount([topic, made])
    marks.follow_posts(act, [made], topic)


def _head(topic: Topic, chosen: Chosen) -> Post:
    """What the new topic begins with. Raises Impossible for a choice that makes none."""
    if not topic.approved:
        raise Impossible(_("Ce sujet est masqué ou en attente : rendez-le d’abord public."))
    posts = chosen.posts(topic.pk)
    if posts.filter(number=1).exists():
        raise Impossible(
            _(
                "Le premier message reste : sans lui, ce sujet n’en est plus un. "
                "Déplacez-le en entier."
            )
        )
    head = posts.select_related("poster").order_by("number").first()
    if head is None:
        raise Impossible(_("Aucun des messages choisis n’est encore dans ce sujet."))
    if not head.approved:
        raise Impossible(
            _("Le premier des messages choisis n’est pas public : le sujet commencerait par lui.")
        )
    return head

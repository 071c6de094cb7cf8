"""Making one topic of two.

It is a new one, in which the posts of both stand by date: numbers of either would mean another
post. Both old addresses lead to it, and each link to a post to that very post. It takes title,
forum and standing of the one that is kept.
"""

from django.db import transaction
from django.utils.translation import gettext as _

from forum.board.forum_conversation.forum_polls.models import TopicPoll
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.discussions.models import Discussion
from forum.scope.rights import MOVE
from sites.accounts.models import User

from . import hangings, marks, rearranging
from .doing import Word, announce, made_by, record, require, taken
from .models import Act, Trace
from .moving import leave_trace
from .refusals import Impossible

STANDING = ("forum_id", "type", "status", "pinned_until", "closes_at", "slow_minutes")


@transaction.atomic
def merge(
    topic_id: int, kept_id: int, by: User, reason: str = "", rule: str = "", *, form=None
) -> Topic:
    """Merge a topic with the one that is kept; returns what they have become."""
    if topic_id == kept_id:
        raise Impossible(_("C’est le même sujet."))
    try:
        topic, kept = taken(topic_id, kept_id)
    except Forbidden:
        known = made_by(form)  # the second of two clicks: nothing is left in either
        if known is None or known.made is None:
            raise
        return known.made
    require(by, MOVE, topic.forum_id, kept.forum_id)
    both = [topic, kept]
    heads = _heads(both)
    made = _make(kept, rearranging.first_of(heads))
    poll = TopicPoll.objects.filter(topic__in=both).first()
    act = record(
        Act.Kind.MERGE,
        topic,
        Word(by, reason, rule, form),
        other=kept,
        made=made,
        before={
            "subjects": {head.pk: head.subject for head in heads},
            "poll_of": poll and poll.topic_id,
            "left": topic.forum_id,
        },
    )
    rearranging.displace(act, Post.objects.filter(topic__in=both), made)
    Post.objects.filter(pk__in=[head.pk for head in heads]).update(subject="")
    Post.objects.filter(topic=made.pk, number=1).update(subject=made.subject)
    TopicPoll.objects.filter(topic__in=both).update(topic=made)
    for one in both:
        rearranging.empty(one, heir=made)
    rearranging.recount([*both, made])
    marks.follow_posts(act, both, made)
    hangings.share([one.pk for one in both], made.pk)
    leave_trace(act, topic.forum_id, topic)
    announce([*both, made])
    return made


def put_back(act: Act, topics: list[Topic]) -> None:
    """Undo: each has its posts again; what was written since follows in the one that was kept."""
    topic, kept, made = topics
    rearranging.bring_back(act, made, late_to=kept)
    for pk, subject in act.before["subjects"].items():
        Post.objects.filter(pk=int(pk)).update(subject=subject)
    TopicPoll.objects.filter(topic=made).update(topic=act.before["poll_of"] or kept.pk)
    for one in (topic, kept):
        rearranging.revive(one)
    rearranging.empty(made, heir=kept)
    rearranging.recount([topic, kept, made])
    for one in (topic, kept):
        marks.follow_posts(act, [made], one)
    Trace.objects.filter(act=act).delete()


def _heads(both: list[Topic]) -> list[Post]:
    """Their first posts. Raises Impossible for two that cannot be one."""
    heads = Post.objects.filter(topic__in=both, number=1).select_related("poster")
    if not all(topic.approved for topic in both) or len(heads) < len(both):
        raise Impossible(
            _("L’un des deux sujets est masqué ou en attente : rendez-le d’abord public.")
        )
    if Discussion.objects.filter(topic__in=both).exists():
        raise Impossible(_("L’un des deux sujets est la discussion d’une page : il reste le sien."))
    if TopicPoll.objects.filter(topic__in=both).count() > 1:
        raise Impossible(_("Chacun des deux sujets a un sondage, et un sujet n’en a qu’un."))
    return list(heads)


def _make(kept: Topic, head: Post) -> Topic:
    return Topic.objects.create(
        poster=head.poster,
        poster_name=head.username or "",
        subject=kept.subject,
        approved=True,
        created=head.created,
        **{name: getattr(kept, name) for name in STANDING},
    )

"""Voting: one ballot for each person, replaced whole until the poll closes; and the count."""

from collections.abc import Collection
from datetime import datetime

from django.db import transaction
from django.db.models import Count, Exists, OuterRef, QuerySet
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden, Gone, Refused, forbidden
from forum.scope.rights import REPLY, VOTE, Rights, rights_of
from sites.accounts.models import User

from .models import Ballot, TopicPoll, TopicPollOption, TopicPollVote


class Closed(Refused):
    """The poll takes no more ballots."""

    def __init__(self) -> None:
        super().__init__(_("Ce sondage est clos : votre réponse n’a pas été comptée."))


class BadBallot(Refused):
    """The ballot holds nothing, too much, or what is no answer of this poll."""

    status = 422


@transaction.atomic
def vote(
    topic_id: int, voter: User, choices: Collection[int], *, at: datetime | None = None
) -> Ballot:
    """Cast a ballot with these options, in the place of an earlier one. Raises Refused.

    ``at`` is when it was cast (now).
    """
    at = at or timezone.now()
    _lock(voter)
    poll = _poll(topic_id)
    check(rights_of(voter), poll.topic, poll, at)
    chosen = _chosen(poll, set(choices))
    ballot, is_new = Ballot.objects.get_or_create(poll=poll, voter=voter, defaults={"cast_at": at})
    if not is_new:
        ballot.votes.all().delete()
        Ballot.objects.filter(pk=ballot.pk).update(cast_at=at)
    votes = [TopicPollVote(ballot=ballot, poll_option=option) for option in chosen]
    TopicPollVote.objects.bulk_create(votes)
    return ballot


def check(rights: Rights, topic: Topic, poll: TopicPoll, at: datetime | None = None) -> None:
    """Raise Refused unless the person may vote ``at`` a moment (now) in the poll of a topic."""
    if not rights.reads(topic.forum_id) or not topic.approved:
        raise Gone
    if not poll.is_open(topic.is_locked, at):
        raise Closed
    if not (rights.may(VOTE, topic.forum_id) and rights.may(REPLY, topic.forum_id)):
        raise forbidden(rights, topic.forum_id)


def counted(poll: TopicPoll, voter=None) -> QuerySet[TopicPollOption]:
    """The options in their order, with ``count`` of ballots that hold them and ``mine``: whether
    ``voter``'s does."""
    own = TopicPollVote.objects.filter(
        poll_option=OuterRef("pk"), ballot__voter=voter.pk if voter else 0
    )
    options = TopicPollOption.objects.filter(poll=poll).annotate(
        count=Count("votes"), mine=Exists(own)
    )
    return options.order_by("position")


def is_answered(post: Post) -> bool:
    """Whether somebody has voted in the poll that a first post asks.

    The poll's row is locked: a ballot comes before the post is taken back, or finds no poll.
    """
    if not post.is_topic_head:
        return False
    poll = TopicPoll.objects.select_for_update().filter(topic=post.topic_id).first()
    return poll is not None and poll.ballots.exists()


def ballots_in(poll: TopicPoll) -> int:
    """How many people have voted: what each count is a part of."""
    return Ballot.objects.filter(poll=poll).count()


def _poll(topic_id: int) -> TopicPoll:
    """The poll, locked: its author may be changing it."""
    rows = TopicPoll.objects.select_for_update(of=("self",)).select_related("topic")
    poll = rows.filter(topic=topic_id).first()
    if poll is None:
        raise Gone
    return poll


def _chosen(poll: TopicPoll, choices: set[int]) -> list[TopicPollOption]:
    if not choices:
        raise BadBallot(_("Choisissez une réponse."))
    if len(choices) > (most := poll.max_options):
        words = ngettext("%(n)s réponse au plus.", "%(n)s réponses au plus.", most)
        raise BadBallot(words % {"n": most})
    chosen = list(TopicPollOption.objects.filter(poll=poll, pk__in=choices))
    if len(chosen) != len(choices):
        raise BadBallot(_("Les réponses ont changé : choisissez de nouveau."))
    return chosen


def _lock(voter: User) -> None:
    """One account does one thing at a time, and a closed one nothing. Raises Forbidden."""
    rows = User.objects.select_for_update(no_key=True).only("pk", "is_active")
    if not rows.get(pk=voter.pk).is_active:
        raise Forbidden

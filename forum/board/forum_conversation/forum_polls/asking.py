"""A poll is asked with the topic it belongs to, and may change until the first ballot."""

from dataclasses import dataclass
from datetime import datetime

from django.utils import timezone
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden, Refused
from forum.scope.rights import ASK, rights_of
from sites.accounts.models import User

from .models import TopicPoll, TopicPollOption

LEAST, MOST = 2, 10  # answers of a poll


class Begun(Refused):
    """Somebody has voted: the question they answered stays."""

    def __init__(self) -> None:
        super().__init__(_("Quelqu’un a déjà voté : le sondage ne change plus."))


@dataclass(frozen=True)
class Question:
    """A poll as its author words it; ``closes_at`` None: open as long as the topic is."""

    text: str
    answers: tuple[str, ...]
    most: int = 1
    closes_at: datetime | None = None


def question_of(topic: Topic) -> Question | None:
    """What the topic asks at present."""
    poll = TopicPoll.objects.filter(topic=topic.pk).first()
    return _as_question(poll) if poll else None


def has_begun(topic: Topic) -> bool:
    """Whether somebody has voted."""
    return TopicPoll.objects.filter(topic=topic.pk, ballots__isnull=False).exists()


def put(post: Post, author: User, question: Question | None) -> None:
    """Give the topic of ``post``, its first one, this poll; None takes it away.

    Within the transaction that writes the post (``services.Sent.along``). Raises Refused.
    """
    poll = TopicPoll.objects.select_for_update().filter(topic=post.topic_id).first()
    if question == (_as_question(poll) if poll else None):
        return
    if not rights_of(author).may(ASK, post.topic.forum_id):
        raise Forbidden
    if poll and poll.ballots.exists():
        raise Begun
    if question is None:
        TopicPoll.objects.filter(topic=post.topic_id).delete()
        return
    _write(poll or TopicPoll(topic_id=post.topic_id, opens_at=_opening(post)), question)


def _opening(post: Post) -> datetime:
    """A poll opens with its topic, or when it is added to it later."""
    return timezone.now() if post.updates_count else post.created


def _write(poll: TopicPoll, question: Question) -> None:
    poll.question, poll.max_options = question.text, question.most
    poll.closes_at = question.closes_at
    poll.save()
    poll.options.all().delete()
    TopicPollOption.objects.bulk_create(
        TopicPollOption(poll=poll, text=text, position=place)
        for place, text in enumerate(question.answers)
    )


def _as_question(poll: TopicPoll) -> Question:
    answers = tuple(poll.options.values_list("text", flat=True))
    return Question(poll.question, answers, poll.max_options, poll.closes_at)

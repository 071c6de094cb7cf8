"""Polls: machina's tables, with one vote per person and option held by the database.

No screen uses them yet.
"""

from django.db import models
from machina.apps.forum_conversation.forum_polls.abstract_models import (
    AbstractTopicPoll,
    AbstractTopicPollOption,
    AbstractTopicPollVote,
)


class TopicPoll(AbstractTopicPoll):
    class Meta(AbstractTopicPoll.Meta):
        pass


class TopicPollOption(AbstractTopicPollOption):
    class Meta(AbstractTopicPollOption.Meta):
        pass


class TopicPollVote(AbstractTopicPollVote):
    class Meta(AbstractTopicPollVote.Meta):
        constraints = [
            models.UniqueConstraint(
                fields=["voter", "poll_option"], name="quartiers_poll_vote_once"
            )
        ]

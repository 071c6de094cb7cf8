"""Polls: machina's tables, extended. They ask what people think; they decide nothing.

A person has one ballot in a poll, held by the database, and may replace what is on it until the
poll closes. What a poll says is counted from these rows, never kept beside them.
"""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from machina.apps.forum_conversation.forum_polls.abstract_models import (
    AbstractTopicPoll,
    AbstractTopicPollOption,
    AbstractTopicPollVote,
)


class TopicPoll(AbstractTopicPoll):
    """The question of a topic. ``max_options``: how many answers a ballot may hold.

    It takes ballots in [``opens_at``, ``closes_at``), while its topic is not locked.
    """

    opens_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    closes_at = models.DateTimeField(_("clos le"), null=True, blank=True)

    class Meta(AbstractTopicPoll.Meta):
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_at=None) | Q(closes_at__gt=F("opens_at")),
                name="quartiers_poll_closes_after_it_opens",
            ),
            models.CheckConstraint(condition=Q(max_options__gte=1), name="quartiers_poll_choices"),
        ]

    def is_open(self, is_locked: bool, at: datetime | None = None) -> bool:
        """Whether it takes ballots ``at`` a moment (now); ``is_locked``: whether its topic is."""
        now = at or timezone.now()
        is_over = self.closes_at is not None and now >= self.closes_at
        return self.opens_at <= now and not is_over and not is_locked


class TopicPollOption(AbstractTopicPollOption):
    """An answer, at its place in the list."""

    position = models.PositiveSmallIntegerField(default=0, editable=False)

    class Meta(AbstractTopicPollOption.Meta):
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "position"], name="quartiers_poll_option_place")
        ]


class Ballot(models.Model):
    """One person's answer to a poll; ``voter`` is None once their account is gone."""

    poll = models.ForeignKey(TopicPoll, models.CASCADE, related_name="ballots")
    voter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    cast_at = models.DateTimeField(default=timezone.now)

    class Meta:
        app_label = "forum_polls"
        verbose_name = _("bulletin")
        verbose_name_plural = _("bulletins")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["poll", "voter"], name="quartiers_poll_one_ballot")
        ]

    def __str__(self) -> str:
        return f"{self.poll_id}: {self.voter_id}"


class TopicPollVote(AbstractTopicPollVote):
    """One answer on a ballot, which alone knows who cast it: machina's ``voter`` stays empty."""

    ballot = models.ForeignKey(Ballot, models.CASCADE, related_name="votes")

    class Meta(AbstractTopicPollVote.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["ballot", "poll_option"], name="quartiers_poll_vote_once"
            ),
            models.CheckConstraint(
                condition=Q(voter=None, anonymous_key=None), name="quartiers_poll_vote_unnamed"
            ),
        ]

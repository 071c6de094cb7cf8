"""What a person has read: machina's tables, with the number of the last post seen."""

from django.db import models
from machina.apps.forum_tracking.abstract_models import (
    AbstractForumReadTrack,
    AbstractTopicReadTrack,
)


class ForumReadTrack(AbstractForumReadTrack):
    class Meta(AbstractForumReadTrack.Meta):
        pass


class TopicReadTrack(AbstractTopicReadTrack):
    """That somebody has seen the posts of a topic up to ``number``; it only grows."""

    number = models.PositiveIntegerField(default=0)

    class Meta(AbstractTopicReadTrack.Meta):
        pass

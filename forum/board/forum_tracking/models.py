"""What a person has read: machina's tables, with the number of the last post seen.

A row is written at each view of a topic: an index that no question uses would be paid for there.
"""

from django.conf import settings
from django.db import models
from machina.apps.forum_tracking.abstract_models import (
    AbstractForumReadTrack,
    AbstractTopicReadTrack,
)


class ForumReadTrack(AbstractForumReadTrack):
    mark_time = models.DateTimeField(auto_now=True)

    class Meta(AbstractForumReadTrack.Meta):
        pass


class TopicReadTrack(AbstractTopicReadTrack):
    """That somebody has seen the posts of a topic up to ``number``; it only grows."""

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="topic_tracks", db_index=False
    )
    mark_time = models.DateTimeField(auto_now=True)
    number = models.PositiveIntegerField(default=0)

    class Meta(AbstractTopicReadTrack.Meta):
        pass

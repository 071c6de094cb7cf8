"""What a long topic holds, found once and kept: numbers of posts, nothing of what they say."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from forum.board.forum_conversation.models import Topic


class Summary(models.Model):
    """Who wrote most, which posts hold links and for which people thanked most.

    ``people`` are pairs: the number of somebody's last post, how many they wrote; ``links`` and
    ``thanked`` are numbers of posts. Each change of the topic and of its thanks counts in
    ``changes``; what was found holds for ``made_for`` of them. What is shown is read from the
    posts at that moment: see showing.py.
    """

    topic = models.OneToOneField(Topic, models.CASCADE, primary_key=True, related_name="summary")
    people = models.JSONField(default=list)
    writers = models.PositiveIntegerField(default=0)
    links = models.JSONField(default=list)
    thanked = models.JSONField(default=list)
    changes = models.PositiveIntegerField(default=1)
    made_for = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("résumé d’un sujet")
        verbose_name_plural = _("résumés des sujets")

    def __str__(self) -> str:
        return str(self.topic)

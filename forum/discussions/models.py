"""Which topic is about which thing, once for each."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class Discussion(models.Model):
    """The one topic about a thing of an upper floor.

    ``kind`` and ``key`` name the thing as its floor knows it (subjects.py). The topic is made with
    the first answer. ``hidden_with_it``: it was hidden because the thing is no longer public, and
    shows again with it; what moderators hide is theirs to show. ``outlives_it``: the thing was
    thrown away, and whatever becomes of it, what people said stays.
    """

    kind = models.SlugField(max_length=20)
    key = models.PositiveIntegerField()
    topic = models.OneToOneField(
        "forum_conversation.Topic",
        models.CASCADE,
        null=True,
        related_name="discussion",
        verbose_name=_("sujet"),
    )
    hidden_with_it = models.BooleanField(default=False)
    outlives_it = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("discussion d’une page")
        verbose_name_plural = _("discussions des pages")
        constraints = [
            models.UniqueConstraint(fields=["kind", "key"], name="quartiers_discussion_once")
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}"

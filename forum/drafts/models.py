"""What somebody has begun to write in the forum and not sent."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Draft(models.Model):
    """One person's words for one place: an answer to ``topic``, or a new topic in ``forum``.

    Neither: the topic is gone, and the words are still theirs. Kept as they were typed, too long or
    empty as they may be. ``form`` is the mark of the form it was typed into, under which images may
    wait (forum_attachments.waiting): who opens it again finds them.
    """

    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="forum_drafts", editable=False
    )
    topic = models.ForeignKey(
        "forum_conversation.Topic", models.SET_NULL, null=True, related_name="+", editable=False
    )
    forum = models.ForeignKey(
        "forum.Forum", models.SET_NULL, null=True, related_name="+", editable=False
    )
    title = models.TextField(_("titre"), blank=True)
    text = models.TextField(_("texte"), blank=True)
    form = models.UUIDField(null=True, editable=False)
    saved_at = models.DateTimeField(_("gardé le"), default=timezone.now, db_index=True)

    class Meta:
        verbose_name = _("brouillon")
        verbose_name_plural = _("brouillons")
        constraints = [
            models.UniqueConstraint(
                fields=["author", "topic"], name="quartiers_draft_one_for_a_topic"
            ),
            models.UniqueConstraint(
                fields=["author", "forum"], name="quartiers_draft_one_for_a_forum"
            ),
            models.CheckConstraint(
                condition=Q(topic=None) | Q(forum=None), name="quartiers_draft_is_for_one_place"
            ),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"

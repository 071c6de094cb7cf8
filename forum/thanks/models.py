"""« Merci »: the one reaction to a post. One for each person and post; who gave it is public."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Thank(models.Model):
    """Somebody's thanks for somebody else's post."""

    post = models.ForeignKey(
        "forum_conversation.Post", models.CASCADE, related_name="thanks", verbose_name=_("message")
    )
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("de")
    )
    given_at = models.DateTimeField(_("le"), default=timezone.now)

    class Meta:
        verbose_name = _("merci")
        verbose_name_plural = _("mercis")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "user"], name="quartiers_thank_once")
        ]

    def __str__(self) -> str:
        return f"{self.user_id} → {self.post_id}"


class Tally(models.Model):
    """How many thanks a post has: what its ``Thank`` rows say, kept beside the post so that a page
    counts none. Kept for hidden posts too; whoever shows figures asks for public posts only."""

    post = models.OneToOneField(
        "forum_conversation.Post", models.CASCADE, primary_key=True, related_name="thanks_tally"
    )
    count = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("nombre de mercis")
        verbose_name_plural = _("nombres de mercis")
        indexes: ClassVar = [models.Index(fields=["-count", "post"], name="quartiers_most_thanked")]

    def __str__(self) -> str:
        return f"{self.post_id}: {self.count}"

"""What a post said before it was changed."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _


class PostVersion(models.Model):
    """One version of a post, from ``since`` until the next one took its place.

    What the post says now is the post itself. A version that is withdrawn stays in the table and is
    shown to moderators only.
    """

    post = models.ForeignKey(
        "forum_conversation.Post", models.CASCADE, related_name="versions", editable=False
    )
    number = models.PositiveIntegerField(_("numéro"), editable=False)
    title = models.TextField(_("titre"), blank=True)
    text = models.TextField(_("texte"))
    since = models.DateTimeField(_("écrite le"))
    withdrawn_at = models.DateTimeField(_("retirée le"), null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+", editable=False
    )

    class Meta:
        verbose_name = _("version d’un message")
        verbose_name_plural = _("versions des messages")
        constraints = [
            models.UniqueConstraint(fields=["post", "number"], name="quartiers_version_number"),
        ]

    def __str__(self) -> str:
        return f"{self.post_id}, {self.number}"

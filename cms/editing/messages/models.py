"""What a team adds to a message: that somebody dealt with it, and notes among themselves.

Both go with the message, when its time is over (purge_forms) or when somebody deletes it.
"""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.contrib.forms.models import FormSubmission

NOTE_LENGTH = 2000


class Handling(models.Model):
    """That a message was dealt with. While there is no such row, it waits."""

    submission = models.OneToOneField(
        FormSubmission, models.CASCADE, primary_key=True, related_name="handling"
    )
    at = models.DateTimeField(_("traité le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("traité par"),
    )

    class Meta:
        verbose_name = _("message traité")
        verbose_name_plural = _("messages traités")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.submission_id} {self.at:%Y-%m-%d}"


class Note(models.Model):
    """A line for the team, never changed: two people who write at once lose nothing."""

    submission = models.ForeignKey(FormSubmission, models.CASCADE, related_name="notes")
    text = models.TextField(_("note pour l’équipe"), max_length=NOTE_LENGTH)
    at = models.DateTimeField(_("écrite le"), default=timezone.now)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("écrite par"),
    )

    class Meta:
        verbose_name = _("note sur un message")
        verbose_name_plural = _("notes sur les messages")
        ordering = ["at", "pk"]
        default_permissions = ()
        constraints = [
            models.CheckConstraint(condition=~models.Q(text=""), name="quartiers_note_has_words")
        ]

    def __str__(self) -> str:
        return f"{self.submission_id} {self.at:%Y-%m-%d}"

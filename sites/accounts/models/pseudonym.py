"""Names that accounts had before, and names that nobody else may take yet."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.accounts import pseudonyms


class PseudonymChange(models.Model):
    """One change of a pseudonym; moderators read them, nobody edits them.

    ``number`` counts the changes of one account, so that two at the same time cannot both be made.
    ``counts`` is False for what does not count against the quarter (see renaming.py).
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="pseudonym_changes",
        verbose_name=_("compte"),
    )
    number = models.PositiveIntegerField()
    old = models.CharField(_("ancien pseudonyme"), max_length=pseudonyms.LONGEST)
    new = models.CharField(_("nouveau pseudonyme"), max_length=pseudonyms.LONGEST)
    at = models.DateTimeField(_("changé le"), default=timezone.now, db_index=True)
    counts = models.BooleanField(default=True)

    class Meta:
        verbose_name = _("ancien pseudonyme")
        verbose_name_plural = _("anciens pseudonymes")
        constraints = [
            models.UniqueConstraint(
                fields=["user", "number"], name="quartiers_pseudonym_change_number"
            )
        ]

    def __str__(self) -> str:
        return f"{self.old} → {self.new}"


class FreedPseudonym(models.Model):
    """A name that somebody gave up: until ``until`` only they may take it again.

    ``key`` is a keyed hash of its skeleton: once the account is gone, nobody reads here what it was
    called.
    """

    key = models.CharField(max_length=32, primary_key=True)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="freed_pseudonyms"
    )
    until = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("pseudonyme réservé")
        verbose_name_plural = _("pseudonymes réservés")

    def __str__(self) -> str:
        return self.key

"""Somebody is asked by mail to take a role."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council

LONGEST_NOTE = 600  # characters


class Invitation(models.Model):
    """``roles`` (keys) in ``council`` (None: of the whole install) for whoever has ``address`` and
    opens the link, until ``expires_at``.

    ``address`` is in the one form of sites.accounts.addresses. ``sender`` is who sent it last: what
    they may give is asked again when it is accepted.
    """

    class Outcome(models.TextChoices):
        OPEN = "", _("en attente")
        ACCEPTED = "accepted", _("acceptée")
        DECLINED = "declined", _("déclinée")
        REVOKED = "revoked", _("annulée")
        EXPIRED = "expired", _("expirée")

    council = models.ForeignKey(Council, models.CASCADE, null=True, blank=True, related_name="+")
    address = models.CharField(_("adresse électronique"), max_length=254)
    roles = models.JSONField(_("rôles"))
    note = models.TextField(_("un mot"), max_length=LONGEST_NOTE, blank=True)
    sender = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    first_sent_at = models.DateTimeField(_("envoyée le"), default=timezone.now)
    sent_at = models.DateTimeField(_("renvoyée le"), default=timezone.now)
    sendings = models.PositiveSmallIntegerField(default=1)
    expires_at = models.DateTimeField(_("valable jusqu’au"))
    outcome = models.CharField(
        max_length=8, choices=Outcome.choices, default=Outcome.OPEN, blank=True
    )
    ended_at = models.DateTimeField(null=True, blank=True)
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("invitation")
        verbose_name_plural = _("invitations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council", "address"],
                condition=Q(outcome=""),
                name="quartiers_invitation_one_open",
            ),
            models.UniqueConstraint(
                fields=["address"],
                condition=Q(outcome="", council=None),
                name="quartiers_invitation_one_open_everywhere",
            ),
            models.CheckConstraint(
                condition=Q(outcome="", ended_at=None)
                | (~Q(outcome="") & Q(ended_at__isnull=False)),
                name="quartiers_invitation_open_or_dated",
            ),
            models.CheckConstraint(
                condition=Q(accepted_by=None) | Q(outcome="accepted"),
                name="quartiers_invitation_accepted_by",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.pk}: {self.council or '*'}"

    def is_over(self) -> bool:
        """Whether its time has passed: [sent_at, expires_at)."""
        return timezone.now() >= self.expires_at

    @property
    def is_open(self) -> bool:
        """Whether it can still be accepted."""
        return not self.outcome and not self.is_over()

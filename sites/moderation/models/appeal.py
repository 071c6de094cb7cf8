"""Somebody asks that another person looks at their suspension (DSA, art. 20)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .suspension import Suspension

LONGEST_APPEAL = 5000  # characters


class Appeal(models.Model):
    """One per decision. ``account``, ``against`` and ``against_second`` are the suspension's, kept
    here so that the database itself refuses one of them as the judge.

    ``ended_before`` is the end that a shortened suspension had.
    """

    class State(models.TextChoices):
        OPEN = "open", _("en attente")
        CONFIRMED = "confirmed", _("suspension maintenue")
        REVERSED = "reversed", _("suspension annulée")
        SHORTENED = "shortened", _("suspension raccourcie")
        MOOT = "moot", _("sans objet")  # lifted before anybody had decided

    suspension = models.OneToOneField(Suspension, models.CASCADE, related_name="appeal")
    account = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    text = models.TextField(_("ce que dit la personne"), max_length=LONGEST_APPEAL)
    sent_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.OPEN)
    against = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    against_second = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_by_name = models.CharField(_("décidé par"), max_length=150, blank=True)
    reason = models.TextField(_("motif de la réponse"), blank=True)
    ended_before = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("recours")
        verbose_name_plural = _("recours")
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="quartiers_appeal_open_or_dated",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("against"))
                & ~Q(decided_by=F("against_second"))
                & ~Q(decided_by=F("account")),
                name="quartiers_appeal_other_judge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.suspension} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

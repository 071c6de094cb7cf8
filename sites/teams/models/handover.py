"""A team changes: who leaves, who takes over, what was done so far."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council

from .invitation import Invitation


class Handover(models.Model):
    """One at a time in a council; it can be continued another evening, by any of its leads.

    ``ticked`` are keys of the checklist (sites.teams.handover.checklist).
    """

    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    begun_at = models.DateTimeField(_("commencée le"), default=timezone.now)
    begun_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(_("terminée le"), null=True, blank=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    ticked = models.JSONField(default=list)

    class Meta:
        verbose_name = _("passation")
        verbose_name_plural = _("passations")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["council"],
                condition=Q(ended_at=None),
                name="quartiers_handover_one_open",
            )
        ]

    def __str__(self) -> str:
        return f"{self.council}: {self.begun_at:%Y-%m-%d}"

    @property
    def is_open(self) -> bool:
        return self.ended_at is None


class Succession(models.Model):
    """``leaver`` goes; ``successor`` takes over, or whoever accepts ``invitation``.

    ``moved`` says how many things of each kind were handed over so far; ``left_at`` when the roles
    were taken.
    """

    handover = models.ForeignKey(Handover, models.CASCADE, related_name="successions")
    leaver = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="+", verbose_name=_("qui part")
    )
    successor = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui prend la suite"),
    )
    invitation = models.ForeignKey(
        Invitation, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    moved = models.JSONField(default=dict)
    moved_at = models.DateTimeField(null=True, blank=True)
    left_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("départ")
        verbose_name_plural = _("départs")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["handover", "leaver"], name="quartiers_succession_once"
            ),
            models.CheckConstraint(
                condition=Q(successor=None) | ~Q(successor=F("leaver")),
                name="quartiers_succession_of_another",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.leaver} → {self.successor or '?'}"

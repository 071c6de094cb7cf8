"""Giving access back to somebody who has lost every second factor: see factors/recovery.py."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

USER = settings.AUTH_USER_MODEL


class Recovery(models.Model):
    """A request of ``person``; open until it has an outcome. One at a time for each account."""

    class Outcome(models.TextChoices):
        OPEN = "", _("en attente")
        DONE = "done", _("accès rendu")
        WITHDRAWN = "withdrawn", _("arrêtée")
        EXPIRED = "expired", _("trop ancienne")

    person = models.ForeignKey(USER, models.CASCADE, related_name="recoveries")
    asked_at = models.DateTimeField(_("demandée le"), default=timezone.now)
    expires_at = models.DateTimeField(_("valable jusqu’au"), db_index=True)
    outcome = models.CharField(_("suite"), max_length=10, choices=Outcome.choices, blank=True)

    class Meta:
        verbose_name = _("demande d’accès")
        verbose_name_plural = _("demandes d’accès")
        constraints = [
            models.UniqueConstraint(
                fields=["person"], condition=Q(outcome=""), name="quartiers_one_open_recovery"
            )
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.asked_at:%Y-%m-%d} {self.outcome}"

    def is_open(self) -> bool:
        return not self.outcome and self.expires_at > timezone.now()


class Confirmation(models.Model):
    """Somebody of the team says that the request is the person's own. Once each, never oneself.

    ``person`` repeats the request's, so that the database can refuse one's own.
    """

    recovery = models.ForeignKey(Recovery, models.CASCADE, related_name="confirmations")
    person = models.ForeignKey(USER, models.CASCADE, related_name="+")
    by = models.ForeignKey(USER, models.CASCADE, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        verbose_name = _("confirmation d’une demande d’accès")
        verbose_name_plural = _("confirmations de demandes d’accès")
        constraints = [
            models.UniqueConstraint(fields=["recovery", "by"], name="quartiers_confirmed_once"),
            models.CheckConstraint(
                condition=~Q(person=F("by")), name="quartiers_never_confirms_oneself"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.recovery_id} {self.by_id}"


class RecoveryEvent(models.Model):
    """One line of the log of given-back access: who, when, what. Append-only."""

    class What(models.TextChoices):
        ASKED = "asked", _("demande")
        CONFIRMED = "confirmed", _("confirmation")
        DONE = "done", _("accès rendu")
        WITHDRAWN = "withdrawn", _("demande arrêtée")
        EXPIRED = "expired", _("demande trop ancienne")

    at = models.DateTimeField(_("quand"), auto_now_add=True)
    what = models.CharField(_("quoi"), max_length=10, choices=What.choices)
    person = models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")
    by = models.ForeignKey(USER, models.SET_NULL, null=True, related_name="+")

    class Meta:
        verbose_name = _("événement d’une demande d’accès")
        verbose_name_plural = _("événements des demandes d’accès")
        ordering = ["-pk"]

    def __str__(self) -> str:
        return f"{self.what} {self.person_id} {self.by_id}"

    def save(self, *args, **kwargs) -> None:
        if self.pk:
            raise TypeError("the log of recoveries is append-only")
        super().save(*args, **kwargs)

    def delete(self, *args, **kwargs):
        raise TypeError("the log of recoveries is append-only")

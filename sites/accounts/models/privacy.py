"""What the rights of a person leave in the database: exports, closings, warnings."""

import secrets

from django.core.files.storage import storages
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Site

from .user import User


def private_storage():
    return storages["files"]


def export_path(export: "DataExport", filename: str) -> str:
    """A name that tells nothing and that nobody guesses."""
    return f"exports/{secrets.token_hex(16)}.zip"


class DataExport(models.Model):
    """A copy of one's data that somebody asked for. ``site`` is where; ``taken_at`` is a lease."""

    class State(models.TextChoices):
        WAITING = "waiting", _("en préparation")
        READY = "ready", _("prêt")
        FAILED = "failed", _("échoué")

    user = models.ForeignKey(User, models.CASCADE, related_name="exports")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, related_name="+")
    state = models.CharField(max_length=10, choices=State.choices, default=State.WAITING)
    asked_at = models.DateTimeField(db_index=True)
    taken_at = models.DateTimeField(null=True, blank=True)
    attempts = models.PositiveSmallIntegerField(default=0)
    ready_at = models.DateTimeField(null=True, blank=True)
    file = models.FileField(storage=private_storage, upload_to=export_path, blank=True)
    size = models.PositiveBigIntegerField(default=0)

    class Meta:
        verbose_name = _("copie de mes données")
        verbose_name_plural = _("copies de données")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["user"], condition=Q(state="waiting"), name="quartiers_export_one_waits"
            )
        ]

    def __str__(self) -> str:
        return f"{self.user_id} {self.state}"


class Closure(models.Model):
    """An account that its holder has closed and that can be opened again until ``due_at``.

    ``kept`` is what each holding needs to put everything back exactly as it was, by its key.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="closure")
    site = models.ForeignKey(Site, models.SET_NULL, null=True, related_name="+")
    asked_at = models.DateTimeField()
    due_at = models.DateTimeField(db_index=True)
    was_active = models.BooleanField(default=True)
    kept = models.JSONField(default=dict)

    class Meta:
        verbose_name = _("compte fermé")
        verbose_name_plural = _("comptes fermés")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id} {self.due_at:%Y-%m-%d}"


class Dormancy(models.Model):
    """That somebody who has not come for very long was warned; gone as soon as they sign in.

    ``since`` is the last sign-in the warnings speak of. Nothing is erased before ``erase_at``, nor
    within a week of ``second_at``.
    """

    user = models.OneToOneField(User, models.CASCADE, related_name="dormancy")
    since = models.DateTimeField()
    first_at = models.DateTimeField()
    second_at = models.DateTimeField(null=True, blank=True)
    erase_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("compte inactif")
        verbose_name_plural = _("comptes inactifs")
        default_permissions = ()

    def __str__(self) -> str:
        return f"{self.user_id} {self.erase_at:%Y-%m-%d}"

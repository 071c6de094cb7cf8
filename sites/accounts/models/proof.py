"""Proofs that somebody reads the mail of an address."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class ProofQuerySet(models.QuerySet["Proof"]):
    def open(self) -> "ProofQuerySet":
        return self.filter(used_at=None, expires_at__gt=timezone.now())


class Proof(models.Model):
    """A code and a link that were mailed to ``email``; either is good once. See proofs.py."""

    purpose = models.CharField(max_length=20)
    email = models.EmailField(max_length=254)
    user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, null=True, related_name="+"
    )
    code = models.CharField(max_length=64)  # keyed digest
    link = models.CharField(max_length=64, unique=True)  # SHA-256 of the token in the link
    query = models.TextField(blank=True)  # where the person was going
    expires_at = models.DateTimeField(db_index=True)
    tries = models.PositiveSmallIntegerField(default=0)
    used_at = models.DateTimeField(null=True)

    objects = ProofQuerySet.as_manager()

    class Meta:
        verbose_name = _("preuve d’adresse")
        verbose_name_plural = _("preuves d’adresse")

    def __str__(self) -> str:
        return f"{self.purpose} {self.pk}"

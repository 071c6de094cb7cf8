"""Attempts, counted: see limits.py."""

from datetime import datetime

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _


class Tally(models.Model):
    """How many attempts a key has made in the window that ends at ``ends_at`` ."""

    key = models.CharField(max_length=32, primary_key=True)
    count = models.PositiveIntegerField(default=0)
    ends_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("compteur d’essais")
        verbose_name_plural = _("compteurs d’essais")

    def __str__(self) -> str:
        return f"{self.key} {self.count}"

    def seconds_left(self, now: datetime | None = None) -> int:
        """Until the window ends; at least one."""
        return max(1, round((self.ends_at - (now or timezone.now())).total_seconds()))

"""What somebody had typed when it turned out that they were not signed in."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class KeptText(models.Model):
    """The fields of one form of one host, for the browser that holds the key. See kept.py."""

    digest = models.CharField(max_length=64, primary_key=True)
    host = models.CharField(max_length=253)
    path = models.TextField()
    fields = models.JSONField()
    expires_at = models.DateTimeField(db_index=True)

    class Meta:
        verbose_name = _("texte gardé")
        verbose_name_plural = _("textes gardés")

    def __str__(self) -> str:
        return f"{self.host} {self.digest[:8]}"

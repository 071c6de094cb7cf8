"""The one moment at which a sign-in goes from the portal to another host."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .sign_in import SignIn


class HandOff(models.Model):
    """A code that one browser may change, once and within a minute, into a session of one host.

    Only digests are kept: whoever reads the table can enter nowhere. See crossing/handoffs.py.
    """

    digest = models.CharField(max_length=64, primary_key=True)  # SHA-256 of the code
    sign_in = models.ForeignKey(SignIn, on_delete=models.CASCADE, related_name="+")
    host = models.CharField(max_length=253)
    state = models.CharField(max_length=64)  # SHA-256 of the cookie that the host gave the browser
    path = models.TextField()  # where to go on, on that host
    expires_at = models.DateTimeField(db_index=True)
    used_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("passage")
        verbose_name_plural = _("passages")

    def __str__(self) -> str:
        return f"{self.host} {self.digest[:8]}"

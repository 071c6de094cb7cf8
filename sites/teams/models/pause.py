"""Somebody's roles in one council are put aside by its leads: see sites.teams.pausing."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council


class Pause(models.Model):
    """``account`` gets ``groups`` back when a lead says so.

    The team's own affair, unlike a suspension of sites.moderation: no rule was broken, and the
    person goes on taking part as a resident.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="team_pauses"
    )
    council = models.ForeignKey(Council, models.CASCADE, related_name="+")
    groups = models.ManyToManyField(Group, related_name="+")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rôle mis de côté par une équipe")
        verbose_name_plural = _("rôles mis de côté par une équipe")
        constraints = [
            models.UniqueConstraint(fields=["account", "council"], name="quartiers_pause_once")
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.council}"

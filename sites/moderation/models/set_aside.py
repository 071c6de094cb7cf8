"""Roles that a suspended person does not hold for now: see sites.moderation.parking."""

from django.conf import settings
from django.contrib.auth.models import Group
from django.db import models
from django.utils.translation import gettext_lazy as _


class SetAside(models.Model):
    """``account`` gets ``group`` back when no suspension covers it any more."""

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.CASCADE, related_name="roles_set_aside"
    )
    group = models.ForeignKey(Group, models.CASCADE, related_name="+")
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("rôle mis de côté")
        verbose_name_plural = _("rôles mis de côté")
        constraints = [
            models.UniqueConstraint(
                fields=["account", "group"], name="quartiers_role_set_aside_once"
            )
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.group}"

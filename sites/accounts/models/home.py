"""Which council an account was at home in, and since when."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

COUNCIL = "quartiers_councils.Council"


class HomeChange(models.Model):
    """One choice of a home council; ``after`` is empty when somebody left theirs.

    ``number`` counts the choices of one account, so that two at the same time cannot both be made.
    """

    user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="home_changes",
        verbose_name=_("compte"),
    )
    number = models.PositiveIntegerField()
    before = models.ForeignKey(
        COUNCIL, models.SET_NULL, null=True, related_name="+", verbose_name=_("avant")
    )
    after = models.ForeignKey(
        COUNCIL, models.SET_NULL, null=True, related_name="+", verbose_name=_("après")
    )
    is_choice = models.BooleanField(default=True)  # still true when the council is gone
    at = models.DateTimeField(_("choisi le"), default=timezone.now)

    class Meta:
        verbose_name = _("choix d’un conseil")
        verbose_name_plural = _("choix d’un conseil")
        constraints = [
            models.UniqueConstraint(fields=["user", "number"], name="quartiers_home_change_number"),
            models.CheckConstraint(
                condition=Q(before=None) | Q(after=None) | ~Q(before=F("after")),
                name="quartiers_home_change_is_one",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.before or '–'} → {self.after or '–'}"

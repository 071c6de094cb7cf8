"""Somebody says that a thing breaks a rule, or the law."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.moderation import charter

from .case import Case

OTHER = "other"
REASONS = [*charter.CHOICES, (OTHER, _("Autre chose."))]
LONGEST_REPORT = 2000  # characters
LONGEST_NOTICE = 5000


class Report(models.Model):
    """One for each person and case: ``person_key`` is a keyed hash of the account, else of the
    address, else of the network it came from (sites.moderation.reports.people).

    ``counts``: it comes from a resident the install knows, and may hide the thing with others.
    ``is_notice``: a notice of the law (DSA, art. 16), whose author signs it with ``name``.
    """

    case = models.ForeignKey(Case, models.CASCADE, related_name="reports")
    reporter = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    person_key = models.CharField(max_length=32)
    email = models.EmailField(_("adresse électronique"), blank=True)
    name = models.CharField(_("nom"), max_length=150, blank=True)
    reason = models.CharField(_("motif"), max_length=20, choices=REASONS)
    text = models.TextField(_("texte"), blank=True, max_length=LONGEST_NOTICE)
    sent_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    counts = models.BooleanField(default=False)
    is_notice = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("signalement")
        verbose_name_plural = _("signalements")
        ordering = ["sent_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case", "person_key"], name="quartiers_report_one_per_person"
            ),
            models.CheckConstraint(
                condition=Q(counts=False) | Q(is_notice=False, email=""),
                name="quartiers_report_counts_with_account",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.reason}"

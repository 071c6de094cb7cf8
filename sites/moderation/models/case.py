"""One thing that somebody should look at: what was reported, or what a new account wrote."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council

LONGEST_TITLE = 200  # characters


class Case(models.Model):
    """``kind`` and ``key`` name the thing (sites.moderation.subjects); one case while it is open.

    ``title``, ``text`` (plain), ``html`` (safe), ``url`` and ``version`` are what the thing was
    when the case was opened. ``council`` None: it lies on no council's site. ``hidden_at`` and
    ``before``: it was hidden by itself, and what it was before that. ``told_at``: when moderators
    were written to.
    """

    class State(models.TextChoices):
        OPEN = "open", _("à traiter")
        DECIDED = "decided", _("traité")

    class Origin(models.TextChoices):
        REPORTS = "reports", _("signalement")
        NEWCOMER = "newcomer", _("premiers messages d’un compte")
        MODERATOR = "moderator", _("relu par la modération")
        ACT = "act", _("acte de la modération")

    kind = models.CharField(max_length=30)
    key = models.CharField(max_length=300)
    council = models.ForeignKey(
        Council,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("conseil"),
    )
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    author_name = models.CharField(_("auteur"), max_length=155, blank=True)
    title = models.CharField(_("titre"), max_length=LONGEST_TITLE)
    text = models.TextField(_("texte"), blank=True)
    html = models.TextField(blank=True)
    url = models.CharField(max_length=1000)
    version = models.CharField(max_length=64, blank=True)
    origin = models.CharField(_("origine"), max_length=10, choices=Origin.choices)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.OPEN)
    opened_at = models.DateTimeField(_("ouvert le"), default=timezone.now)
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("qui s’en occupe"),
    )
    hidden_at = models.DateTimeField(null=True, blank=True)
    before = models.JSONField(null=True, blank=True)
    told_at = models.DateTimeField(null=True, blank=True)
    decided_at = models.DateTimeField(_("traité le"), null=True, blank=True)
    purged_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("dossier")
        verbose_name_plural = _("dossiers")
        ordering = ["-opened_at", "-pk"]
        indexes = [
            models.Index(fields=["state", "council", "opened_at"], name="quartiers_case_queue"),
            models.Index(fields=["author", "opened_at"], name="quartiers_case_of_author"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["kind", "key"],
                condition=Q(state="open"),
                name="quartiers_case_one_open",
            ),
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | Q(state="decided", decided_at__isnull=False),
                name="quartiers_case_open_or_dated",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.key}: {self.title}"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

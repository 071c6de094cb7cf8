"""What a moderator decides on a case, and the appeal against it (DSA, art. 17 and 20)."""

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.moderation import charter

from .appeal import LONGEST_APPEAL
from .case import Case
from .report import Report
from .suspension import LONGEST_STATEMENT


def _person() -> models.ForeignKey:
    return models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )


class Decision(models.Model):
    """One that holds for each case: one that was taken back (``undone_at``) leaves room for
    another.

    ``author`` is the case's, kept here so that the database itself refuses them as the judge.
    ``passages`` and ``pictures``: how many of them it masks. ``before`` is what puts the thing back
    as it was (sites.moderation.subjects); it may hold words that were masked, and is shown to
    nobody. ``version`` is the one that was decided on.
    """

    class Outcome(models.TextChoices):
        KEPT = "kept", _("gardé")
        MASKED = "masked", _("masqué en partie")
        HIDDEN = "hidden", _("masqué")
        ILLEGAL = "illegal", _("retiré : illicite")
        ARRANGED = "arranged", _("acte sur un sujet")  # cases/recording.py

    case = models.ForeignKey(Case, models.CASCADE, related_name="decisions")
    outcome = models.CharField(_("décision"), max_length=10, choices=Outcome.choices)
    rule = models.CharField(_("règle"), max_length=20, choices=charter.CHOICES, blank=True)
    statement = models.TextField(_("motif"), max_length=LONGEST_STATEMENT, blank=True)
    warns = models.BooleanField(_("avertissement"), default=False)
    passages = models.PositiveSmallIntegerField(default=0, editable=False)
    pictures = models.PositiveSmallIntegerField(default=0, editable=False)
    author = _person()
    decided_at = models.DateTimeField(_("décidé le"), default=timezone.now)
    decided_by = _person()
    decided_by_name = models.CharField(_("décidé par"), max_length=150)
    version = models.CharField(max_length=64, blank=True)
    before = models.JSONField(null=True, blank=True)
    undone_at = models.DateTimeField(_("annulé le"), null=True, blank=True)
    undone_by = _person()
    undone_by_name = models.CharField(_("annulé par"), max_length=150, blank=True)

    class Meta:
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=Q(undone_at=None),
                name="quartiers_decision_one_holds",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("author")), name="quartiers_decision_not_of_oneself"
            ),
            models.CheckConstraint(
                condition=Q(outcome="kept") | (~Q(rule="") & ~Q(statement="")),
                name="quartiers_decision_has_reasons",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case_id}: {self.get_outcome_display()}"

    @property
    def restricts(self) -> bool:
        """Whether it takes something from its author, who may contest it."""
        return self.outcome != self.Outcome.KEPT


class DecisionAppeal(models.Model):
    """One for each decision. ``author`` and ``against`` are the decision's, kept here so that the
    database itself refuses one of them as the judge.

    ``report``: not the author contests what was taken from them, but somebody who reported that it
    was kept; ``reporter`` is their account, if any, refused as the judge as well.
    """

    class State(models.TextChoices):
        OPEN = "open", _("en attente")
        CONFIRMED = "confirmed", _("décision maintenue")
        REVERSED = "reversed", _("décision annulée")
        MOOT = "moot", _("sans objet")  # taken back before anybody had answered

    decision = models.OneToOneField(Decision, models.CASCADE, related_name="appeal")
    report = models.ForeignKey(
        Report, models.CASCADE, null=True, blank=True, related_name="+", editable=False
    )
    reporter = _person()
    author = _person()
    text = models.TextField(_("ce que dit la personne"), max_length=LONGEST_APPEAL)
    sent_at = models.DateTimeField(_("reçu le"), default=timezone.now)
    state = models.CharField(_("état"), max_length=10, choices=State.choices, default=State.OPEN)
    against = _person()
    decided_at = models.DateTimeField(_("décidé le"), null=True, blank=True)
    decided_by = _person()
    decided_by_name = models.CharField(_("décidé par"), max_length=150, blank=True)
    reason = models.TextField(_("motif de la réponse"), blank=True)

    class Meta:
        verbose_name = _("recours contre une décision")
        verbose_name_plural = _("recours contre des décisions")
        ordering = ["sent_at"]
        constraints = [
            models.CheckConstraint(
                condition=Q(state="open", decided_at=None)
                | (~Q(state="open") & Q(decided_at__isnull=False)),
                name="quartiers_decision_appeal_dated",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("against"))
                & ~Q(decided_by=F("author"))
                & ~Q(decided_by=F("reporter")),
                name="quartiers_decision_appeal_judge",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.decision} ({self.get_state_display()})"

    @property
    def is_open(self) -> bool:
        return self.state == self.State.OPEN

"""What a meeting decided, as data: who wants to count decisions need not read minutes."""

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.models import Orderable

from cms.pages.money import CentsField, in_euros


class Result(models.TextChoices):
    ADOPTED = "adopted", _("adopté")
    REJECTED = "rejected", _("rejeté")
    POSTPONED = "postponed", _("reporté")


class BudgetLine(models.TextChoices):
    """The two purses of a council."""

    OPERATING = "operating", _("fonctionnement")
    INVESTMENT = "investment", _("investissement")


class Decision(Orderable):
    """One decision. ``number`` names it for ever within its meeting: it is its anchor on the page.

    ``amount`` is in cents. Votes are None where nobody counted hands.
    """

    page = ParentalKey("quartiers_meetings.MeetingPage", related_name="decisions")
    number = models.PositiveSmallIntegerField(default=0, editable=False)
    text = models.TextField(
        _("décision"),
        max_length=600,
        help_text=_("Le texte tel qu’il a été adopté : « Le conseil finance… »."),
    )
    result = models.CharField(
        _("résultat"), max_length=10, choices=Result.choices, default=Result.ADOPTED
    )
    votes_for = models.PositiveIntegerField(_("pour"), null=True, blank=True)
    votes_against = models.PositiveIntegerField(_("contre"), null=True, blank=True)
    abstentions = models.PositiveIntegerField(_("abstentions"), null=True, blank=True)
    amount = CentsField(_("montant, en euros"), null=True, blank=True)
    budget_line = models.CharField(
        _("budget"), max_length=12, choices=BudgetLine.choices, blank=True
    )
    streets = models.CharField(
        _("rues et lieux"),
        max_length=200,
        blank=True,
        help_text=_("Séparés par des virgules. On retrouve ainsi ce qui touche sa rue."),
    )

    panels = [
        FieldPanel("text"),
        FieldRowPanel(
            [
                FieldPanel("result"),
                FieldPanel("votes_for"),
                FieldPanel("votes_against"),
                FieldPanel("abstentions"),
            ]
        ),
        FieldRowPanel([FieldPanel("amount"), FieldPanel("budget_line")]),
        FieldPanel("streets"),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("décision")
        verbose_name_plural = _("décisions")
        constraints = [
            models.UniqueConstraint(fields=["page", "number"], name="quartiers_decision_once"),
            models.CheckConstraint(
                condition=Q(amount=None) | Q(amount__gte=0), name="quartiers_decision_amount"
            ),
        ]

    def __str__(self) -> str:
        return self.text

    @property
    def anchor(self) -> str:
        """The id of the decision on its page."""
        return f"decision-{self.number}"

    @property
    def votes(self) -> tuple[int, int, int] | None:
        """For, against, abstentions; None when they were not counted."""
        counted = (self.votes_for, self.votes_against, self.abstentions)
        if all(count is None for count in counted):
            return None
        return tuple(count or 0 for count in counted)  # type: ignore[return-value]

    @property
    def voters(self) -> int:
        return sum(self.votes or ())

    @property
    def euros(self) -> str:
        return "" if self.amount is None else in_euros(self.amount)

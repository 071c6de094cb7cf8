"""What a meeting will speak of, in order."""

from django import forms
from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, PageChooserPanel
from wagtail.models import Orderable

from ..panels import HiddenPanel

LONGEST = 600  # minutes


class ItemKind(models.TextChoices):
    """What the item asks of those present."""

    INFORMATION = "information", _("information")
    DEBATE = "debate", _("débat")
    VOTE = "vote", _("vote")


class AgendaItem(Orderable):
    """One item. ``minutes`` is the time planned for it; ``presenter`` a function, not a name.

    ``origin`` ties it to the proposals it was made of (``Proposal.item_key``): a key of its own, as
    an item has none in the database while it stands in a draft. Forms carry it along.
    """

    page = ParentalKey("quartiers_meetings.MeetingPage", related_name="agenda_items")
    title = models.CharField(_("intitulé"), max_length=200)
    kind = models.CharField(
        _("nature"), max_length=12, choices=ItemKind.choices, default=ItemKind.DEBATE
    )
    minutes = models.PositiveSmallIntegerField(
        _("durée, en minutes"),
        null=True,
        blank=True,
        validators=[MinValueValidator(1), MaxValueValidator(LONGEST)],
    )
    presenter = models.CharField(
        _("présenté par"),
        max_length=120,
        blank=True,
        help_text=_("Une fonction : « commission Cadre de vie », « mairie du 10e »."),
    )
    document = models.ForeignKey(
        "quartiers_pages.CouncilDocument",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("document"),
    )

    from_resident = models.BooleanField(
        _("proposé par une habitante ou un habitant"),
        default=False,
        help_text=_(
            "La page le dit sous l’intitulé ; le nom, seulement si la personne l’a permis."
        ),
    )
    origin = models.CharField(max_length=32, blank=True)
    author = ""  # whom the page may name, while it is shown (proposals/authors.py)

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("kind"), FieldPanel("minutes")]),
        FieldPanel("presenter"),
        PageChooserPanel("document", "quartiers_pages.CouncilDocument"),
        FieldPanel("from_resident"),
        HiddenPanel("origin", widget=forms.HiddenInput),
    ]

    class Meta(Orderable.Meta):
        verbose_name = _("point de l’ordre du jour")
        verbose_name_plural = _("points de l’ordre du jour")

    def __str__(self) -> str:
        return self.title

    def clean(self):
        super().clean()
        if self.kind not in ItemKind.values:
            raise ValidationError({"kind": _("Choisissez information, débat ou vote.")})

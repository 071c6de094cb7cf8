"""What people can register for: how, for how many, until when. For pages with a date."""

from dataclasses import dataclass
from datetime import date, datetime

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models, transaction
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel

LARGEST = 10_000  # places
MOST_SEATS = 4  # of one registration


class RegistrationMode(models.TextChoices):
    NONE = "none", _("Pas d’inscription sur le site")
    OPEN = "open", _("Entrée libre, inscription conseillée")
    REQUIRED = "required", _("Sur inscription")


class GatheringState(models.TextChoices):
    """What became of a date: nothing yet, called off, put off without a new date."""

    PLANNED = "planned", _("maintenue")
    CANCELLED = "cancelled", _("annulée")
    WITHOUT_DATE = "without_date", _("reportée à une date à fixer")


@dataclass(frozen=True)
class Date:
    """One date of a page as those registered must know it. ``day`` names it in a series; None for
    what takes place once. ``place`` is a name with its address."""

    day: date | None
    starts: datetime
    ends: datetime
    place: str
    state: GatheringState = GatheringState.PLANNED
    reason: str = ""


class Registrable(models.Model):
    """A page that people may register for, on each of its dates."""

    registration_mode = models.CharField(
        _("inscription"),
        max_length=8,
        choices=RegistrationMode.choices,
        default=RegistrationMode.NONE,
    )
    registration_capacity = models.IntegerField(
        _("nombre de places"),
        null=True,
        blank=True,
        validators=[
            MinValueValidator(1, _("Une place au moins, ou laissez vide : sans limite.")),
            MaxValueValidator(LARGEST, _("10 000 places au plus, ou laissez vide : sans limite.")),
        ],
        help_text=_(
            "Vide : sans limite. Une fois complet, on s’inscrit sur la liste d’attente. Si vous "
            "baissez ce nombre, personne ne perd sa place."
        ),
    )
    registration_seats = models.IntegerField(
        _("places par inscription, au plus"),
        default=1,
        validators=[
            MinValueValidator(1, _("Une place au moins par inscription.")),
            MaxValueValidator(MOST_SEATS, _("Quatre places au plus par inscription.")),
        ],
        help_text=_("De 1 à 4 : une famille s’inscrit en une fois."),
    )
    registration_closes_at = models.DateTimeField(
        _("inscriptions jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Vide : jusqu’au début."),
    )

    registration_panels = [
        MultiFieldPanel(
            [
                FieldPanel("registration_mode"),
                FieldRowPanel(
                    [FieldPanel("registration_capacity"), FieldPanel("registration_seats")]
                ),
                FieldPanel("registration_closes_at"),
            ],
            heading=_("Inscriptions"),
            classname="collapsed",
        )
    ]

    class Meta:
        abstract = True
        constraints = [
            models.CheckConstraint(
                condition=Q(registration_mode__in=RegistrationMode.values),
                name="%(app_label)s_%(class)s_mode",
            ),
            models.CheckConstraint(
                condition=Q(registration_capacity=None) | Q(registration_capacity__gte=1),
                name="%(app_label)s_%(class)s_capacity",
            ),
            models.CheckConstraint(
                condition=Q(registration_seats__gte=1, registration_seats__lte=MOST_SEATS),
                name="%(app_label)s_%(class)s_seats",
            ),
        ]

    @transaction.atomic
    def save(self, *args, **kwargs):
        """Those registered follow what is published: dates, places, who waits."""
        result = super().save(*args, **kwargs)
        if self.live and kwargs.get("update_fields") is None:
            from ..registration import following

            following.follow(self)
        return result

    def registration_dates(self) -> list[Date]:
        """Every date that people may register for, or might have; none for a draft without one."""
        raise NotImplementedError

    @property
    def takes_registrations(self) -> bool:
        return self.registration_mode != RegistrationMode.NONE

    def clean(self):
        super().clean()
        if errors := self._registration_errors():
            raise ValidationError(errors)

    def _registration_errors(self) -> dict[str, str]:
        closes, dates = self.registration_closes_at, self.registration_dates()
        if not closes or not dates:
            return {}
        if dates[0].day is not None:
            words = _("Pour ce qui revient, laissez vide : on s’inscrit jusqu’au début de chacun.")
            return {"registration_closes_at": words}
        if closes > dates[0].starts:
            words = _("Les inscriptions closent au plus tard quand cela commence.")
            return {"registration_closes_at": words}
        return {}

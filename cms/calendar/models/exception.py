"""A day of a series that is different."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel

from ..recurrence import Change, Difference
from ..zone import wall_clock
from .place import Whereabouts


class EventException(Whereabouts):
    """That the occurrence of ``day`` is skipped, cancelled or moved; ``day`` is the day that the
    rule gives. What stays empty is as in the series."""

    page = ParentalKey("quartiers_calendar.EventPage", related_name="exceptions")
    day = models.DateField(_("date prévue"), help_text=_("Une date de la série."))
    kind = models.CharField(
        _("ce qui change"), max_length=10, choices=Difference.choices, default=Difference.CANCELLED
    )
    reason = models.CharField(
        _("raison"), max_length=200, blank=True, help_text=_("« Salle fermée », « Grève »…")
    )
    starts_at = models.DateTimeField(_("nouveau début"), null=True, blank=True)
    ends_at = models.DateTimeField(
        _("nouvelle fin"), null=True, blank=True, help_text=_("Vide : aussi long que d’habitude.")
    )

    panels = [
        FieldRowPanel([FieldPanel("day"), FieldPanel("kind")]),
        FieldPanel("reason"),
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
        FieldPanel("place"),
        FieldPanel("place_words"),
    ]

    class Meta:
        verbose_name = _("date particulière")
        verbose_name_plural = _("dates particulières")
        ordering = ["day"]
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="quartiers_exception_once"),
            models.CheckConstraint(
                condition=Q(kind__in=Difference.values), name="quartiers_exception_kind"
            ),
            models.CheckConstraint(
                condition=Q(kind=Difference.MOVED) | Q(starts_at=None, ends_at=None),
                name="quartiers_exception_times_when_moved",
            ),
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at"), starts_at__isnull=False),
                name="quartiers_exception_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.day} – {self.get_kind_display()}"

    def clean(self):
        super().clean()
        moved = self.kind == Difference.MOVED
        if moved and not (self.starts_at or self.has_place):
            message = _("Donnez la nouvelle date, ou le nouveau lieu.")
            raise ValidationError({"starts_at": message})
        if not moved and (self.starts_at or self.ends_at or self.has_place):
            message = _("Pour donner une autre date ou un autre lieu, choisissez « Déplacée ».")
            raise ValidationError({"kind": message})
        self._check_times()

    def _check_times(self):
        if self.ends_at and not self.starts_at:
            message = _("Donnez aussi le nouveau début.")
            raise ValidationError({"starts_at": message})
        if self.ends_at and self.ends_at <= self.starts_at:
            raise ValidationError({"ends_at": _("La fin vient après le début.")})

    def as_change(self) -> Change:
        return Change(
            day=self.day,
            kind=Difference(self.kind),
            reason=self.reason,
            starts=wall_clock(self.starts_at) if self.starts_at else None,
            ends=wall_clock(self.ends_at) if self.ends_at else None,
            place=self.place_line,
        )

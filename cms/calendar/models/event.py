"""What takes place, once or several times."""

import hashlib
import json
import uuid
from collections.abc import Iterator
from datetime import date

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.models.pages import RouteResult
from wagtail.search import index

from cms.pages import publishing
from cms.pages.blocks import BodyBlock, text_of
from cms.pages.models import SharedPage
from cms.publications import kinds
from cms.publications.publishing import Facts

from .. import showing
from ..recurrence import LONGEST_ONE, USUAL, Occurrence, Repeat, Rule, Series
from ..rows import occurrence_rows, page_facts, page_times
from ..zone import wall_clock
from .event_form import EventForm
from .place import Whereabouts
from .registrable import Date, GatheringState, Registrable


class EventPage(Whereabouts, Registrable, SharedPage):
    """An event, with one page, and one for each of its dates when it comes back.

    ``uid`` and ``sequence`` are what calendars know it by: the number rises with each published
    change of date, place or state (``announced`` is what was last published of them).
    """

    publication_kind = kinds.EVENT
    answers_below = True  # each date of a series has an address
    base_form_class = EventForm
    exclude_fields_in_copy = [*SharedPage.exclude_fields_in_copy, "uid", "sequence", "announced"]
    exclude_fields_in_copy += ["registration_closes_at"]

    starts_at = models.DateTimeField(_("début"), null=True)
    ends_at = models.DateTimeField(
        _("fin"),
        null=True,
        blank=True,
        help_text=_("Vide si vous ne la savez pas : les calendriers compteront deux heures."),
    )
    organiser = models.CharField(
        _("organisé par"),
        max_length=160,
        blank=True,
        help_text=_("Vide : votre conseil."),
    )
    price = models.CharField(
        _("tarif et inscription"),
        max_length=300,
        blank=True,
        help_text=_("« Gratuit, sans inscription », « Sur inscription avant le 3 mai »…"),
    )
    accessibility = models.CharField(
        _("accessibilité"),
        max_length=300,
        blank=True,
        help_text=_("« De plain-pied », « Interprète en langue des signes »…"),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("texte"))
    repeat = models.CharField(
        _("revient"), max_length=20, choices=Repeat.choices, default=Repeat.ONCE
    )
    repeat_until = models.DateField(_("jusqu’au"), null=True, blank=True)
    repeat_count = models.PositiveSmallIntegerField(_("ou nombre de fois"), null=True, blank=True)
    cancelled = models.BooleanField(_("annulé"), default=False)
    cancel_reason = models.CharField(
        _("raison"),
        max_length=200,
        blank=True,
        help_text=_("Affichée avec l’annulation : « Salle fermée », « Alerte météo »…"),
    )
    moved_from = models.DateField(
        _("reporté : date prévue à l’origine"),
        null=True,
        blank=True,
        help_text=_("La page dira que la date a changé. Changez aussi le début et la fin."),
    )
    on_portal = models.BooleanField(
        _("aussi sur le portail"),
        default=True,
        help_text=_("Affiché dans l’agenda des six conseils."),
    )
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    announced = models.CharField(max_length=64, blank=True, editable=False)

    parent_page_types = ["quartiers_calendar.EventIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Un rendez-vous : fête, permanence, atelier, visite… une fois ou souvent.")
    when_panels = [
        FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
    ]
    place_panels = [FieldPanel("place"), FieldPanel("place_words")]
    repeat_panels = [
        FieldPanel(
            "repeat",
            help_text=_("Le jour de la semaine et le rang dans le mois sont ceux du début."),
        ),
        FieldRowPanel([FieldPanel("repeat_until"), FieldPanel("repeat_count")]),
        InlinePanel(
            "exceptions",
            heading=_("Dates particulières"),
            label=_("date particulière"),
            help_text=_("Pour une date de la série qui saute, est annulée ou change."),
        ),
    ]
    state_panels = [
        FieldPanel("cancelled"),
        FieldPanel("cancel_reason"),
        FieldPanel("moved_from"),
    ]
    content_panels = [
        *SharedPage.head_panels,
        MultiFieldPanel(when_panels, heading=_("Quand")),
        MultiFieldPanel(place_panels, heading=_("Où")),
        FieldPanel("body"),
        MultiFieldPanel(
            [FieldPanel("price"), FieldPanel("accessibility"), FieldPanel("organiser")],
            heading=_("Bon à savoir"),
        ),
        *Registrable.registration_panels,
        *SharedPage.image_panels,
        MultiFieldPanel(repeat_panels, heading=_("Revient souvent"), classname="collapsed"),
        MultiFieldPanel(state_panels, heading=_("Annulation ou report"), classname="collapsed"),
        MultiFieldPanel(
            [*SharedPage.filing_panels, FieldPanel("on_portal")],
            heading=_("Thèmes, autres conseils"),
            classname="collapsed",
        ),
    ]
    search_fields = [*SharedPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("événement")
        verbose_name_plural = _("événements")
        constraints = [
            *Registrable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="quartiers_event_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(repeat__in=Repeat.values), name="quartiers_event_repeat"
            ),
            models.CheckConstraint(
                condition=Q(repeat_until=None) | Q(repeat_count=None),
                name="quartiers_event_one_end",
            ),
            models.CheckConstraint(
                condition=~Q(repeat=Repeat.ONCE) | Q(repeat_until=None, repeat_count=None),
                name="quartiers_event_end_of_a_rule",
            ),
        ]

    # Its addresses ------------------------------------------------------------------------------

    def route(self, request, path_components):
        """``/agenda/permanence/2026-12-08/`` is the page of one date of a series."""
        if len(path_components) != 1:
            return super().route(request, path_components)
        day = _day_named(path_components[0])
        if not (self.live and day and self.occurrence(day)):
            raise Http404
        return RouteResult(self, kwargs={"day": day})

    def get_context(self, request, *args, day: date | None = None, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if not self.starts_at:  # a draft in the making
            return context
        if day:
            context["breadcrumbs"] = [
                *context["breadcrumbs"],
                showing.trail(self, request.path, day),
            ]
        return context | showing.context(self, request.path, day)

    # When and where ------------------------------------------------------------------------------

    @property
    def rule(self) -> Rule:
        known = self.repeat if self.repeat in Repeat.values else Repeat.ONCE
        return Rule(Repeat(known), self.repeat_until, self.repeat_count)

    @property
    def _rule_ends(self) -> bool:
        return self.repeat_until is not None or self.repeat_count is not None

    @property
    def series(self) -> Series:
        """Its dates; ask only once it has a beginning."""
        if self.starts_at is None:
            raise ValueError("an event without a beginning has no dates")
        return Series(
            starts=wall_clock(self.starts_at),
            ends=wall_clock(self.ends_at or self.starts_at + USUAL),
            rule=self.rule,
            changes=tuple(change.as_change() for change in self.exceptions.all()),
            is_cancelled=self.cancelled,
            reason=self.cancel_reason,
        )

    # What is wrong -------------------------------------------------------------------------------

    def clean(self):
        super().clean()
        if errors := self._contradictions():
            raise ValidationError(errors)

    def gaps(self) -> dict[str, str]:
        """What must be there before anybody may read it, by field."""
        found = {}
        if not self.starts_at:
            found["starts_at"] = _("Dites quand cela commence.")
        if not self.has_place:
            found["place"] = _("Choisissez un lieu, ou écrivez-le dans le champ qui suit.")
        if self.rule.comes_back and not self._rule_ends:
            found["repeat_until"] = _("Dites quand la série s’arrête : une date ou un nombre.")
        return found

    def _contradictions(self) -> dict[str, str]:
        """What cannot be, even in a draft, by field."""
        return self._wrong_times() or self._wrong_rule() | self._wrong_state()

    def _wrong_times(self) -> dict[str, str]:
        if not (self.starts_at and self.ends_at):
            return {}
        if self.ends_at <= self.starts_at:
            return {
                "ends_at": _(
                    "La fin vient avant le début. Après minuit, c’est déjà le lendemain : "
                    "changez aussi le jour."
                )
            }
        if self.ends_at - self.starts_at > LONGEST_ONE:
            return {
                "ends_at": _("Un mois au plus. Pour ce qui revient, voyez « Revient souvent ».")
            }
        return {}

    def _wrong_rule(self) -> dict[str, str]:
        if not self.starts_at or (self.rule.comes_back and not self._rule_ends):
            return {}
        problems = self.rule.problems(wall_clock(self.starts_at).date())
        return {FIELDS[problem.field]: problem.words for problem in problems}

    def _wrong_state(self) -> dict[str, str]:
        if self.cancel_reason and not self.cancelled:
            return {"cancelled": _("Vous donnez une raison : cochez aussi « Annulé ».")}
        if self.moved_from and self.rule.comes_back:
            return {"moved_from": _("Pour une date d’une série, voyez « Dates particulières ».")}
        return {}

    def occurrence(self, day: date) -> Occurrence | None:
        """What takes place, or was to, on a day of the series; None for any other day."""
        if not (self.starts_at and self.rule.comes_back):
            return None
        return next((one for one in self.series.occurrences() if one.day == day), None)

    def registration_dates(self) -> list[Date]:
        """People register for one date, of a series too."""
        if self.starts_at is None:
            return []
        return [
            Date(
                day=one.day if self.rule.comes_back else None,
                starts=one.starts,
                ends=one.ends,
                place=one.place or self.place_line,
                state=GatheringState.CANCELLED if one.is_cancelled else GatheringState.PLANNED,
                reason=one.reason,
            )
            for one in self.series.occurrences()
        ]

    # What is published ---------------------------------------------------------------------------

    @transaction.atomic
    def save(self, *args, **kwargs):
        publishing.take_turn()  # the number is read after whoever else publishes
        if self.pk is None and EventPage.objects.filter(uid=self.uid).exists():
            self.uid = uuid.uuid4()  # an alias is made of all that its source has
        if self.live and kwargs.get("update_fields") is None:
            self._check_complete()
            self._count_change()
        return super().save(*args, **kwargs)

    def _check_complete(self) -> None:
        if gaps := self.gaps():
            raise ValidationError(gaps)

    def with_content_json(self, content):
        """What calendars know the event by is the stored page's, not that of a draft, which may
        come with a copy."""
        page = super().with_content_json(content)
        page.uid, page.sequence, page.announced = self.uid, self.sequence, self.announced
        return page

    def _count_change(self) -> None:
        """Give what is about to be public the next number if calendars must hear of it."""
        stored = EventPage.objects.filter(pk=self.pk).values_list("sequence", "announced").first()
        self.sequence, before = stored or (0, "")
        self.announced = self._announcement()
        if before and before != self.announced:
            self.sequence += 1

    def _announcement(self) -> str:
        """A short name for what calendars must be told again when it changes."""
        series = self.series
        said = [
            [str(value) for value in (series.starts, series.ends, series.rule, self.place_line)],
            [str(change) for change in sorted(series.changes, key=lambda one: one.day)],
            [self.cancelled, self.cancel_reason, str(self.moved_from)],
        ]
        return hashlib.sha256(json.dumps(said).encode()).hexdigest()

    @property
    def publication_on_portal(self) -> bool:
        return self.on_portal

    @property
    def publication_text(self) -> str:
        words = (self.organiser, self.price, self.accessibility, self.place_line)
        return " ".join(filter(None, (*words, text_of(self.body))))

    @property
    def publication_times(self) -> dict:
        """A series has none: each of its dates has a row of its own."""
        return page_times(self)

    @property
    def publication_facts(self) -> dict:
        return page_facts(self)

    def publication_parts(self, own: Facts) -> Iterator[Facts]:
        return occurrence_rows(self, own)


def _day_named(word: str) -> date | None:
    """The day that an address writes in the one way we write it; None for anything else."""
    try:
        day = date.fromisoformat(word)
    except ValueError:
        return None
    return day if day.isoformat() == word else None


FIELDS = {"repeat": "repeat", "until": "repeat_until", "count": "repeat_count"}

"""A meeting (« séance »): announced, held, told of and decided at one address for ever."""

import uuid
from collections.abc import Iterable
from dataclasses import replace
from datetime import datetime, timedelta

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    PageChooserPanel,
)
from wagtail.fields import StreamField
from wagtail.search import index

from cms.calendar.facts import dated_facts
from cms.calendar.models import Registrable, Whereabouts
from cms.calendar.models.registrable import Date, GatheringState
from cms.calendar.recurrence import State
from cms.calendar.registration.telling import FACTS, facts_by_day
from cms.pages import publishing
from cms.pages.blocks import BodyBlock, text_of
from cms.pages.models import SharedPage
from cms.pages.tree import in_bin
from cms.publications import kinds
from cms.publications.publishing import Facts
from cms.translations.typography import french
from sites.councils.names import folded

from .. import keeping
from ..forms import MeetingForm
from .proposing import Proposing

USUAL_LENGTH = timedelta(hours=2)  # of a meeting whose end nobody wrote
LONGEST = timedelta(days=1)


class MeetingKind(models.TextChoices):
    PLENARY = "plenary", _("séance plénière")
    COMMISSION = "commission", _("commission")
    WORKING_GROUP = "working_group", _("groupe de travail")
    STEERING_TEAM = "steering_team", _("équipe d’animation")
    WALKABOUT = "walkabout", _("marche exploratoire")
    PUBLIC = "public", _("réunion publique")


class Status(models.TextChoices):
    """What is to be known before one sets out. « Postponed » with the old date: no new one yet."""

    PLANNED = "planned", pgettext_lazy("meeting", "maintenue")
    CANCELLED = "cancelled", _("annulée")
    POSTPONED = "postponed", _("reportée")


class MinutesState(models.TextChoices):
    NONE = "", _("à venir")
    DRAFT = "draft", _("projet")
    APPROVED = "approved", _("approuvé")


class MeetingPage(Proposing, Whereabouts, Registrable, SharedPage):
    """One meeting. All that is made of it (lists, calendars, papers, feeds) is read from here.

    ``year`` is that of its first publication, and part of its address. ``uid`` is what calendars
    know it by, ``sequence`` counts what they must be told again (RFC 5545, 3.8.7.4); ``moved_from``
    is the date first announced. A copy announces another meeting: nothing is told of it yet.
    """

    publication_kind = kinds.MEETING
    base_form_class = MeetingForm
    exclude_fields_in_copy = [
        *SharedPage.exclude_fields_in_copy,
        *("uid", "sequence", "moved_from", "status", "status_reason", "agenda_published_at"),
        "proposals_until",
        *(*keeping.FROZEN_FIELDS, *keeping.FROZEN_ROWS, "errata", "attachments", "decisions_made"),
        "registration_closes_at",
    ]

    kind = models.CharField(
        _("type de séance"),
        max_length=16,
        choices=MeetingKind.choices,
        default=MeetingKind.PLENARY,
    )
    starts_at = models.DateTimeField(_("commence le"), null=True)
    ends_at = models.DateTimeField(
        _("finit le"),
        null=True,
        blank=True,
        help_text=_("Vide : deux heures après le début, sans que la page le dise."),
    )
    online_link = models.URLField(_("lien pour suivre à distance"), blank=True)
    childcare = models.BooleanField(_("garde d’enfants"), default=False)
    interpreting = models.BooleanField(_("interprète en langue des signes"), default=False)
    practical = models.TextField(
        _("bon à savoir"),
        max_length=600,
        blank=True,
        help_text=_("Accès, inscription à la garde d’enfants, repli en cas de pluie…"),
    )
    status = models.CharField(
        _("cette séance est"),
        max_length=10,
        choices=Status.choices,
        default=Status.PLANNED,
        help_text=_(
            "Reportée : mettez la nouvelle date plus haut, l’ancienne sera rappelée. Sans nouvelle "
            "date, la page dit « à une date à fixer »."
        ),
    )
    status_reason = models.CharField(_("pourquoi"), max_length=200, blank=True)
    moved_from = models.DateTimeField(null=True, blank=True, editable=False)
    uid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    sequence = models.PositiveIntegerField(default=0, editable=False)
    year = models.PositiveSmallIntegerField(default=0, editable=False)
    agenda_published_at = models.DateTimeField(null=True, blank=True, editable=False)

    body = StreamField(
        BodyBlock(),
        blank=True,
        verbose_name=_("présentation"),
        help_text=_("Facultatif : ce que l’ordre du jour ne dit pas."),
    )
    attendance = models.PositiveIntegerField(
        _("personnes présentes"), null=True, blank=True, validators=[MaxValueValidator(100_000)]
    )
    minutes_state = models.CharField(
        _("état du compte rendu"), max_length=8, choices=MinutesState.choices, blank=True
    )
    minutes_body = StreamField(BodyBlock(), blank=True, verbose_name=_("compte rendu"))
    approved_on = models.DateField(_("approuvé le"), null=True, blank=True)
    approved_by_meeting = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("par la séance"),
    )
    decisions_made = models.PositiveSmallIntegerField(default=0, editable=False)

    parent_page_types = ["quartiers_meetings.MeetingIndexPage"]
    subpage_types: list[str] = []
    page_description = _(
        "Une séance, de l’annonce au compte rendu : date, lieu, ordre du jour, décisions."
    )
    content_panels = [
        *SharedPage.head_panels,
        MultiFieldPanel(
            [
                FieldPanel("kind"),
                FieldRowPanel([FieldPanel("starts_at"), FieldPanel("ends_at")]),
                FieldPanel("place"),
                FieldPanel("place_words"),
            ],
            heading=_("Quand et où"),
        ),
        InlinePanel("agenda_items", heading=_("Ordre du jour"), label=_("point")),
        Proposing.proposing_panel,
        MultiFieldPanel(
            [
                FieldRowPanel([FieldPanel("childcare"), FieldPanel("interpreting")]),
                FieldPanel("practical"),
                FieldPanel("online_link"),
            ],
            heading=_("Venir, suivre"),
            classname="collapsed",
        ),
        *Registrable.registration_panels,
        MultiFieldPanel(
            [FieldPanel("status"), FieldPanel("status_reason")],
            heading=_("Annulée ou reportée"),
            classname="collapsed",
        ),
        FieldPanel("body", classname="collapsed"),
        MultiFieldPanel(
            [
                FieldPanel("minutes_state"),
                FieldPanel("attendance"),
                InlinePanel("officials", label=_("fonction représentée")),
                FieldPanel("minutes_body"),
                FieldRowPanel(
                    [
                        FieldPanel("approved_on"),
                        PageChooserPanel("approved_by_meeting", "quartiers_meetings.MeetingPage"),
                    ]
                ),
            ],
            heading=_("Compte rendu"),
            classname="collapsed",
        ),
        InlinePanel(
            "decisions", heading=_("Décisions"), label=_("décision"), classname="collapsed"
        ),
        InlinePanel(
            "errata",
            heading=_("Corrections au compte rendu approuvé"),
            label=_("correction"),
            classname="collapsed",
        ),
        InlinePanel(
            "attachments",
            heading=_("Documents joints"),
            label=_("document"),
            classname="collapsed",
        ),
        *SharedPage.image_panels,
        *SharedPage.shared_panels,
    ]
    search_fields = [
        *SharedPage.search_fields,
        index.SearchField("body"),
        index.SearchField("minutes_body"),
    ]

    class Meta:
        verbose_name = _("séance")
        verbose_name_plural = _("séances")
        constraints = [
            *Registrable.Meta.constraints,
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(ends_at__gt=F("starts_at")),
                name="quartiers_meeting_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(proposals_until=None) | Q(proposals_until__lt=F("starts_at")),
                name="quartiers_meeting_proposals_before_start",
            ),
        ]

    # Time and place ----------------------------------------------------------------------------

    @property
    def until(self) -> datetime | None:
        """When it is over, for calendars and « upcoming »: written, or as long as usual."""
        return self.ends_at or (self.starts_at and self.starts_at + USUAL_LENGTH)

    @property
    def planned_minutes(self) -> int:
        """What the items of the agenda add up to; 0 when none says how long it takes."""
        return sum(item.minutes or 0 for item in self.agenda_items.all())

    @property
    def is_cancelled(self) -> bool:
        return self.status == Status.CANCELLED

    @property
    def waits_for_a_date(self) -> bool:
        """Postponed, and nobody knows to when."""
        return self.status == Status.POSTPONED and self.moved_from in (None, self.starts_at)

    def registration_dates(self) -> list[Date]:
        begins, ends = self.starts_at, self.until
        if begins is None or ends is None:
            return []
        return [Date(None, begins, ends, self.place_line, self._gathering_state(), self._why())]

    def _gathering_state(self) -> GatheringState:
        """What those registered must know of its status."""
        if self.is_cancelled:
            return GatheringState.CANCELLED
        return GatheringState.WITHOUT_DATE if self.waits_for_a_date else GatheringState.PLANNED

    def _why(self) -> str:
        return self.status_reason if self.status != Status.PLANNED else ""

    @property
    def has_minutes(self) -> bool:
        return bool(self.minutes_state)

    @property
    def address_prefix(self) -> str:
        return f"{self.year}/"

    def get_context(self, request, *args, **kwargs):
        from ..showing import context

        return super().get_context(request, *args, **kwargs) | context(self, request.path)

    # Saving ------------------------------------------------------------------------------------

    def clean(self):
        super().clean()
        errors = self.deadline_errors()
        if self.starts_at and self.ends_at:
            if self.ends_at <= self.starts_at:
                errors["ends_at"] = _("La fin vient après le début : vérifiez la date et l’heure.")
            elif self.ends_at - self.starts_at > LONGEST:
                errors["ends_at"] = _("Une séance dure moins d’un jour : vérifiez la date de fin.")
        if not (self.has_place or self.online_link):
            errors["place"] = _("Choisissez un lieu, ou écrivez-le dans le champ qui suit.")
        if self.status != Status.PLANNED and not self.status_reason:
            errors["status_reason"] = _("Dites pourquoi : on le lira sur la page et dans l’agenda.")
        if self.minutes_state == MinutesState.APPROVED and not self.approved_on:
            errors["approved_on"] = _("Indiquez le jour où le compte rendu a été approuvé.")
        if self.approved_by_meeting_id and self.approved_by_meeting_id == self.pk:
            errors["approved_by_meeting"] = _(
                "Une séance n’approuve pas son propre compte rendu : choisissez la suivante."
            )
        if errors:
            raise ValidationError(errors)

    def _stand_where(self, stored):
        """An address that nobody has seen yet is of the year in which they first will."""
        super()._stand_where(stored)
        if not stored.first_published_at and not in_bin(stored):
            self.year = timezone.localdate().year
            self.set_url_path(self.get_parent())

    @transaction.atomic
    def save(self, *args, **kwargs):
        publishing.take_turn()  # what is kept is read after whoever else publishes
        if self.pk is None:
            self.year = timezone.localdate(self.first_published_at).year  # None: of now
            if MeetingPage.objects.filter(uid=self.uid).exists():
                self.uid = uuid.uuid4()  # an alias is made of all that its source has
        keeping.number_decisions(self)
        if not kwargs.get("update_fields"):
            keeping.keep(self)
        super().save(*args, **kwargs)

    def save_revision(self, *args, **kwargs):
        keeping.number_decisions(self)
        return super().save_revision(*args, **kwargs)

    # What a publication says -------------------------------------------------------------------

    @property
    def publication_date(self):
        return self.starts_at

    @property
    def publication_times(self) -> dict:
        place = french(self.place_name)[:160]
        return {"starts_at": self.starts_at, "ends_at": self.until, "place_name": place}

    @property
    def publication_on_portal(self) -> bool:
        return True

    @property
    def publication_facts(self) -> dict:
        facts = {
            "type": self.kind,
            "without_date": self.waits_for_a_date,
            "minutes": self.minutes_state,
            "decisions": self.decisions.count() if self.has_minutes else 0,
            "agenda": [item.title for item in self.agenda_items.all()[:3]],
            "attendance": self.attendance if self.has_minutes else None,
            "proposals": self.proposals_close_at and self.proposals_close_at.isoformat(),
            FACTS: facts_by_day(self).get(None),
        }
        return self._dated_facts() | {name: value for name, value in facts.items() if value}

    def _dated_facts(self) -> dict:
        """What calendars are told. One without a new date is called off, for a calendar."""
        reason = french(self.status_reason) if self.status != Status.PLANNED else ""
        return dated_facts(
            uid=str(self.uid),
            sequence=self.sequence,
            state=self.state,
            reason=reason,
            planned=timezone.localdate(self.moved_from) if self.moved_from else None,
            place=french(self.place_line),
            position=self.position,
        )

    @property
    def state(self) -> State:
        """What calendars know of its status."""
        if self.is_cancelled or self.waits_for_a_date:
            return State.CANCELLED
        return State.MOVED if self.moved_from else State.PLANNED

    @property
    def publication_text(self) -> str:
        parts = [item.title for item in self.agenda_items.all()]
        parts += [text_of(self.body), self.place_name]
        if self.has_minutes:
            parts += [text_of(self.minutes_body), *(d.text for d in self.decisions.all())]
        return " ".join(filter(None, parts))

    def publication_parts(self, facts: Facts) -> Iterable[Facts]:
        """Each decision, once minutes say so."""
        if not self.has_minutes:
            return
        for decision in self.decisions.all():
            yield replace(
                facts,
                source=f"{facts.source}#{decision.number}",
                kind=kinds.DECISION,
                page_id=None,
                part_of_id=self.pk,
                # The first one first, in lists of the newest.
                sort_at=facts.sort_at - timedelta(microseconds=decision.number),
                path=f"{facts.path}#{decision.anchor}",
                title=_shortened(decision.text),
                summary=facts.title[:300],
                starts_at=None,
                ends_at=None,
                place_name="",
                image_id=None,
                picture=None,
                facts=self._told_of(decision),
                search_text=folded(f"{decision.text} {decision.streets} {facts.title}"),
            )

    def _told_of(self, decision) -> dict:
        facts = {
            "text": decision.text,
            "result": decision.result,
            "votes": list(decision.votes or ()),
            "amount": decision.amount,
            "line": decision.budget_line,
            "streets": decision.streets,
            "minutes": self.minutes_state,
        }
        return {name: value for name, value in facts.items() if value not in ("", [], None)}


def _shortened(text: str) -> str:
    return text if len(text) <= 255 else f"{text[:254].rsplit(' ', 1)[0]}…"

"""A point that somebody who lives here puts forward for the agenda of a meeting."""

import uuid
from datetime import timedelta

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.hosts import table

LONGEST_SUBJECT, LONGEST_TEXT, LONGEST_NAME, LONGEST_ANSWER = 120, 1200, 60, 2000
CONFIRMED_WITHIN = timedelta(hours=48)


class ProposalQuerySet(models.QuerySet["Proposal"]):
    def waiting(self) -> "ProposalQuerySet":
        """Confirmed, and nobody decided yet."""
        return self.filter(state=Proposal.State.RECEIVED)

    def known(self) -> "ProposalQuerySet":
        """What its author confirmed: the rest is nobody's to read."""
        return self.exclude(state=Proposal.State.TO_CONFIRM)


class Proposal(models.Model):
    """One proposal. ``council`` (None: the portal) is the one whose team decides on it.

    ``key`` names it in signed links. ``digest`` is of what was typed: the same words sent twice by
    one person for one meeting are one proposal. ``asked_at`` is when the link to confirm was last
    sent, ``created_at`` when it was typed, which is what the deadline looks at. ``item_key`` is the
    ``origin`` of the item of ``item_meeting``'s agenda that was made of it. ``mail`` tells the
    author of the last decision; while it waits, it can be called back.
    """

    class State(models.TextChoices):
        TO_CONFIRM = "to_confirm", _("à confirmer")
        RECEIVED = "received", _("à traiter")
        TAKEN = "taken", _("à l’ordre du jour")
        MERGED = "merged", _("regroupée")
        ANSWERED = "answered", _("répondue")
        SET_ASIDE = "set_aside", _("écartée")

    DECIDED = (State.TAKEN, State.MERGED, State.ANSWERED, State.SET_ASIDE)

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    council = models.ForeignKey(
        "quartiers_councils.Council",
        models.CASCADE,
        null=True,
        related_name="proposals",
        verbose_name=_("conseil"),
    )
    meeting = models.ForeignKey(
        "quartiers_meetings.MeetingPage",
        models.SET_NULL,
        null=True,
        related_name="proposals",
        verbose_name=_("pour la séance"),
    )
    subject = models.CharField(_("sujet"), max_length=LONGEST_SUBJECT)
    text = models.TextField(_("texte"), max_length=LONGEST_TEXT)
    email = models.EmailField(_("adresse électronique"))
    name = models.CharField(_("nom"), max_length=LONGEST_NAME, blank=True)
    may_show_name = models.BooleanField(_("le nom peut être affiché"), default=False)
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("compte"),
    )
    digest = models.CharField(max_length=64)
    state = models.CharField(
        _("état"), max_length=12, choices=State.choices, default=State.TO_CONFIRM
    )
    created_at = models.DateTimeField(_("écrite le"), default=timezone.now)
    asked_at = models.DateTimeField(default=timezone.now)
    confirmed_at = models.DateTimeField(_("confirmée le"), null=True)
    decided_at = models.DateTimeField(_("décidée le"), null=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("décidée par"),
    )
    answer = models.TextField(_("réponse"), max_length=LONGEST_ANSWER, blank=True)
    merged_into = models.ForeignKey(
        "self", models.SET_NULL, null=True, related_name="joined", verbose_name=_("regroupée avec")
    )
    item_meeting = models.ForeignKey(
        "quartiers_meetings.MeetingPage",
        models.SET_NULL,
        null=True,
        related_name="+",
        verbose_name=_("à l’ordre du jour de"),
    )
    item_key = models.CharField(max_length=32, blank=True, db_index=True)
    item_title = models.CharField(_("intitulé du point"), max_length=200, blank=True)
    mail = models.ForeignKey(
        "quartiers_notifications.Mail", models.SET_NULL, null=True, related_name="+"
    )

    objects = ProposalQuerySet.as_manager()
    wagtail_reference_index_ignore = True  # where a meeting is used is told to whoever edits it

    class Meta:
        verbose_name = _("proposition")
        verbose_name_plural = _("propositions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["meeting", "email", "digest"], name="quartiers_proposal_once"
            ),
            models.CheckConstraint(
                condition=Q(state="to_confirm", confirmed_at=None)
                | (~Q(state="to_confirm") & Q(confirmed_at__isnull=False)),
                name="quartiers_proposal_confirmed",
            ),
            models.CheckConstraint(
                condition=Q(state__in=["to_confirm", "received"], decided_at=None)
                | (~Q(state__in=["to_confirm", "received"]) & Q(decided_at__isnull=False)),
                name="quartiers_proposal_decided",
            ),
            models.CheckConstraint(
                condition=~Q(state="answered") | ~Q(answer=""),
                name="quartiers_proposal_has_answer",
            ),
            models.CheckConstraint(
                condition=~Q(state="taken") | ~Q(item_key=""), name="quartiers_proposal_has_item"
            ),
            models.CheckConstraint(
                condition=Q(merged_into=None) | ~Q(merged_into=F("pk")),
                name="quartiers_proposal_not_in_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["council", "state"], name="quartiers_proposal_queue"),
        ]

    def __str__(self) -> str:
        return f"{self._meta.verbose_name} {self.pk}"  # never who or what: logs keep it

    @property
    def council_site(self):
        """The site that speaks to its author; None: the portal."""
        return self.council.site if self.council else None

    @property
    def journal_site_id(self) -> int | None:
        """Whose log tells of what is decided on it."""
        owner = self.council or table().portal
        return owner.site_id if owner else None

    @property
    def link_ends_at(self):
        return self.asked_at + CONFIRMED_WITHIN

    @property
    def is_waiting(self) -> bool:
        return self.state == self.State.RECEIVED

    @property
    def is_decided(self) -> bool:
        return self.state in self.DECIDED

    @property
    def is_with(self) -> bool:
        """Whether another proposal may join it."""
        return self.state in (self.State.RECEIVED, self.State.TAKEN)

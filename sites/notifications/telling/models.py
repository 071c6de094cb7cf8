"""What happened, who is told of it and how, and up to where digests have come."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from .cadence import Cadence

LONGEST_KEY = 120
LONGEST_ABOUT = 80


class Happening(models.Model):
    """Something that people are told of, once: a post of a topic, a decision.

    ``key`` names it for ever: announced twice, it is one. ``source`` is the feature that knows
    ``thing`` (a number of its own) and what it belongs to (``about``: « topic:12 », which notices
    are grouped by); ``position`` is its place therein. ``told`` holds the words of what has no
    table of its own (announcing.tell). All that never changes.

    ``is_withdrawn``: hidden at the moment. ``cursor`` is the last account that was seen to,
    ``reached`` how many are told; whoever died half-way leaves whole batches behind.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("en attente")
        DONE = "done", pgettext_lazy("notifications", "remis")
        FAILED = "failed", pgettext_lazy("notifications", "abandonné")

    key = models.CharField(max_length=LONGEST_KEY, unique=True)
    source = models.CharField(max_length=20)
    about = models.CharField(max_length=LONGEST_ABOUT)
    thing = models.BigIntegerField(null=True)
    position = models.PositiveIntegerField(default=0)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    told = models.JSONField(default=dict)
    at = models.DateTimeField(db_index=True)

    is_withdrawn = models.BooleanField(default=False)
    state = models.CharField(max_length=8, choices=State.choices, default=State.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    due_at = models.DateTimeField()
    cursor = models.BigIntegerField(default=0)
    reached = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = pgettext_lazy("notifications", "fait")
        verbose_name_plural = pgettext_lazy("notifications", "faits")
        indexes = [
            models.Index(
                fields=["due_at"], condition=Q(state="waiting"), name="quartiers_happening_due"
            ),
            models.Index(fields=["source", "about"], name="quartiers_happening_about"),
        ]

    def __str__(self) -> str:
        return self.key


class Notice(models.Model):
    """That a person is told of a happening, and by which of its channels.

    One row for both channels, so that neither can be held twice: on the site it is there until
    ``read_at``; by mail it leaves at the cadence ``mail`` (empty: never) and has left at
    ``mailed_at``. A mail that could not be written ``failures`` times is not tried again before
    ``retry_at``. ``kind`` is the strongest of the reasons why (kinds.py). ``about`` is the
    happening's, for lists.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    happening = models.ForeignKey(Happening, models.CASCADE, related_name="notices")
    kind = models.CharField(max_length=20)
    about = models.CharField(max_length=LONGEST_ABOUT)
    at = models.DateTimeField()
    read_at = models.DateTimeField(null=True)
    mail = models.CharField(max_length=8, choices=Cadence.choices, blank=True)
    mailed_at = models.DateTimeField(null=True)
    failures = models.PositiveSmallIntegerField(default=0)
    retry_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("notification")
        verbose_name_plural = _("notifications")
        constraints = [
            models.UniqueConstraint(fields=["person", "happening"], name="quartiers_notice_once"),
            models.CheckConstraint(
                condition=Q(mailed_at=None) | Q(mail__in=["now", "daily", "weekly"]),
                name="quartiers_notice_mailed_has_cadence",
            ),
        ]
        indexes = [
            models.Index(
                fields=["person", "about"],
                condition=Q(read_at=None),
                name="quartiers_notice_unread",
            ),
            models.Index(fields=["person", "-at"], name="quartiers_notice_newest"),
            models.Index(
                fields=["mail", "at"],
                condition=Q(mailed_at=None, mail__in=["now", "daily", "weekly"]),
                name="quartiers_notice_to_mail",
            ),
            models.Index(
                fields=["person", "about", "mailed_at"],
                condition=Q(mailed_at__isnull=False),
                name="quartiers_notice_mailed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.happening_id} → {self.person_id}"


class KindChoice(models.Model):
    """How often a person wants to be told of a kind; without a row, the kind's own cadence."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    kind = models.CharField(max_length=20)
    cadence = models.CharField(max_length=8, choices=Cadence.choices)

    class Meta:
        verbose_name = _("réglage de notification")
        verbose_name_plural = _("réglages de notification")
        constraints = [
            models.UniqueConstraint(fields=["person", "kind"], name="quartiers_kind_choice_once"),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.kind} {self.cadence}"


class DigestMark(models.Model):
    """Up to which of its moments a person's digest has been written: nobody gets two of one."""

    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, related_name="+")
    cadence = models.CharField(max_length=8, choices=Cadence.choices)
    done_for = models.DateTimeField()

    class Meta:
        verbose_name = _("résumé envoyé")
        verbose_name_plural = _("résumés envoyés")
        constraints = [
            models.UniqueConstraint(
                fields=["person", "cadence"], name="quartiers_digest_mark_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.person_id} {self.cadence} {self.done_for:%Y-%m-%d}"

"""Somebody is kept out of one council, or of everything, for a time."""

from datetime import datetime
from enum import Enum

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.councils.models import Council
from sites.moderation import charter

LONGEST_STATEMENT = 3000  # characters


class State(Enum):
    """Where a suspension stands at one moment; the value is what people read."""

    PROPOSED = _("à confirmer")
    DECLINED = _("non confirmée")
    COMING = _("à venir")
    RUNNING = _("en cours")
    LIFTED = _("levée")
    ENDED = _("terminée")


class SuspensionQuerySet(models.QuerySet["Suspension"]):
    def waiting(self) -> "SuspensionQuerySet":
        """Those that somebody proposed and a second person has not confirmed."""
        return self.filter(starts_at=None, lifted_at=None)

    def running(self, now: datetime | None = None) -> "SuspensionQuerySet":
        """Those that hold at ``now``: an end is the first moment that is free."""
        now = now or timezone.now()
        lasts = Q(ends_at=None) | Q(ends_at__gt=now)
        return self.filter(lasts, starts_at__lte=now, lifted_at=None)

    def over(self, now: datetime | None = None) -> "SuspensionQuerySet":
        """Those that held once or were declined."""
        return self.exclude(lifted_at=None) | self.filter(ends_at__lte=now or timezone.now())

    def longest_first(self) -> "SuspensionQuerySet":
        return self.order_by(F("ends_at").desc(nulls_first=True), "-pk")


class Suspension(models.Model):
    """``account`` may not take part in ``council`` (None: anywhere) during [starts_at, ends_at).

    ``days`` is how long it was meant to last (None: until it is lifted). While it is only proposed
    ``starts_at`` is empty; the dates are set when a second person confirms it. Names of those who
    decided are kept as they were, for when their accounts are gone.
    """

    account = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.CASCADE,
        related_name="suspensions",
        verbose_name=_("compte"),
    )
    council = models.ForeignKey(
        Council,
        models.CASCADE,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("conseil"),
    )
    rule = models.CharField(_("règle"), max_length=20, choices=charter.CHOICES)
    statement = models.TextField(_("motif"), max_length=LONGEST_STATEMENT)
    days = models.PositiveSmallIntegerField(_("jours"), null=True, blank=True)
    asked_at = models.DateTimeField(_("proposée le"), default=timezone.now)
    starts_at = models.DateTimeField(_("début"), null=True, blank=True)
    ends_at = models.DateTimeField(_("fin"), null=True, blank=True)
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    decided_by_name = models.CharField(_("décidée par"), max_length=150)
    confirmed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    confirmed_by_name = models.CharField(_("confirmée par"), max_length=150, blank=True)
    lifted_at = models.DateTimeField(_("levée le"), null=True, blank=True)
    lifted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    lifted_by_name = models.CharField(_("levée par"), max_length=150, blank=True)
    lift_reason = models.TextField(_("motif de la levée"), blank=True)

    objects = SuspensionQuerySet.as_manager()

    class Meta:
        verbose_name = _("suspension")
        verbose_name_plural = _("suspensions")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_at=None) | Q(starts_at=None) | Q(ends_at__gt=F("starts_at")),
                name="quartiers_suspension_ends_after_start",
            ),
            models.CheckConstraint(
                condition=Q(starts_at__isnull=False) | Q(council=None),
                name="quartiers_suspension_proposed_everywhere",
            ),
            models.CheckConstraint(
                condition=~Q(decided_by=F("account")),
                name="quartiers_suspension_not_of_oneself",
            ),
            models.CheckConstraint(
                condition=~Q(confirmed_by=F("decided_by")) & ~Q(confirmed_by=F("account")),
                name="quartiers_suspension_second_person",
            ),
            models.UniqueConstraint(
                fields=["account"],
                condition=Q(starts_at=None, lifted_at=None),
                name="quartiers_suspension_one_proposal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.account}: {self.council or '*'}"

    def state(self, now: datetime | None = None) -> State:
        """Where it stands at ``now``."""
        now = now or timezone.now()
        if self.lifted_at:
            return State.LIFTED if self.starts_at else State.DECLINED
        if self.starts_at is None:
            return State.PROPOSED
        if self.ends_at and self.ends_at <= now:
            return State.ENDED
        return State.RUNNING if self.starts_at <= now else State.COMING

    @property
    def since(self) -> datetime:
        """When it took effect. Raises ValueError for one that is only proposed."""
        if self.starts_at is None:
            raise ValueError("only proposed")
        return self.starts_at

    @property
    def authors(self) -> set[int]:
        """The accounts of those who decided it: they do not decide on an appeal against it."""
        return {pk for pk in (self.decided_by_id, self.confirmed_by_id) if pk}

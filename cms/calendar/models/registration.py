"""One person, or a small group under one name, registered for one date."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from .gathering import Gathering
from .registrable import MOST_SEATS

LONGEST_NAME = 80


class RegistrationState(models.TextChoices):
    HELD = "held", _("à confirmer, places gardées")
    UNCONFIRMED = "unconfirmed", _("à confirmer")
    REGISTERED = "registered", _("inscrit")
    WAITING = "waiting", _("en attente")
    OFFERED = "offered", _("place proposée")
    CANCELLED = "cancelled", _("désinscrit")
    REMOVED = "removed", _("retiré par l’équipe")
    LAPSED = "lapsed", _("proposition laissée passer")


S = RegistrationState
COUNTED = (S.REGISTERED, S.OFFERED, S.HELD)  # their seats are taken
UNPROVEN = (S.HELD, S.UNCONFIRMED)  # nobody has opened the link of the mail yet
SURE = (S.REGISTERED, S.WAITING, S.OFFERED)
LIVE = (*UNPROVEN, *SURE)


class RegistrationQuerySet(models.QuerySet["Registration"]):
    def live(self) -> "RegistrationQuerySet":
        return self.filter(state__in=LIVE)

    def sure(self) -> "RegistrationQuerySet":
        return self.filter(state__in=SURE)

    def of(self, user, *addresses: str) -> "RegistrationQuerySet":
        """Those of an account, and those that its verified addresses made without it."""
        found = Q(user=user) if user else Q(pk__in=[])
        for address in filter(None, addresses):
            found |= Q(address=address.lower())
        return self.filter(found)

    def in_line(self) -> "RegistrationQuerySet":
        """Who waits, in the one order in which places are handed on."""
        return self.filter(state=S.WAITING).order_by("waiting_since", "pk")


class Registration(models.Model):
    """``seats`` places for ``name`` (what one is called by) on the date ``gathering``.

    ``address`` is in lower case, empty where the team wrote somebody down by telephone; ``user`` is
    the account of whoever registered with one, or proved to have the address of one. Names and
    addresses are erased some time after the date (settings.RETENTION), the figures stay. ``told_…``
    is what the person last read of the date: who reads of a change is told once.
    """

    gathering = models.ForeignKey(Gathering, models.CASCADE, related_name="registrations")
    name = models.CharField(_("nom"), max_length=LONGEST_NAME, blank=True)
    address = models.CharField(_("adresse électronique"), max_length=254, blank=True)
    user = models.ForeignKey(settings.AUTH_USER_MODEL, models.SET_NULL, null=True, related_name="+")
    seats = models.PositiveSmallIntegerField(_("places"), default=1)
    state = models.CharField(max_length=11, choices=S.choices)
    by_team = models.BooleanField(default=False)
    created_at = models.DateTimeField(default=timezone.now)
    held_until = models.DateTimeField(null=True)
    waiting_since = models.DateTimeField(null=True)
    offered_until = models.DateTimeField(null=True)
    ended_at = models.DateTimeField(null=True)
    came = models.BooleanField(_("venu"), null=True)
    told_starts_at = models.DateTimeField(null=True)
    told_place = models.TextField(blank=True)
    told_state = models.CharField(max_length=12, blank=True)

    objects = RegistrationQuerySet.as_manager()

    class Meta:
        verbose_name = _("inscription")
        verbose_name_plural = _("inscriptions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(
                fields=["gathering", "address"],
                condition=Q(state__in=LIVE) & ~Q(address=""),
                name="quartiers_registration_address_once",
            ),
            models.UniqueConstraint(
                fields=["gathering", "user"],
                condition=Q(state__in=LIVE, user__isnull=False),
                name="quartiers_registration_user_once",
            ),
            models.CheckConstraint(
                condition=Q(seats__gte=1, seats__lte=MOST_SEATS),
                name="quartiers_registration_seats",
            ),
            models.CheckConstraint(
                condition=Q(state__in=S.values), name="quartiers_registration_state"
            ),
            models.CheckConstraint(
                condition=~Q(state=S.HELD) | Q(held_until__isnull=False),
                name="quartiers_registration_hold_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.OFFERED) | Q(offered_until__isnull=False),
                name="quartiers_registration_offer_ends",
            ),
            models.CheckConstraint(
                condition=~Q(state=S.WAITING) | Q(waiting_since__isnull=False),
                name="quartiers_registration_has_a_rank",
            ),
        ]
        indexes = [
            models.Index(fields=["address"], name="quartiers_registration_address"),
            models.Index(
                fields=["offered_until"],
                condition=Q(state=S.OFFERED),
                name="quartiers_registration_offers",
            ),
            models.Index(
                fields=["held_until"],
                condition=Q(state=S.HELD),
                name="quartiers_registration_holds",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.gathering_id} {self.pk} {self.state}"

    @property
    def is_live(self) -> bool:
        return self.state in LIVE

    @property
    def is_proven(self) -> bool:
        return self.state not in UNPROVEN

    def note_told(self, gathering: Gathering) -> None:
        """That the person has read what ``gathering`` says now (to be saved)."""
        self.told_starts_at, self.told_place = gathering.starts_at, gathering.place
        self.told_state = gathering.state

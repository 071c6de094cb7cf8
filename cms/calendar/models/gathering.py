"""One date of a page for which people have registered: the row that is locked to count places."""

from datetime import datetime, timedelta

from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from .registrable import GatheringState, RegistrationMode

AUTOMATIC = timedelta(hours=24)  # before the start: until then whoever waits is simply registered
LAST_OFFER = timedelta(hours=1)  # before the start: from then on nobody is offered a place


class Gathering(models.Model):
    """One date (``day``; None for what takes place once) of ``page``, made with the first
    registration.

    It repeats what the *published* page says, so that counting needs no page: whoever saves the
    page writes it here in the same turn (registration/following.py). ``has_news``: somebody
    registered has not been told of the last change yet. ``walk_ins`` are those who came without
    having registered.
    """

    page = models.ForeignKey("wagtailcore.Page", models.CASCADE, related_name="gatherings")
    day = models.DateField(null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.TextField(blank=True)
    state = models.CharField(
        max_length=12, choices=GatheringState.choices, default=GatheringState.PLANNED
    )
    reason = models.CharField(max_length=200, blank=True)
    mode = models.CharField(max_length=8, choices=RegistrationMode.choices)
    capacity = models.PositiveIntegerField(null=True)
    closes_at = models.DateTimeField()
    has_news = models.BooleanField(default=False)
    walk_ins = models.PositiveSmallIntegerField(_("venus sans inscription"), null=True)

    class Meta:
        verbose_name = _("date avec inscriptions")
        verbose_name_plural = _("dates avec inscriptions")
        default_permissions = ()
        constraints = [
            models.UniqueConstraint(fields=["page", "day"], name="quartiers_gathering_once"),
            models.UniqueConstraint(
                fields=["page"], condition=Q(day=None), name="quartiers_gathering_once_alone"
            ),
            models.CheckConstraint(
                condition=Q(capacity=None) | Q(capacity__gte=1), name="quartiers_gathering_capacity"
            ),
        ]
        indexes = [models.Index(fields=["ends_at"], name="quartiers_gathering_ends")]

    def __str__(self) -> str:
        return f"{self.page_id}@{self.day or self.starts_at:%Y-%m-%d}"

    @property
    def source(self) -> str:
        """The name of its row among the publications."""
        return f"page:{self.page_id}@{self.day}" if self.day else f"page:{self.page_id}"

    def takes_place(self, now: datetime) -> bool:
        """Whether it is still to come, as far as anybody knows."""
        return self.state == GatheringState.PLANNED and now < self.starts_at

    def takes_new(self, now: datetime) -> bool:
        """Whether somebody may register at ``now``; not at the very moment it closes or begins."""
        return (
            self.mode != RegistrationMode.NONE
            and self.takes_place(now)
            and now < min(self.closes_at, self.starts_at)
        )

"""What is in the bin: one row per deleted page (with what lies below it), picture or file."""

from datetime import datetime, timedelta
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone
from django.utils.functional import cached_property
from django.utils.translation import gettext_lazy as _

from cms.pages.models import CouncilFile, Picture
from sites.councils.hosts import table
from sites.councils.models import Council


def kept_for() -> timedelta:
    """How long what was deleted can be restored."""
    return timedelta(days=settings.RETENTION["bin"]["days"])


class EntryQuerySet(models.QuerySet):
    def over(self) -> "EntryQuerySet":
        """Those whose time has passed."""
        return self.filter(binned_at__lte=timezone.now() - kept_for())


class Entry(models.Model):
    """One thing in the bin, and what is needed to put it back as it was.

    ``council`` is whose site it was on, None for the portal. ``slug`` is what its address ended
    with (a picture: the name of its file), ``above`` the keys of the pages it lay below, from the
    home downwards, ``place`` the same in words. ``before`` and ``after`` are its neighbours then.
    ``states`` says what was online, by key of page (see states.py). ``was_closed``: readers needed
    a right to read it because of a page above it.
    """

    council = models.ForeignKey(
        Council, models.CASCADE, null=True, blank=True, related_name="+", verbose_name=_("conseil")
    )
    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="bin_entry"
    )
    picture = models.OneToOneField(
        Picture, models.CASCADE, null=True, blank=True, related_name="bin_entry"
    )
    file = models.OneToOneField(
        CouncilFile, models.CASCADE, null=True, blank=True, related_name="bin_entry"
    )
    title = models.CharField(_("titre"), max_length=255)
    binned_at = models.DateTimeField(_("supprimé le"), default=timezone.now, db_index=True)
    binned_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("supprimé par"),
    )
    slug = models.CharField(max_length=255, blank=True)
    place = models.TextField(blank=True)
    above = models.JSONField(default=list, blank=True)
    before = models.BigIntegerField(null=True, blank=True)
    after = models.BigIntegerField(null=True, blank=True)
    states = models.JSONField(default=dict, blank=True)
    pages = models.PositiveIntegerField(default=0)
    was_live = models.BooleanField(default=False)
    was_closed = models.BooleanField(default=False)
    had_review = models.BooleanField(default=False)

    objects = EntryQuerySet.as_manager()

    class Meta:
        verbose_name = _("élément de la corbeille")
        verbose_name_plural = _("corbeille")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=(
                    Q(page__isnull=False, picture=None, file=None)
                    | Q(page=None, picture__isnull=False, file=None)
                    | Q(page=None, picture=None, file__isnull=False)
                ),
                name="quartiers_bin_one_thing",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def thing(self):
        """The page, picture or file itself."""
        return self.page or self.picture or self.file

    @property
    def owner_id(self) -> int | None:
        """Who wrote the page or uploaded the file."""
        if self.page:
            return self.page.owner_id
        return (self.picture or self.file).uploaded_by_user_id

    @property
    def over_at(self) -> datetime:
        """When it goes for good."""
        return self.binned_at + kept_for()

    @cached_property
    def kind(self) -> str:
        """What it is, in one or two words."""
        if self.page:
            return str(self.page.specific_class._meta.verbose_name) if self.page else ""
        return str(self.thing._meta.verbose_name)

    @property
    def below(self) -> int:
        """How many pages lay below it."""
        return max(self.pages - 1, 0)

    @property
    def site_name(self) -> str:
        """Whose it was, in words."""
        known = table()
        if self.council_id is None:
            return known.portal.name if known.portal else ""
        neighbour = known.neighbour_by_id(self.council_id)
        return neighbour.name if neighbour else ""

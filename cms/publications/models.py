"""The read model: one row per public thing, and where it is listed."""

from functools import cached_property

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.db.models.functions import Left
from django.utils.translation import gettext_lazy as _

from sites.councils.hosts import table
from sites.councils.models import Council

from .kinds import KIND_CHOICES, KINDS

PATH_INDEXED = 200  # characters: a row is never refused for the length of its path


class Publication(models.Model):
    """What lists, feeds, the sitemap and search know of one public thing.

    A row exists exactly while the thing may be read by everybody; who wants to know whether
    something is public asks this table. ``source`` names the thing (``page:12``, ``topic:7``);
    what a page tells of apart (a decision, one date of a series) is a ``part_of`` it.
    ``home`` is the council whose site the thing's one address lies on, None for the portal.
    ``starts_at`` and ``ends_at`` are told by what happens at some time, both or neither.
    """

    source = models.CharField(max_length=40, unique=True)
    page = models.OneToOneField(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="publication"
    )
    part_of = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, null=True, blank=True, related_name="publication_parts"
    )
    kind = models.CharField(_("type"), max_length=20, choices=KIND_CHOICES)
    home = models.ForeignKey(
        Council, models.CASCADE, null=True, blank=True, related_name="publications"
    )
    path = models.TextField(_("chemin"))
    title = models.CharField(_("titre"), max_length=255)
    summary = models.CharField(_("résumé"), max_length=300, blank=True)
    sort_at = models.DateTimeField(_("date"))
    changed_at = models.DateTimeField(_("modifié le"))
    starts_at = models.DateTimeField(_("commence le"), null=True, blank=True)
    ends_at = models.DateTimeField(_("finit le"), null=True, blank=True)
    place_name = models.CharField(_("lieu"), max_length=160, blank=True)
    image = models.ForeignKey(
        settings.WAGTAILIMAGES_IMAGE_MODEL, models.SET_NULL, null=True, blank=True, related_name="+"
    )
    picture = models.JSONField(null=True, blank=True)  # addresses of ready-made sizes, see pictures
    facts = models.JSONField(default=dict, blank=True)  # what only this kind shows in a list
    search_text = models.TextField(blank=True)
    on_portal = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("publication")
        verbose_name_plural = _("publications")
        indexes = [
            models.Index(fields=["home", "-changed_at"], name="quartiers_pub_home"),
            models.Index(fields=["-sort_at", "-id"], name="quartiers_pub_newest"),
            models.Index(Left("path", PATH_INDEXED), name="quartiers_pub_path"),
        ]
        constraints = [
            models.CheckConstraint(
                condition=Q(starts_at=None, ends_at=None)
                | Q(starts_at__isnull=False, ends_at__gte=models.F("starts_at")),
                name="quartiers_pub_ends_after_start",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def kind_label(self) -> str:
        return KINDS[self.kind].label

    @cached_property
    def url(self) -> str:
        """The thing's one address, with scheme and host."""
        known = table()
        if self.home_id is None:
            return f"{known.portal_url}{self.path}"
        return f"{known.council_url(self.home_id)}{self.path}"

    @property
    def home_name(self) -> str:
        """The council's name, empty for the portal's own things."""
        known = table().neighbour_by_id(self.home_id)
        return known.name if known else ""


class Placement(models.Model):
    """That a publication is listed by a council (None: by the portal).

    What lists are narrowed by is repeated here, so that each is one walk along one index: kind,
    ``facet`` (what it is among those of its kind: a plenary, a charter), dates, whether it was
    called off.
    """

    publication = models.ForeignKey(Publication, models.CASCADE, related_name="placements")
    council = models.ForeignKey(
        Council, models.CASCADE, null=True, blank=True, related_name="placements"
    )
    kind = models.CharField(max_length=20)
    facet = models.CharField(max_length=20, blank=True)
    sort_at = models.DateTimeField()
    starts_at = models.DateTimeField(null=True, blank=True)
    ends_at = models.DateTimeField(null=True, blank=True)
    is_called_off = models.BooleanField(default=False)
    on_portal = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("emplacement")
        verbose_name_plural = _("emplacements")
        indexes = [
            models.Index(
                fields=["council", "kind", "-sort_at", "-id"], name="quartiers_placement_kind"
            ),
            models.Index(
                fields=["council", "kind", "facet", "-sort_at", "-id"],
                name="quartiers_placement_facet",
            ),
            models.Index(fields=["council", "-sort_at", "-id"], name="quartiers_placement_all"),
            models.Index(
                fields=["council", "ends_at", "kind", "is_called_off"],
                name="quartiers_placement_to_come",
            ),
            models.Index(fields=["council", "starts_at", "id"], name="quartiers_placement_held"),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "council"], name="quartiers_placement_once"
            ),
            models.UniqueConstraint(
                fields=["publication"],
                condition=Q(council=None),
                name="quartiers_placement_once_portal",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.publication} → {self.council or _('portail')}"

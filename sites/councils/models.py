"""The councils of an install, their portal, and the groups that carry their roles."""

from django.contrib.auth.models import Group
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from wagtail.models import Collection, Site

from . import perimeters
from .roles import ROLE_CHOICES
from .stamps import Stamp
from .street_models import Street, Stretch

__all__ = ["Council", "CouncilQuerySet", "Portal", "RoleGroup", "Stamp", "Street", "Stretch"]

code_validator = RegexValidator(
    r"^[a-z][a-z0-9]{1,11}$",
    _("Deux à douze lettres minuscules ou chiffres, en commençant par une lettre."),
)


class CouncilQuerySet(models.QuerySet):
    def in_order(self):
        """As councils are listed everywhere: by their place in the list, then by name."""
        return self.select_related("site__root_page").order_by("position", "name")


class Council(models.Model):
    """A neighbourhood council: one Wagtail site, one collection of files, one set of groups.

    ``perimeter`` is the ``geometry`` member of a GeoJSON feature (RFC 7946, WGS84, lon/lat) or
    empty; ``area`` is in hectares.
    """

    site = models.OneToOneField(
        Site, models.PROTECT, related_name="council", verbose_name=_("site")
    )
    collection = models.OneToOneField(
        Collection, models.PROTECT, related_name="council", verbose_name=_("collection")
    )
    code = models.CharField(
        _("code"),
        max_length=12,
        unique=True,
        validators=[code_validator],
        error_messages={"unique": _("Ce code est déjà pris par un autre conseil.")},
    )
    name = models.CharField(_("nom"), max_length=120, unique=True)
    slug = models.SlugField(_("identifiant"), max_length=120, unique=True)
    city_number = models.CharField(_("numéro de la ville"), max_length=10, blank=True)
    area = models.DecimalField(
        _("superficie (ha)"), max_digits=6, decimal_places=1, null=True, blank=True
    )
    perimeter = models.JSONField(
        _("périmètre"), null=True, blank=True, validators=[perimeters.validate]
    )
    perimeter_credit = models.CharField(_("source du périmètre"), max_length=200, blank=True)
    position = models.PositiveSmallIntegerField(_("ordre"), default=0)

    objects = CouncilQuerySet.as_manager()

    class Meta:
        verbose_name = _("conseil de quartier")
        verbose_name_plural = _("conseils de quartier")
        constraints = [
            models.CheckConstraint(
                condition=~Q(code="portal"),
                name="quartiers_council_code_not_portal",
                violation_error_message=_("Le code « portal » est celui du portail."),
            )
        ]

    def __str__(self) -> str:
        return self.name


class Portal(models.Model):
    """The one site that gathers the councils."""

    site = models.OneToOneField(Site, models.PROTECT, related_name="portal", verbose_name=_("site"))
    collection = models.OneToOneField(
        Collection, models.PROTECT, related_name="portal", verbose_name=_("collection")
    )
    name = models.CharField(_("nom"), max_length=120)
    district = models.CharField(
        _("arrondissement ou commune"),
        max_length=60,
        help_text=_("Écrit dans le titre de chaque page et sur la plaque, par exemple « 10e »."),
    )
    only = models.BooleanField(default=True, unique=True, editable=False)

    class Meta:
        verbose_name = _("portail")
        verbose_name_plural = _("portails")
        constraints = [
            models.CheckConstraint(condition=Q(only=True), name="quartiers_portal_only_one")
        ]

    def __str__(self) -> str:
        return self.name


class RoleGroup(models.Model):
    """The auth group through which a role is given, in a council or (without one) everywhere."""

    group = models.OneToOneField(Group, models.CASCADE, related_name="role_group")
    role = models.CharField(_("rôle"), max_length=20, choices=ROLE_CHOICES)
    council = models.ForeignKey(
        Council, models.CASCADE, null=True, blank=True, related_name="role_groups"
    )

    class Meta:
        verbose_name = _("groupe d’un rôle")
        verbose_name_plural = _("groupes des rôles")
        constraints = [
            models.UniqueConstraint(fields=["role", "council"], name="quartiers_role_per_council"),
            models.UniqueConstraint(
                fields=["role"], condition=Q(council=None), name="quartiers_role_once_globally"
            ),
        ]

    def __str__(self) -> str:
        return str(self.group)

"""Words and places that pages of all councils share (their screens: cms/editing/shared.py)."""

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.admin.widgets import SlugInput
from wagtail.search import index

from sites.councils.models import Council


class Topic(models.Model):
    """A theme by which readers find things: « Propreté », « Vélo »…"""

    name = models.CharField(_("nom"), max_length=60, unique=True)
    slug = models.SlugField(_("identifiant"), max_length=60, unique=True)

    panels = [
        TitleFieldPanel("name", classname="", placeholder=False, targets=["slug"]),
        FieldPanel(
            "slug",
            heading=_("Mot dans les adresses"),
            help_text=_("Il suit le nom tout seul : « velo » pour « Vélo »."),
            widget=SlugInput,
        ),
    ]

    class Meta:
        verbose_name = _("thème")
        verbose_name_plural = _("thèmes")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name


class Place(index.Indexed, models.Model):
    """Somewhere things happen; latitude and longitude are WGS84 degrees."""

    name = models.CharField(_("nom"), max_length=160, unique=True)
    address = models.CharField(_("adresse"), max_length=200, blank=True)
    latitude = models.DecimalField(
        _("latitude"),
        max_digits=9,
        decimal_places=6,
        validators=[MinValueValidator(-90), MaxValueValidator(90)],
    )
    longitude = models.DecimalField(
        _("longitude"),
        max_digits=9,
        decimal_places=6,
        validators=[MinValueValidator(-180), MaxValueValidator(180)],
    )
    access_notes = models.TextField(
        _("accès"),
        blank=True,
        help_text=_("Marches, largeur de porte, boucle magnétique, toilettes…"),
    )
    transport = models.CharField(_("transports"), max_length=200, blank=True)
    council = models.ForeignKey(
        Council,
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="places",
        verbose_name=_("conseil de quartier"),
    )

    panels = [
        FieldPanel("name"),
        FieldPanel("address"),
        MultiFieldPanel(
            [FieldRowPanel([FieldPanel("latitude"), FieldPanel("longitude")])],
            heading=_("Sur le plan"),
            help_text=_(
                "Deux nombres que donne toute carte en ligne : « 48.876 » et « 2.363 » pour le "
                "10e arrondissement."
            ),
        ),
        MultiFieldPanel([FieldPanel("access_notes"), FieldPanel("transport")], heading=_("Venir")),
        FieldPanel("council"),
    ]
    search_fields = [
        index.SearchField("name"),
        index.AutocompleteField("name"),
        index.SearchField("address"),
    ]

    class Meta:
        verbose_name = _("lieu")
        verbose_name_plural = _("lieux")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name

"""The first page of a site: the portal's and a council's."""

from django.db import models
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.models import Orderable

from ..homepage import council_home, portal_home
from ..routing import home_itself, page_below
from .base import BasePage

BANNER_LEVELS = [
    ("info", _("Information")),
    ("warning", _("Attention")),
    ("alert", _("Alerte")),
]


class HomePage(BasePage):
    """What both homes have: an alert banner for every page of the site, highlights, partners."""

    intro = models.TextField(
        _("introduction"),
        blank=True,
        max_length=600,
        help_text=_("Deux ou trois phrases qui disent ce qu’est ce site."),
    )
    banner_level = models.CharField(
        _("niveau"), max_length=10, choices=BANNER_LEVELS, default="info"
    )
    banner_text = models.CharField(
        _("texte du bandeau"),
        max_length=200,
        blank=True,
        help_text=_("Affiché en haut de toutes les pages du site. Vide : pas de bandeau."),
    )
    banner_until = models.DateTimeField(
        _("jusqu’au"),
        null=True,
        blank=True,
        help_text=_("Le bandeau disparaît tout seul à cette date."),
    )

    parent_page_types: list[str] = []  # homes are made with their site (create_council)

    content_panels = [
        *BasePage.head_panels,
        MultiFieldPanel(
            [
                FieldPanel("banner_text"),
                FieldRowPanel([FieldPanel("banner_level"), FieldPanel("banner_until")]),
            ],
            heading=_("Bandeau d’alerte"),
        ),
        InlinePanel(
            "highlights",
            heading=_("À la une"),
            label=_("page"),
            max_num=3,
            help_text=_("Trois pages au plus. Laissez vide : les plus récentes s’y mettent."),
        ),
        FieldPanel("intro"),
        *BasePage.image_panels,
        InlinePanel(
            "partners",
            heading=_("Liens utiles"),
            label=_("lien"),
            help_text=_("La mairie, une bibliothèque, une association…"),
        ),
    ]

    class Meta:
        abstract = True

    def route(self, request, path_components):
        """Find what Wagtail would find, without walking down to it."""
        if not path_components:
            return super(HomePage, home_itself(self)).route(request, [])
        page = page_below(self, path_components)
        if page is None:
            return super().route(request, path_components)
        return page.route(request, list(page.found_on.rest))

    @property
    def publication_text(self) -> str:
        return self.intro


class PortalHomePage(HomePage):
    """The portal's home: the way to each council, and what is new in all of them."""

    subpage_types = [
        "quartiers_pages.NewsIndexPage",
        "quartiers_pages.DocumentIndexPage",
        "quartiers_pages.StandardPage",
        "quartiers_pages.FaqPage",
        "quartiers_pages.FormPage",
        "quartiers_pages.LegalPage",
    ]

    class Meta:
        verbose_name = _("accueil du portail")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | portal_home(self)


class CouncilHomePage(HomePage):
    """A council's home, in the order in which residents ask."""

    subpage_types = PortalHomePage.subpage_types

    class Meta:
        verbose_name = _("accueil d’un conseil")

    def get_context(self, request, *args, **kwargs):
        return super().get_context(request, *args, **kwargs) | council_home(self, request.council)


class Highlight(Orderable):
    """A page that editors put first on their home; at most three."""

    target = models.ForeignKey(
        "wagtailcore.Page", models.CASCADE, related_name="+", verbose_name=_("page")
    )

    panels = [FieldPanel("target")]

    class Meta(Orderable.Meta):
        abstract = True


class CouncilHighlight(Highlight):
    home = ParentalKey(CouncilHomePage, related_name="highlights")


class PortalHighlight(Highlight):
    home = ParentalKey(PortalHomePage, related_name="highlights")


class PartnerLink(Orderable):
    """A site that residents also need: the town hall, a library, an association."""

    name = models.CharField(_("nom"), max_length=80)
    url = models.URLField(_("adresse"))
    description = models.CharField(_("description"), max_length=160, blank=True)

    panels = [FieldPanel("name"), FieldPanel("url"), FieldPanel("description")]

    class Meta(Orderable.Meta):
        abstract = True


class CouncilPartner(PartnerLink):
    home = ParentalKey(CouncilHomePage, related_name="partners")


class PortalPartner(PartnerLink):
    home = ParentalKey(PortalHomePage, related_name="partners")

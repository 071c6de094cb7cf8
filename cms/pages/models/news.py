"""News and photo galleries, and the page that lists them."""

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, InlinePanel, MultiFieldPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.publications import kinds

from ..blocks import BodyBlock, text_of
from ..dates import start_of_day
from ..lists import ListingMixin
from .base import BasePage, SharedPage
from .photos import Photo, PhotosForm


class NewsIndexPage(ListingMixin, BasePage):
    """« Actualités »: what the site lists of news and photos, newest first."""

    listed_kinds = (kinds.NEWS, kinds.GALLERY)

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    parent_page_types = ["quartiers_pages.PortalHomePage", "quartiers_pages.CouncilHomePage"]
    subpage_types = ["quartiers_pages.NewsPage", "quartiers_pages.GalleryPage"]
    max_count_per_parent = 1
    content_panels = [*BasePage.head_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("liste des actualités")


class NewsPage(SharedPage):
    """A piece of news: dated, short, with photos."""

    publication_kind = kinds.NEWS
    base_form_class = PhotosForm

    date = models.DateField(_("date"), default=timezone.localdate)
    body = StreamField(BodyBlock(), verbose_name=_("texte"))
    on_portal = models.BooleanField(
        _("aussi sur le portail"),
        default=True,
        help_text=_("Affichée avec les actualités des autres conseils."),
    )

    parent_page_types = ["quartiers_pages.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Une information datée : un appel, un retour, une nouveauté.")
    content_panels = [
        *SharedPage.head_panels,
        FieldPanel("body"),
        *SharedPage.image_panels,
        InlinePanel("photos", heading=_("Photos"), label=_("photo")),
        MultiFieldPanel(
            [FieldPanel("date"), *SharedPage.filing_panels, FieldPanel("on_portal")],
            heading=_("Date, thèmes, autres conseils"),
            classname="collapsed",
        ),
    ]
    search_fields = [*SharedPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("actualité")
        verbose_name_plural = _("actualités")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"photos": self.photos.select_related("image")}

    @property
    def publication_date(self):
        return start_of_day(self.date, at_least=self.first_published_at)

    @property
    def publication_on_portal(self) -> bool:
        return self.on_portal

    @property
    def publication_text(self) -> str:
        return text_of(self.body)


class NewsPhoto(Photo):
    page = ParentalKey(NewsPage, related_name="photos")


class GalleryPage(SharedPage):
    """Photos of one occasion."""

    publication_kind = kinds.GALLERY
    base_form_class = PhotosForm

    date = models.DateField(_("date"), default=timezone.localdate)
    intro = models.TextField(_("introduction"), blank=True, max_length=600)

    parent_page_types = ["quartiers_pages.NewsIndexPage"]
    subpage_types: list[str] = []
    page_description = _("Les photos d’un événement, avec légendes.")
    content_panels = [
        *SharedPage.head_panels,
        InlinePanel("photos", heading=_("Photos"), label=_("photo"), min_num=1),
        FieldPanel("intro"),
        FieldPanel("date", help_text=_("Le jour de l’événement.")),
        *SharedPage.image_panels,
        *SharedPage.shared_panels,
    ]

    class Meta:
        verbose_name = _("galerie de photos")
        verbose_name_plural = _("galeries de photos")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {"photos": self.photos.select_related("image")}

    @property
    def publication_date(self):
        return start_of_day(self.date, at_least=self.first_published_at)

    @property
    def publication_on_portal(self) -> bool:
        return True

    @property
    def publication_facts(self) -> dict:
        return {"photos": self.photos.count()}

    @property
    def publication_text(self) -> str:
        return " ".join([self.intro, *(photo.caption for photo in self.photos.all())])


class GalleryPhoto(Photo):
    page = ParentalKey(GalleryPage, related_name="photos")

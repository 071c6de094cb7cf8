"""Pages of text: standard, frequent questions, legal."""

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override
from modelcluster.fields import ParentalKey
from wagtail.admin.panels import FieldPanel, FieldRowPanel, InlinePanel, MultiFieldPanel
from wagtail.blocks import StreamValue
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Orderable
from wagtail.search import index

from cms.publications.models import Publication
from sites.accounts.privacy.held import held

from ..blocks import BodyBlock, text_of
from ..blocks.text import FEATURES
from ..tree import host_of
from .base import BasePage, SharedPage

PRIVACY_SLUG = "donnees-personnelles"


class StandardPage(SharedPage):
    """A page of text and blocks; it can list the pages below it."""

    body = StreamField(BodyBlock(), blank=True, verbose_name=_("texte"))
    show_children = models.BooleanField(_("montrer les pages rangées dessous"), default=True)

    page_description = _("Une page de texte : présentation, dossier, mode d’emploi.")
    subpage_types = [
        "quartiers_pages.StandardPage",
        "quartiers_pages.FaqPage",
        "quartiers_pages.TeamPage",
        "quartiers_pages.CommissionPage",
        "quartiers_pages.FormPage",
    ]
    content_panels = [
        *SharedPage.head_panels,
        FieldPanel("body"),
        *SharedPage.image_panels,
        MultiFieldPanel(
            [FieldPanel("show_children"), *SharedPage.filing_panels],
            heading=_("Sous-pages, thèmes, autres conseils"),
            classname="collapsed",
        ),
    ]
    search_fields = [*SharedPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("page")
        verbose_name_plural = _("pages")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        if self.show_children:
            context["children"] = public_children(self)
        return context

    @property
    def publication_text(self) -> str:
        return text_of(self.body)


def public_children(page) -> list[Publication]:
    """The pages right below that everybody may read, in the order of the tree."""
    below = page.get_children().values("pk")
    rows = Publication.objects.filter(page_id__in=below).select_related("page")
    return sorted(rows, key=lambda row: row.page.path)


class FaqPage(BasePage):
    """Frequent questions, grouped by heading."""

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    subpage_types: list[str] = []
    page_description = _("Des questions fréquentes et leurs réponses.")
    content_panels = [
        *BasePage.head_panels,
        FieldPanel("intro"),
        InlinePanel("questions", heading=_("Questions"), label=_("question"), min_num=1),
    ]

    class Meta:
        verbose_name = _("questions fréquentes")

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        context["sections"] = self.sections()
        return context

    def sections(self) -> list[tuple[str, list["Question"]]]:
        """Questions under their headings, in the order in which headings first appear."""
        grouped: dict[str, list[Question]] = {}
        for question in self.questions.all():
            grouped.setdefault(question.category, []).append(question)
        return list(grouped.items())

    @property
    def publication_text(self) -> str:
        return " ".join(question.question for question in self.questions.all())


class Question(Orderable):
    page = ParentalKey(FaqPage, related_name="questions")
    category = models.CharField(_("rubrique"), max_length=80, blank=True)
    question = models.CharField(_("question"), max_length=200)
    answer = RichTextField(_("réponse"), features=FEATURES)

    panels = [
        FieldPanel("question", help_text=_("Comme on vous la pose : « Faut-il s’inscrire ? ».")),
        FieldPanel("answer"),
        FieldPanel(
            "category",
            help_text=_("Les questions de même rubrique se suivent sous un titre."),
        ),
    ]


class LegalPage(BasePage):
    """A legal text with its version: notices, personal data, accessibility, charter."""

    version = models.CharField(_("version"), max_length=20, default="1")
    date = models.DateField(_("en vigueur depuis"), default=timezone.localdate)
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("texte"))

    parent_page_types = ["quartiers_pages.PortalHomePage", "quartiers_pages.CouncilHomePage"]
    subpage_types: list[str] = []
    page_description = _("Un texte de référence, daté et numéroté.")
    content_panels = [
        *BasePage.head_panels,
        FieldRowPanel([FieldPanel("version"), FieldPanel("date")]),
        FieldPanel("body"),
    ]
    search_fields = [*BasePage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("texte légal")
        verbose_name_plural = _("textes légaux")

    def get_context(self, request, *args, **kwargs):
        """``whole`` begins with what the site's settings state; the page on personal data ends
        with what the code itself says is held.
        """
        context = super().get_context(request, *args, **kwargs)
        context["whole"] = self.whole()
        if self.slug == PRIVACY_SLUG:
            context["holdings"] = held()
        return context

    def whole(self) -> StreamValue:
        """What the text at a promised address states by itself, then what its team wrote."""
        from ..legal_facts import NEEDED, facts_of
        from ..legal_texts import stated, stream

        host = host_of(self) if self.is_fixed and self.slug in NEEDED else None
        if not (host and host.site):
            return self.body
        own = [(child.block_type, child.value, child.id) for child in self.body]
        said = stream(self.body.stream_block, stated(self.slug, facts_of(host.site)))
        return StreamValue(self.body.stream_block, [*said, *own])

    @property
    def publication_text(self) -> str:
        """In one language, whoever saves; without the declaration, which time changes."""
        from ..legal_facts import ACCESSIBILITY_SLUG

        with override(settings.LANGUAGE_CODE):
            return text_of(self.body if self.slug == ACCESSIBILITY_SLUG else self.whole())

"""Documents of a council: agendas, charters, reports; as a page, as a file, or both."""

from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, MultiFieldPanel, PageChooserPanel
from wagtail.fields import StreamField
from wagtail.search import index

from cms.publications import kinds
from cms.publications.listing import readable

from ..blocks import BodyBlock, text_of
from ..dates import start_of_day
from ..lists import ListingMixin
from ..sharing import SharedPageForm
from ..tree import host_of, same_site
from .base import BasePage, SharedPage

DOCUMENT_KINDS = (
    ("agenda", _("Ordre du jour")),
    ("minutes", _("Compte rendu")),
    ("charter", _("Charte")),
    ("activity_report", _("Bilan d’activité")),
    ("budget", _("Budget")),
    ("poster", _("Affiche")),
    ("presentation", _("Présentation")),
    ("other", _("Autre document")),
)


class DocumentIndexPage(ListingMixin, BasePage):
    """« Documents »: what the site lists of them, by kind and year."""

    listed_kinds = (kinds.DOCUMENT,)
    facet_choices = DOCUMENT_KINDS
    has_years = True

    intro = models.TextField(_("introduction"), blank=True, max_length=400)

    parent_page_types = ["quartiers_pages.PortalHomePage", "quartiers_pages.CouncilHomePage"]
    subpage_types = ["quartiers_pages.CouncilDocument"]
    max_count_per_parent = 1
    content_panels = [*BasePage.head_panels, FieldPanel("intro")]

    class Meta:
        verbose_name = _("liste des documents")


class DocumentForm(SharedPageForm):
    def clean(self):
        cleaned = super().clean()
        replaced = cleaned.get("supersedes")
        if replaced and not same_site(self.parent_page, replaced):
            self.add_error("supersedes", _("Choisissez un document de votre site."))
        return cleaned


class CouncilDocument(SharedPage):
    """One document. HTML first: the file is for printing, the text for reading."""

    publication_kind = kinds.DOCUMENT

    kind = models.CharField(_("type de document"), max_length=20, choices=DOCUMENT_KINDS)
    date = models.DateField(_("date"), default=timezone.localdate)
    file = models.ForeignKey(
        "quartiers_pages.CouncilFile",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("fichier"),
    )
    body = StreamField(BodyBlock(), blank=True, verbose_name=_("texte"))
    supersedes = models.ForeignKey(
        "self",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="superseded_by",
        verbose_name=_("remplace"),
    )

    parent_page_types = ["quartiers_pages.DocumentIndexPage"]
    subpage_types: list[str] = []
    page_description = _(
        "Un ordre du jour, une charte, un bilan… en texte, en fichier ou les deux."
    )
    content_panels = [
        *SharedPage.head_panels,
        FieldRowPanel([FieldPanel("kind"), FieldPanel("date")]),
        FieldPanel(
            "body",
            help_text=_(
                "Le texte d’abord : il se lit sur un téléphone et à voix haute, pas un PDF."
            ),
        ),
        FieldPanel("file", help_text=_("Pour imprimer ou enregistrer : PDF, Word, tableur…")),
        MultiFieldPanel(
            [
                PageChooserPanel(
                    "supersedes",
                    "quartiers_pages.CouncilDocument",
                    help_text=_("L’ancienne version renverra vers celle-ci."),
                ),
                *SharedPage.filing_panels,
            ],
            heading=_("Version précédente, thèmes, autres conseils"),
            classname="collapsed",
        ),
    ]
    search_fields = [*SharedPage.search_fields, index.SearchField("body")]

    class Meta:
        verbose_name = _("document")
        verbose_name_plural = _("documents")

    base_form_class = DocumentForm

    def clean(self):
        super().clean()
        if self.supersedes_id and self.supersedes_id == self.pk:
            raise ValidationError({"supersedes": _("Un document ne se remplace pas lui-même.")})

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        return context | {
            "newer": self._readable_here(self.superseded_by.all()),
            "older": self._readable_here(CouncilDocument.objects.filter(pk=self.supersedes_id)),
        }

    def _readable_here(self, documents):
        """The latest of ``documents`` that everybody may read, on this site: a document of another
        council neither replaces one of ours nor is replaced by it."""
        host = host_of(self)
        if not host:
            return None
        below = readable(documents).filter(path__startswith=host.site.root_page.path)
        return below.order_by("-date").first()

    @property
    def publication_date(self):
        return start_of_day(self.date, at_least=self.first_published_at)

    @property
    def publication_on_portal(self) -> bool:
        return True

    @property
    def publication_facts(self) -> dict:
        facts = {"type": self.kind}
        if self.file:
            facts |= {"extension": self.file.file_extension, "size": self.file.get_file_size()}
        return facts

    @property
    def publication_text(self) -> str:
        return text_of(self.body)

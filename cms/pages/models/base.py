"""What every page has, and how a saved page reaches the public."""

from collections.abc import Iterable

from django import forms
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone
from django.utils.text import slugify
from django.utils.translation import gettext_lazy as _
from modelcluster.fields import ParentalManyToManyField
from wagtail.admin.panels import (
    FieldPanel,
    MultiFieldPanel,
    ObjectList,
    Panel,
    TabbedInterface,
    TitleFieldPanel,
)
from wagtail.admin.widgets import AdminAutoHeightTextInput
from wagtail.coreutils import camelcase_to_underscore
from wagtail.models import Page, PagePermissionTester, PageViewRestriction
from wagtail.search import index
from wagtail.utils.decorators import cached_classmethod

from cms.publications import kinds
from cms.publications.publishing import Facts
from sites.councils.models import Council

from .. import publishing
from ..blocks import video_origins
from ..page_form import PageForm
from ..routing import Way
from ..sharing import SharedPageForm
from ..tree import in_bin, same_site

STORED = ("slug", "first_published_at")
TREE = ("path", "depth", "numchild", "url_path")  # where a page lies


class FixedPagePermissions(PagePermissionTester):
    """A page whose address the product promises (home, « Actualités », legal texts) stays put."""

    def can_delete(self, ignore_bulk=False):
        return False

    def can_unpublish(self):
        return False

    def can_move(self):
        return False

    def can_move_to(self, destination):
        return False

    def can_set_view_restrictions(self):
        return False


class BasePage(Page):
    """Common fields of all pages, and the moment at which a change reaches the public."""

    base_form_class = PageForm
    publication_kind = kinds.PAGE
    answers_below = False  # see cms/pages/routing.py
    found_on: Way | None = None  # how a reader's request found this object

    summary = models.CharField(
        _("résumé"),
        max_length=200,
        blank=True,
        help_text=_(
            "Une ou deux phrases, 200 caractères au plus, affichées dans les listes et les "
            "courriels."
        ),
    )
    lead_image = models.ForeignKey(
        "quartiers_pages.Picture",
        models.SET_NULL,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("image principale"),
    )
    lead_image_alt = models.CharField(
        _("description de l’image"),
        max_length=200,
        blank=True,
        help_text=_(
            "Ce que l’image montre, pour qui ne la voit pas. "
            "Laissez vide si elle ne fait que décorer."
        ),
    )
    review_date = models.DateField(
        _("à relire le"),
        null=True,
        blank=True,
        help_text=_("Cette page vous sera rappelée à cette date."),
    )
    is_fixed = models.BooleanField(default=False, editable=False)
    private_page_options = ["login", "groups"]  # a shared password can be guessed, without limit
    exclude_fields_in_copy = ["is_fixed"]  # a copy stands at no promised address

    head_panels = [
        TitleFieldPanel(
            "title",
            heading=_("Titre"),
            placeholder=_("Titre*"),
            help_text=_(
                "Une phrase qui dit l’essentiel : « Carnaval : on cherche vingt bénévoles » plutôt "
                "que « Carnaval »."
            ),
        ),
        FieldPanel("summary", widget=AdminAutoHeightTextInput(attrs={"rows": 2})),
    ]
    image_panels = [
        MultiFieldPanel(
            [
                FieldPanel(
                    "lead_image",
                    heading=_("Image"),
                    help_text=_("En haut de la page et à côté de son titre dans les listes."),
                ),
                FieldPanel("lead_image_alt"),
            ],
            heading=_("Image principale"),
        )
    ]
    promote_panels = [
        FieldPanel(
            "slug",
            heading=_("Adresse de la page"),
            help_text=_(
                "Elle suit le titre toute seule. En minuscules, sans accent ni espace : "
                "« fete-du-canal » dans « /actualites/fete-du-canal/ »."
            ),
        ),
        FieldPanel(
            "show_in_menus",
            heading=_("Dans le menu du site"),
            help_text=_("Pour une page rangée juste sous l’accueil."),
        ),
        MultiFieldPanel(
            [
                FieldPanel(
                    "seo_title",
                    heading=_("Titre dans les moteurs de recherche"),
                    help_text=_("Laissez vide : le titre de la page est repris."),
                ),
                FieldPanel(
                    "search_description",
                    heading=_("Description dans les moteurs de recherche"),
                    help_text=_("Laissez vide : le résumé de la page est repris."),
                ),
            ],
            heading=_("Pour les moteurs de recherche"),
            classname="collapsed",
        ),
    ]
    settings_panels = [*Page.settings_panels, FieldPanel("review_date")]
    opening_panels: list[Panel] = []  # what upper floors show above every form of a page
    search_fields = [*Page.search_fields, index.SearchField("summary")]

    class Meta:
        abstract = True

    @cached_classmethod
    def get_edit_handler(cls):
        """Two tabs: what one writes, and what one hardly ever touches."""
        tabs = [
            ObjectList([*cls.opening_panels, *cls.content_panels], heading=_("Contenu")),
            ObjectList(
                [*cls.promote_panels, *cls.settings_panels], heading=_("Réglages de la page")
            ),
        ]
        form = TabbedInterface(tabs, base_form_class=cls.base_form_class)
        return form.bind_to_model(cls)

    def get_template(self, request, *args, **kwargs):
        return f"pages/{camelcase_to_underscore(type(self).__name__)}.html"

    def get_context(self, request, *args, **kwargs):
        from ..chrome import breadcrumbs

        context = super().get_context(request, *args, **kwargs)
        context["breadcrumbs"] = breadcrumbs(request, self)
        return context

    def serve(self, request, *args, **kwargs):
        return self._with_films(super().serve(request, *args, **kwargs))

    def serve_preview(self, request, mode_name):
        return self._with_films(super().serve_preview(request, mode_name))

    def _with_films(self, response):
        """Let the page frame the players of its films, and nothing else."""
        if origins := video_origins(getattr(self, "body", None)):
            response._csp_update = {"frame-src": sorted(origins)}
        return response

    def get_view_restrictions(self):
        """Whatever is among the publications has none: that is what a row of theirs says."""
        if self.found_on and self.found_on.is_public:
            return PageViewRestriction.objects.none()
        return super().get_view_restrictions()

    def permissions_for_user(self, user):
        if self.is_fixed:
            return FixedPagePermissions(user, self)
        return super().permissions_for_user(user)

    def can_move_to(self, parent):
        return super().can_move_to(parent) and same_site(self, parent)

    def clean(self):
        super().clean()
        if self.slug and not self.slug.isascii():  # Wagtail's own setting holds in the browser only
            message = _("Une adresse s’écrit sans accent : « %(slug)s », par exemple.")
            raise ValidationError({"slug": message % {"slug": slugify(self.slug) or "page"}})
        if self.is_fixed:
            self._check_fixed()

    def _check_fixed(self):
        if self.expire_at:
            message = _("Cette page reste en ligne : laissez la date de fin vide.")
            raise ValidationError({"expire_at": message})
        kept = Page.objects.filter(pk=self.pk).values_list("slug", flat=True).first()
        if kept and kept != self.slug:
            message = _("L’adresse de cette page est fixe : gardez « %(slug)s ».")
            raise ValidationError({"slug": message % {"slug": kept}})

    @property
    def address_prefix(self) -> str:
        """What stands between the parent's address and the page's slug: a year, mostly nothing."""
        return ""

    def set_url_path(self, parent):
        super().set_url_path(parent)
        if parent and self.address_prefix:
            self.url_path = f"{parent.url_path}{self.address_prefix}{self.slug}/"
        return self.url_path

    def save(self, *args, **kwargs):
        if self.live and not self.first_published_at:  # made by a command, not in the editor
            self.first_published_at = self.last_published_at = timezone.now()
        with transaction.atomic():
            publishing.take_turn()  # before the page is locked: two writers never wait crosswise
            stored = Page.objects.filter(pk=self.pk).only(*STORED, *TREE).first()
            if stored:
                self._stand_where(stored)
            result = super().save(*args, **kwargs)
            if stored and stored.url_path != self.url_path:
                publishing.subtree_changed(self)
            else:
                publishing.page_changed(self)
        return result

    def _stand_where(self, stored: Page) -> None:
        """Take the place of the row: the page may have been moved or binned since it was read."""
        if self.path != stored.path:
            self._cached_parent_obj = None
        for name in TREE:
            setattr(self, name, getattr(stored, name))
        if in_bin(stored):
            self.slug = stored.slug

    # What a publication says -------------------------------------------------------------------

    @property
    def publication_date(self):
        """When the thing counts as published, for the order of lists."""
        return self.first_published_at or self.latest_revision_created_at

    @property
    def publication_facts(self) -> dict:
        """What only this kind shows in a list, as JSON."""
        return {}

    @property
    def publication_times(self) -> dict:
        """``starts_at``, ``ends_at`` and ``place_name`` of what happens at some time."""
        return {}

    def publication_parts(self, facts: Facts) -> Iterable[Facts]:
        """What of the page is listed by itself; ``facts`` are the page's own, to begin from."""
        return ()

    @property
    def publication_on_portal(self) -> bool:
        """Whether the portal lists it with the things of all councils."""
        return False

    @property
    def publication_text(self) -> str:
        """The words of the page beside its title and summary, for search."""
        return ""

    @property
    def publication_also(self) -> frozenset[int]:
        """Other councils that list the page too, by key."""
        return frozenset()


class SharedPage(BasePage):
    """A page that has topics and that other councils may list as theirs too."""

    topics = ParentalManyToManyField(
        "quartiers_pages.Topic", blank=True, related_name="+", verbose_name=_("thèmes")
    )
    shared_with = ParentalManyToManyField(
        Council,
        blank=True,
        related_name="+",
        verbose_name=_("aussi pour"),
        help_text=_("Les autres conseils qui affichent cette page dans leurs listes."),
    )

    discussed = models.BooleanField(
        _("on en discute dans le forum"),
        default=False,
        help_text=_(
            "Les derniers messages s’affichent sous la page ; le sujet s’ouvre dans le forum à la "
            "première réponse. La modération du forum s’en occupe."
        ),
    )

    base_form_class = SharedPageForm
    settings_panels = [*BasePage.settings_panels, FieldPanel("discussed")]
    filing_panels = [
        FieldPanel("topics", widget=forms.CheckboxSelectMultiple),
        FieldPanel("shared_with", widget=forms.CheckboxSelectMultiple),
    ]
    shared_panels = [MultiFieldPanel(filing_panels, heading=_("Classement"), classname="collapsed")]

    class Meta:
        abstract = True

    @property
    def publication_also(self) -> frozenset[int]:
        return frozenset(council.pk for council in self.shared_with.all())

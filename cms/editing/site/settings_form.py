"""« Réglages du site »: one form for everything a team decides for its whole site.

It is Wagtail's own screen for settings, given tabs, help and what they lead to; here because it is
what volunteers see, while the model is the pages'.
"""

from collections.abc import Callable
from functools import wraps

from django.http import Http404
from django.utils.translation import gettext_lazy as _
from wagtail.admin.forms.models import WagtailAdminModelForm
from wagtail.admin.panels import (
    FieldPanel,
    FieldRowPanel,
    InlinePanel,
    MultiFieldPanel,
    TabbedInterface,
)
from wagtail.contrib.settings import views
from wagtail.models import Page

from cms.pages.models import LegalPage, SiteSettings
from cms.pages.models.settings import MENU_LENGTH, NOT_HERE

from .own import is_own
from .panels import (
    ACCESSIBILITY_TAB,
    IDENTITY_TAB,
    LEGAL_TAB,
    MENU_TAB,
    BannerPanel,
    LegalPagePanel,
    MenuPanel,
    MissingPanel,
    RedirectsPanel,
    Tab,
)


class SettingsForm(WagtailAdminModelForm):
    """A menu leads to pages of its own site only, whatever key was posted."""

    def clean(self):
        for entry in self._entries():
            page = entry.cleaned_data.get("page")
            if page and not self._is_here(page):
                entry.add_error("page", NOT_HERE)
                self._forget(entry)
        return super().clean()

    def _entries(self):
        menu = self.formsets.get("menu_items") if hasattr(self, "formsets") else None
        return [form for form in menu.forms if form.is_valid()] if menu else []

    def _is_here(self, page: Page) -> bool:
        home = self.instance.site.root_page
        return page.path.startswith(home.path)

    def _forget(self, entry) -> None:
        """The chooser shows the title of what was posted: another council's may be a secret."""
        entry.data = entry.data.copy()
        entry.data[entry.add_prefix("page")] = ""


IDENTITY = [
    MissingPanel(),
    MultiFieldPanel([FieldPanel("tagline"), FieldPanel("notice")], heading=_("Identité")),
    BannerPanel(heading=_("Bandeau d’alerte")),
    MultiFieldPanel(
        [
            FieldPanel("contact_email"),
            FieldPanel("contact_address"),
            FieldPanel("opening_hours"),
        ],
        heading=_("Contact"),
    ),
    MultiFieldPanel([FieldPanel("agenda_days")], heading=_("Séances")),
    InlinePanel(
        "social_links",
        heading=_("Ailleurs"),
        help_text=_("Vos pages sur d’autres sites, dans l’ordre où elles paraissent."),
        label=_("lien"),
        max_num=6,
    ),
]
MENU = [
    MenuPanel(heading=_("Le menu d’aujourd’hui")),
    InlinePanel(
        "menu_items",
        heading=_("Menu"),
        help_text=_(
            "Laissez vide : le menu suit alors l’ordre des pages. Sinon, choisissez jusqu’à sept "
            "entrées et rangez-les avec les flèches."
        ),
        label=_("entrée"),
        max_num=MENU_LENGTH,
    ),
    RedirectsPanel(heading=_("Renvois")),
]
LEGAL = [
    MissingPanel(),
    MultiFieldPanel(
        [
            FieldPanel("publisher_name"),
            FieldPanel("publisher_address"),
            FieldPanel("publisher_phone"),
            FieldPanel("director"),
        ],
        heading=_("Qui publie"),
        help_text=_(
            "La loi demande ces mentions. Ce que vous laissez vide est repris du portail, si "
            "l’éditeur est le même."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("hosting_name"),
            FieldPanel("hosting_address"),
            FieldPanel("hosting_phone"),
        ],
        heading=_("Qui héberge"),
        help_text=_("Le plus souvent vide ici : c’est le portail qui le dit pour tous."),
    ),
    MultiFieldPanel(
        [FieldPanel("controller"), FieldPanel("privacy_email"), FieldPanel("dpo")],
        heading=_("Données personnelles"),
        help_text=_(
            "Le tableau de ce que le site garde, pourquoi et combien de temps, s’écrit tout seul."
        ),
    ),
]
ACCESSIBILITY = [
    MultiFieldPanel(
        [
            FieldRowPanel([FieldPanel("audit_date"), FieldPanel("audit_rate")]),
            FieldPanel("audit_by"),
            FieldPanel("nonconformities"),
            FieldPanel("audit_tools"),
            FieldPanel("audit_scope"),
        ],
        heading=_("Audit"),
        help_text=_(
            "Pas d’audit ? Laissez vide. La déclaration et le bas de chaque page disent l’état qui "
            "en découle : moins de 50 %, non conforme ; à partir de 50 %, partiellement conforme ; "
            "100 %, totalement conforme."
        ),
    ),
    MultiFieldPanel(
        [
            FieldPanel("derogations"),
            FieldPanel("exemptions"),
            FieldPanel("accessibility_plan"),
        ],
        heading=_("Ce que la déclaration dit encore"),
    ),
]


def connect() -> None:
    """Give the form its tabs, once; and 404 to who has no business there."""
    SiteSettings.edit_handler = TabbedInterface(
        [
            Tab(IDENTITY, heading=_("Identité et contact"), key=IDENTITY_TAB),
            Tab(MENU, heading=_("Menu et renvois"), key=MENU_TAB),
            Tab(LEGAL, heading=_("Textes légaux"), key=LEGAL_TAB),
            Tab(ACCESSIBILITY, heading=_("Accessibilité"), key=ACCESSIBILITY_TAB),
        ],
        base_form_class=SettingsForm,
    )
    LegalPage.content_panels = [LegalPagePanel(), *LegalPage.content_panels]
    views.EditView.get_object = _of_own_site(views.EditView.get_object)


def _of_own_site(get_object: Callable) -> Callable:
    """Wagtail answers 403 to another site's settings, which says that there is one."""

    @wraps(get_object)
    def guarded(view, queryset=None):
        if view.model is SiteSettings:
            site = views.get_object_or_404(views.Site, pk=view.pk)
            if not is_own(view.request, site):
                raise Http404
        return get_object(view, queryset)

    return guarded

"""What stands beside the fields of « Réglages du site », and on the form of a legal text."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import ObjectList, Panel

from cms.pages.chrome import frame_of
from cms.pages.legal_facts import NEEDED, Facts, Lack, facts_of
from cms.pages.tree import host_of
from sites.councils.hosts import resolve

from .screens import settings_url

BANNER = "#id_banner_text"
IDENTITY_TAB, MENU_TAB, LEGAL_TAB, ACCESSIBILITY_TAB = "identite", "menu", "legal", "accessibilite"


@dataclass(frozen=True)
class Text:
    """A legal text and what it misses, in words."""

    title: str | Promise
    lacks: list[Lack]

    @property
    def words(self) -> str:
        return ", ".join(str(lack.words) for lack in self.lacks)


TITLES = {
    "mentions-legales": _("Mentions légales"),
    "donnees-personnelles": _("Données personnelles"),
    "accessibilite": _("Accessibilité"),
}


def texts_of(facts: Facts) -> list[Text]:
    """Every legal text that misses something."""
    texts = (Text(TITLES[slug], facts.lacks(slug)) for slug in NEEDED)
    return [text for text in texts if text.lacks]


class MissingPanel(Panel):
    """What the legal texts of the site still miss; says so when they are whole."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/site/missing.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            facts = facts_of(self.instance.site)
            told = {
                "texts": texts_of(facts),
                "conformity": facts.conformity.words,
                "inherits": bool(facts.inherited),
            }
            return context | told


class MenuPanel(Panel):
    """The menu as readers see it now."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/site/menu.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            site = self.instance.site
            entry = resolve(site.hostname.lower())
            menu = frame_of(entry).menu if entry and entry.site else ()
            is_own = self.instance.menu_items.exists() if self.instance.pk else False
            return context | {"menu": menu, "is_own": is_own}


class BannerPanel(Panel):
    """The alert banner lives on the home page, which keeps its history: the way there."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/site/banner.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            site = self.instance.site
            entry = resolve(site.hostname.lower())
            edit = reverse("wagtailadmin_pages:edit", args=[site.root_page_id]) + BANNER
            banner = frame_of(entry).banner if entry and entry.site else None
            return context | {"edit_url": edit, "banner": banner}


class RedirectsPanel(Panel):
    """The way to the old addresses of the site."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/site/redirects_panel.html"

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            url = reverse("site_admin:redirects", args=[self.instance.site_id])
            return context | {"redirects_url": url}


class LegalPagePanel(Panel):
    """On the form of a legal text: what it says by itself, and what that misses."""

    class BoundPanel(Panel.BoundPanel):
        template_name = "wagtailadmin/site/legal_page.html"

        def is_shown(self):
            page = self.instance
            return bool(page.pk and page.is_fixed and page.slug in NEEDED and host_of(page))

        def get_context_data(self, parent_context=None):
            context = super().get_context_data(parent_context)
            site = host_of(self.instance).site
            lacks = facts_of(site).lacks(self.instance.slug)
            text = Text(self.instance.title, lacks)
            return context | {"text": text, "settings_url": settings_url(site) + tab_of(lacks)}


class Tab(ObjectList):
    """A tab whose address does not change with its words, nor with their language."""

    def __init__(self, *args, key: str = "", **kwargs):
        super().__init__(*args, **kwargs)
        self.key = key

    def clone_kwargs(self):
        return super().clone_kwargs() | {"key": self.key}

    @property
    def clean_name(self):
        return self.key


def fragment_of(tab: str) -> str:
    """The end of an address that opens the settings on this tab."""
    return f"#tab-{tab}"


def tab_of(lacks: list[Lack]) -> str:
    """The tab on which the first missing fact is typed."""
    field = lacks[0].field if lacks else ""
    places = {"contact_email": IDENTITY_TAB, "accessibility_plan": ACCESSIBILITY_TAB}
    return fragment_of(places.get(field, LEGAL_TAB))

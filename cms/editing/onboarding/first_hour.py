"""« La première heure »: what a new council's lead does first, each step read from the truth.

Nothing is ticked by hand: a step is done when the site shows it, and undone when it is taken away.
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from wagtail.models import Page

from cms.pages.homepage import team_of
from cms.pages.legal_facts import facts_of
from cms.pages.models import FormPage, LegalPage, NewsIndexPage, NewsPage, SiteSettings, TeamPage
from cms.pages.onboarding import first_intro
from sites.councils.models import Council
from sites.teams.members import FEWEST_LEADS, leads_of
from sites.themes.models import Change

from ..site.panels import IDENTITY_TAB, fragment_of, tab_of
from ..site.screens import settings_url

CHARTER_SLUG = "charte-du-forum"


@dataclass(frozen=True)
class Step:
    """One thing to do: why, where, and whether it is done."""

    title: str | Promise
    why: str | Promise
    url: str
    is_done: bool


@dataclass(frozen=True)
class Progress:
    """The steps of one council."""

    council: Council
    steps: list[Step]

    @property
    def done(self) -> int:
        return sum(step.is_done for step in self.steps)

    @property
    def number(self) -> int:
        return len(self.steps)

    @property
    def is_over(self) -> bool:
        return self.done == self.number

    @property
    def next(self) -> Step | None:
        return next((step for step in self.steps if not step.is_done), None)


def progress_of(council: Council) -> Progress:
    site = _Site(council)
    return Progress(council, [make(site) for make in STEPS])


class _Site:
    """What the steps read of a council's site; each thing once."""

    def __init__(self, council: Council):
        self.council, self.site = council, council.site

    @cached_property
    def home(self) -> Page:
        return Page.objects.get(pk=self.site.root_page_id).specific

    @cached_property
    def settings(self) -> SiteSettings:
        return SiteSettings.objects.filter(site=self.site).first() or SiteSettings(site=self.site)

    @cached_property
    def settings_url(self) -> str:
        return settings_url(self.site)

    def tab(self, name: str) -> str:
        return self.settings_url + fragment_of(name)

    def first(self, model: type[Page], **where) -> Page | None:
        below = model.objects.descendant_of(self.site.root_page)
        return below.filter(**where).order_by("path").first()

    def edit(self, page: Page | None, field: str = "") -> str:
        if page is None:
            return reverse("wagtailadmin_explore", args=[self.site.root_page_id])
        return reverse("wagtailadmin_pages:edit", args=[page.pk]) + field


def _contact(site: _Site) -> Step:
    form = site.first(FormPage, slug="contact")
    is_typed = bool(site.settings.contact_email)
    is_sent = form is None or bool(form.to_address)
    return Step(
        _("L’adresse où l’on vous écrit"),
        _("Les messages des habitants vous parviennent, et les textes légaux la citent."),
        site.edit(form, "#id_to_address") if is_typed else site.tab(IDENTITY_TAB),
        is_typed and is_sent,
    )


def _intro(site: _Site) -> Step:
    return Step(
        _("Qui vous êtes, en deux phrases"),
        _("C’est la première chose qu’on lit : dites d’où à où va le quartier."),
        site.edit(site.home, "#id_intro"),
        bool(site.home.intro.strip()) and site.home.intro != first_intro(),
    )


def _team(site: _Site) -> Step:
    return Step(
        _("La page de l’équipe"),
        _("On écrit plus volontiers à quelqu’un qui a un nom. Chacun donne son accord."),
        site.edit(site.first(TeamPage)),
        bool(team_of(site.home)),
    )


def _legal(site: _Site) -> Step:
    lacks = facts_of(site.site).all_lacks
    return Step(
        _("Les mentions légales"),
        _("La loi demande de dire qui publie, qui héberge, et à qui écrire pour ses données."),
        site.settings_url + tab_of(lacks),
        not lacks,
    )


def _news(site: _Site) -> Step:
    index = site.first(NewsIndexPage)
    args = (NewsPage._meta.app_label, NewsPage._meta.model_name, index.pk if index else 0)
    url = reverse("wagtailadmin_pages:add", args=args) if index else site.edit(None)
    return Step(
        _("Une première actualité"),
        _("Un site vide n’inspire pas confiance : la prochaine réunion suffit."),
        url,
        site.first(NewsPage, live=True) is not None,
    )


def _look(site: _Site) -> Step:
    return Step(
        _("L’apparence"),
        _("Un thème, vos couleurs : on reconnaît votre quartier au premier coup d’œil."),
        reverse("themes_admin:look", args=[site.site.pk]),
        Change.objects.filter(site=site.site).exists(),
    )


def _charter(site: _Site) -> Step:
    page = site.first(LegalPage, slug=CHARTER_SLUG)
    return Step(
        _("La charte du forum"),
        _("Relisez-la, ajoutez vos règles, puis publiez : on modère d’après elle."),
        site.edit(page),
        bool(page and page.live_revision_id),
    )


def _second(site: _Site) -> Step:
    return Step(
        _("Une deuxième personne responsable"),
        _("Seul, on perd tout avec son téléphone. À deux, le site continue."),
        reverse("teams:invite", args=[site.council.code]),
        leads_of(site.council).count() >= FEWEST_LEADS,
    )


STEPS: tuple[Callable[[_Site], Step], ...] = (
    _contact,
    _second,
    _legal,
    _intro,
    _team,
    _news,
    _look,
    _charter,
)

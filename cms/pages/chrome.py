"""What surrounds every page of a site: plaque, menu, switcher, banner, footer.

All of it is made once per site and language, and kept in this process until something it shows
changes (``CHROME`` is bumped by pages, settings, councils and hosts).
"""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date, datetime

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.publications.listing import readable
from sites.councils.hosts import Host, HostTable, Kind, Neighbour, table
from sites.councils.models import Council
from sites.councils.outlines import Outline
from sites.councils.stamps import CHROME, Stamped
from sites.notifications.telling.reading import unread

from .legal_facts import ACCESSIBILITY_SLUG, Facts, facts_of
from .models import FormPage, LegalPage, SiteSettings, StandardPage, TeamPage
from .models.settings import MENU_LENGTH
from .routing import Row
from .tree import path_on

FORUM_PATH = "/forum/"
ACCOUNT_PATH = "/compte/"
SITEMAP_PATH = "/plan-du-site/"
COUNCILS_PATH = "/conseils/"
NOTICES_PATH = "/convocations/"
SEARCH_PATH = "/recherche/"


@dataclass(frozen=True)
class Entry:
    """A link in words; ``url`` is a path on the same site or a full address."""

    label: str
    url: str

    def is_current(self, path: str) -> bool:
        """Whether the reader of ``path`` is on this page or below it."""
        return path == self.url or (self.url != "/" and path.startswith(self.url))


@dataclass(frozen=True)
class Frame:
    """The chrome of one site. ``council`` and ``outline`` are None on the portal."""

    site_name: str
    district: str
    portal_name: str
    portal_url: str
    council: Council | None
    outline: Outline | None
    councils: tuple[Neighbour, ...]
    menu: tuple[Entry, ...]
    legal: tuple[Entry, ...]
    social: tuple[Entry, ...]
    contact_url: str
    team_url: str
    contact_email: str
    contact_address: str
    opening_hours: str
    tagline: str
    notice: str
    banner_level: str
    banner_text: str
    banner_until: datetime | None
    root_url: str
    about_url: str
    admin_url: str
    forum_url: str = FORUM_PATH
    account_url: str = ACCOUNT_PATH
    sitemap_url: str = SITEMAP_PATH
    notices_url: str = NOTICES_PATH  # where one asks to be told of meetings by mail
    search_url: str = SEARCH_PATH
    home_url: str = "/"
    audit_lapses: date | None = None  # the day on which the footer's mention changes by itself
    # See the tag ``kept``; a copy of a frame has parts of its own.
    parts: dict = field(default_factory=dict, init=False, compare=False, repr=False)

    @property
    def is_portal(self) -> bool:
        return self.council is None

    @property
    def councils_url(self) -> str:
        return f"{self.portal_url}{COUNCILS_PATH}"

    @property
    def banner(self) -> dict | None:
        """The alert banner while it lasts: ``level`` and ``text``."""
        over = self.banner_until and self.banner_until <= timezone.now()
        if not self.banner_text or over:
            return None
        return {"level": self.banner_level, "text": self.banner_text}


def chrome(request: HttpRequest) -> dict:
    """Context processor: ``chrome`` on a site's pages, nothing on the admin's host."""
    entry: Host | None = getattr(request, "host_entry", None)
    if entry is None or entry.kind is not Kind.SITE:
        return {}
    known = reader(request)
    return {"chrome": frame_of(entry), "reader": known, "unread": unread(request) if known else 0}


def reader(request: HttpRequest) -> str:
    """The pseudonym of whoever is signed in, else nothing.

    Without a session's cookie nobody is asked, so that pages for everybody do not vary by cookie.
    """
    if settings.SESSION_COOKIE_NAME not in request.COOKIES or not hasattr(request, "user"):
        return ""
    return request.user.pseudonym if request.user.is_authenticated else ""


def frame_of(entry: Host) -> Frame:
    """The chrome of a site in the language of who asks, from memory when nothing has changed."""
    frames, key = _frames.get(), (entry.site.pk, get_language())
    known = frames.get(key)
    if known is None or (known.audit_lapses and timezone.localdate() >= known.audit_lapses):
        known = frames[key] = _make(entry)
    return known


_frames: Stamped[dict[tuple[int, str | None], Frame]] = Stamped(CHROME, dict)


def _make(entry: Host) -> Frame:
    known, site, council = table(), entry.site, entry.council
    home = Page.objects.get(pk=site.root_page_id).specific
    chosen = SiteSettings.objects.filter(site=site).first() or SiteSettings(site=site)
    neighbour = known.neighbour(council)
    facts = facts_of(site)
    return Frame(
        site_name=council.name if council else known.portal.name,
        district=known.portal.district if known.portal else "",
        portal_name=known.portal.name if known.portal else "",
        portal_url=known.portal_url,
        council=council,
        outline=neighbour.outline if neighbour else None,
        councils=known.neighbours,
        menu=_menu(entry, home, chosen),
        legal=_legal(entry, LegalPage.objects.child_of(home), facts),
        social=tuple(Entry(link.label, link.url) for link in chosen.social_links.all()),
        contact_url=_first(entry, FormPage.objects.child_of(home)),
        team_url=_first(entry, TeamPage.objects.descendant_of(home)),
        contact_email=chosen.contact_email,
        contact_address=chosen.contact_address,
        opening_hours=chosen.opening_hours,
        tagline=chosen.tagline,
        notice=chosen.notice,
        banner_level=home.banner_level,
        banner_text=home.banner_text,
        banner_until=home.banner_until,
        root_url=site.root_url,
        about_url=_about_url(known),
        admin_url=settings.WAGTAILADMIN_BASE_URL + reverse("wagtailadmin_home"),
        audit_lapses=facts.audit_lapses if facts.has_audit else None,
    )


def _entries(entry: Host, pages) -> tuple[Entry, ...]:
    return tuple(Entry(p.title, path_on(entry, p)) for p in readable(pages).order_by("path"))


def _legal(entry: Host, pages, facts: Facts) -> tuple[Entry, ...]:
    """The legal texts; the law wants the state of accessibility said on every page."""
    return tuple(
        Entry(
            _("Accessibilité : %(state)s") % {"state": facts.conformity.words}
            if page.slug == ACCESSIBILITY_SLUG and page.is_fixed
            else page.title,
            path_on(entry, page),
        )
        for page in readable(pages).order_by("path")
    )


def _first(entry: Host, pages) -> str:
    page = readable(pages).order_by("path").first()
    return path_on(entry, page) if page else ""


def _about_url(known: HostTable) -> str:
    """The portal's page on what a council is: the standard page that its site began with."""
    if not known.portal:
        return ""
    home = known.portal.site.root_page
    pages = StandardPage.objects.child_of(home).filter(is_fixed=True)
    path = _first(Host(Kind.SITE, known.portal.site), pages)
    return path and known.portal_url + path


def _menu(entry: Host, home: Page, chosen: SiteSettings) -> tuple[Entry, ...]:
    items = list(chosen.menu_items.select_related("page__publication"))
    entries = [_menu_entry(entry, item) for item in items] if items else _tree_menu(entry, home)
    return tuple(e for e in entries if e)[:MENU_LENGTH]


def _menu_entry(entry: Host, item) -> Entry | None:
    """An editor's entry; None while its page is not public or lies on another site."""
    if item.path:
        return Entry(item.label, item.path)
    page = item.page
    here = page.path.startswith(entry.site.root_page.path)
    if not here or not hasattr(page, "publication"):
        return None
    return Entry(item.label or page.title, path_on(entry, page))


def _tree_menu(entry: Host, home: Page) -> list[Entry]:
    """The pages below the home that ask for it, in tree order; forum before contact form."""
    wanted = home.get_children().filter(show_in_menus=True).order_by("path").specific()
    pages = readable(wanted)
    before: list[Entry] = []
    last: list[Entry] = []
    for page in pages:
        (last if isinstance(page, FormPage) else before).append(
            Entry(page.title, path_on(entry, page))
        )
    councils = [] if entry.council else [Entry(_("Trouver mon conseil"), COUNCILS_PATH)]
    last = [Entry(_("Forum"), FORUM_PATH), *last[:1]]
    return [*[*councils, *before][: MENU_LENGTH - len(last)], *last]


def breadcrumbs(request: HttpRequest, page: Page) -> list[Entry]:
    """The way from the home to the page above ``page``; empty on the home itself."""
    entry: Host = request.host_entry
    if not entry.site or page.pk == entry.site.root_page_id:
        return []
    trail = [Entry(above.title, path_on(entry, above)) for above in _above(entry, page)]
    return [Entry(_("Accueil"), "/"), *trail]


def _above(entry: Host, page: Page) -> Iterable[Page | Row]:
    """The public pages between the home and ``page``, from the home downwards."""
    if page.found_on:
        return page.found_on.above
    above = readable(page.get_ancestors()).filter(depth__gt=entry.site.root_page.depth)
    return above.only("title", "url_path")  # a page has thirty columns

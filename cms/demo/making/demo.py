"""What the steps of a load hand to one another."""

from dataclasses import dataclass, field

from wagtail.documents.models import AbstractDocument
from wagtail.models import Page

from cms.demo.clock import Clock
from cms.pages.models import Picture, Place, Topic
from sites.accounts.models import User
from sites.councils.models import Council, Portal

from .studio import Studio

PORTAL = "portal"


@dataclass
class Demo:
    """The demo in the making. Sites are named by code (``lba``, ``portal``) everywhere."""

    clock: Clock
    port: int
    studio: Studio
    sites: dict[str, Council | Portal] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)  # by the part before the @
    topics: dict[str, Topic] = field(default_factory=dict)  # by slug
    places: dict[str, Place] = field(default_factory=dict)  # by name
    pictures: dict[tuple[str, str], Picture] = field(default_factory=dict)  # by site and drawing
    files: dict[str, AbstractDocument] = field(default_factory=dict)  # by file name

    def council(self, code: str) -> Council | None:
        """The council ``code``; None for the portal."""
        site = self.sites[code]
        return site if isinstance(site, Council) else None

    def home(self, code: str) -> Page:
        """The home of a site as it is stored now (trees move under objects in hand)."""
        return Page.objects.get(pk=self.sites[code].site.root_page_id).specific

    def page(self, code: str, path: str = "/") -> Page:
        """The page at ``path`` of a site."""
        home = self.sites[code].site.root_page
        return Page.objects.get(url_path=home.url_path.rstrip("/") + path).specific

    def editor(self, code: str) -> User:
        """Who writes the pages of a site."""
        return self.users["coordination" if code == PORTAL else f"editrice.{code}"]

"""Which site answers on which host name: one table in memory, made again when its stamp moves."""

from dataclasses import dataclass
from enum import Enum
from functools import cached_property

from django.conf import settings
from wagtail.models import Site

from .models import Council, Portal
from .names import fold
from .outlines import Outline, outlines
from .stamps import HOSTS, Stamped


class Kind(Enum):
    """What a host name is for."""

    SITE = "site"  # a council's site or the portal
    ADMIN = "admin"  # the Wagtail admin, and nothing else
    START = "start"  # the demo's list of sites


@dataclass(frozen=True)
class Host:
    """What a request's host name stands for; ``council`` is None on the portal.

    ``sign_in_url`` is the root of the site where one signs in, for a council's site.
    """

    kind: Kind
    site: Site | None = None
    council: Council | None = None
    sign_in_url: str = ""


@dataclass(frozen=True)
class Neighbour:
    """A council as every page's switcher shows it."""

    council: Council
    url: str
    outline: Outline | None

    @property
    def name(self) -> str:
        return self.council.name


@dataclass(frozen=True)
class HostTable:
    """All host names of the install, and what every page tells about the other sites."""

    hosts: dict[str, Host]
    portal: Portal | None
    portal_url: str
    neighbours: tuple[Neighbour, ...]

    def neighbour(self, council: Council | None) -> Neighbour | None:
        """The entry of ``council`` (None on the portal)."""
        return next((n for n in self.neighbours if n.council == council), None)

    def neighbour_by_id(self, council_id: int | None) -> Neighbour | None:
        """The entry of the council with this key."""
        return self.by_id.get(council_id)

    def council_url(self, council_id: int) -> str:
        """Scheme, host and port of a council's site, without a final slash; empty if unknown."""
        known = self.by_id.get(council_id)
        return known.url if known else ""

    def spelled(self, text: str) -> Neighbour | None:
        """The council that ``text`` names, however it is written: halves swapped, no accents."""
        return self.by_spelling.get(fold(text))

    @cached_property
    def by_spelling(self) -> dict[str, Neighbour]:
        spellings: dict[str, Neighbour] = {}
        for entry in self.neighbours:
            # A slug is never changed, so that the old name of a renamed council still leads there.
            for text in (entry.council.slug, entry.council.code, entry.council.name):
                if key := fold(text):
                    spellings[key] = entry
        return spellings

    @cached_property
    def by_id(self) -> dict[int | None, Neighbour]:
        return {n.council.pk: n for n in self.neighbours}


def table() -> HostTable:
    """The table as it stands, at most ``HOST_TABLE_MAX_AGE`` seconds old."""
    return _kept.get()


def resolve(hostname: str) -> Host | None:
    """What ``hostname`` (lower case, without port) stands for, or None when it is nobody's."""
    if hostname == settings.ADMIN_HOST:
        return Host(Kind.ADMIN)
    if hostname in settings.START_PAGE_HOSTS:
        return Host(Kind.START)
    return table().hosts.get(hostname)


def _make() -> HostTable:
    # Wagtail keeps root paths in the default cache, which may be this process's own.
    Site.clear_site_root_paths_cache()
    councils = list(Council.objects.in_order())
    portal = Portal.objects.select_related("site__root_page").first()
    portal_url = portal.site.root_url if portal else ""
    hosts = {c.site.hostname.lower(): Host(Kind.SITE, c.site, c, portal_url) for c in councils}
    if portal:
        hosts[portal.site.hostname.lower()] = Host(Kind.SITE, portal.site)
    shapes = outlines({c.pk: c.perimeter for c in councils if c.perimeter})
    return HostTable(
        hosts=hosts,
        portal=portal,
        portal_url=portal_url,
        neighbours=tuple(Neighbour(c, c.site.root_url, shapes.get(c.pk)) for c in councils),
    )


_kept = Stamped(HOSTS, _make)

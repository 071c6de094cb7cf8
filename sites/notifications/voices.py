"""Who speaks in a mail: the name, the address and the look of one site."""

from dataclasses import dataclass

from django.conf import settings
from wagtail.models import Site

from sites.councils.hosts import table
from sites.themes import live
from sites.themes.stack import Stack, base
from sites.themes.wardrobe import stack_of


@dataclass(frozen=True)
class Voice:
    """``site_url`` is scheme, host and port, without a final slash; empty without any site."""

    site: Site | None
    site_name: str
    site_url: str
    district: str

    @property
    def stack(self) -> Stack:
        """What the site wears."""
        if self.site is None:
            return base()
        return live.stack_for(self.site.pk) or stack_of(self.site.pk)

    def told(self) -> dict[str, str]:
        """What every mail's templates know of it."""
        return {
            "site_name": self.site_name,
            "site_url": self.site_url,
            "district": self.district,
        }


def voice_of(site: Site | None) -> Voice:
    """The voice of ``site``; None: the portal's."""
    known = table()
    portal = known.portal
    site = site or (portal.site if portal else None)
    if site is None:
        return Voice(None, settings.WAGTAIL_SITE_NAME, "", "")
    host = known.hosts.get(site.hostname.lower())
    name = site.site_name or settings.WAGTAIL_SITE_NAME
    if host and host.council:
        name = host.council.name
    elif host and portal:
        name = portal.name
    return Voice(site, name, site.root_url, portal.district if portal else "")

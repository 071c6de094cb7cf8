"""What a host asks of the portal when it sends somebody there to sign in."""

import re
from dataclasses import dataclass
from urllib.parse import urlencode

from django.conf import settings
from django.http import QueryDict

from sites.accounts.paths import safe_path
from sites.councils.hosts import Kind, resolve, table

HOST, STATE, PATH = "pour", "etat", "suite"
_DIGEST = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Demand:
    """Sign somebody in on ``host``, in the browser that holds the state, and go on at ``path``.

    Without a state (the link of a mail, opened in another browser) the host has to ask afresh.
    """

    host: str
    state: str  # SHA-256 of the state, in hexadecimal; or empty
    path: str

    def query(self) -> str:
        """The same as part of an address of the portal."""
        state = {STATE: self.state} if self.state else {}
        return urlencode({HOST: self.host, **state, PATH: self.path})

    @property
    def root_url(self) -> str:
        """Scheme, host and port, from the table of sites: never from the request."""
        return root_url(self.host)


def read(params: QueryDict) -> Demand | None:
    """The demand in an address; None when there is none, or none that a host of ours would make."""
    host, state = params.get(HOST, ""), params.get(STATE, "")
    if not is_target(host) or (state and not _DIGEST.fullmatch(state)):
        return None
    return Demand(host, state, safe_path(params.get(PATH), home_of(host)))


def is_target(host: str) -> bool:
    """Whether sign-ins may be handed over to ``host``: a council's site or the admin's host."""
    entry = resolve(host)
    if entry is None or entry.kind is Kind.START:
        return False
    return entry.kind is Kind.ADMIN or not is_portal(host)


def is_portal(host: str) -> bool:
    portal = table().portal
    return portal is not None and portal.site.hostname.lower() == host


def home_of(host: str) -> str:
    return "/admin/" if host == settings.ADMIN_HOST else "/"


def root_url(host: str) -> str:
    if host == settings.ADMIN_HOST:
        return settings.WAGTAILADMIN_BASE_URL
    entry = resolve(host)
    return entry.site.root_url if entry and entry.site else ""

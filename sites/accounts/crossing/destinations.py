"""Where somebody who signs in on the portal is going: a page there, or another host."""

from dataclasses import dataclass, replace
from urllib.parse import urlencode, urlsplit

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, QueryDict
from django.urls import reverse
from django.utils.translation import gettext as _

from sites.accounts.factors import policy
from sites.accounts.paths import safe_path
from sites.accounts.sign_ins import current
from sites.councils.hosts import resolve, table
from sites.councils.outlines import Outline
from sites.delivery.policies import allow

from . import demands, handoffs

NEXT, CODE = "next", "code"


@dataclass(frozen=True)
class Bound:
    """Another host as the pages of the entrance name it, so that nobody is led astray; the
    ``outline`` is a council's."""

    name: str
    outline: Outline | None = None


@dataclass(frozen=True)
class Destination:
    """Carried from page to page of the entrance as part of their addresses."""

    demand: demands.Demand | None = None
    path: str = ""  # on the portal

    def query(self) -> str:
        if self.demand:
            return self.demand.query()
        return urlencode({NEXT: self.path}) if self.path else ""

    def address(self, name: str = "accounts:login", *args: object) -> str:
        """The page ``name`` of the entrance, on the way to this destination."""
        path, query = reverse(name, args=args), self.query()
        return f"{path}?{query}" if query else path

    def bound_for(self) -> Bound | None:
        """The host that asks, in words from the table of hosts; None on the way to the portal."""
        return bound_for(self.demand.host) if self.demand else None

    def in_another_browser(self) -> "Destination":
        """The same for a browser that did not set out for it: it holds no state."""
        return Destination(replace(self.demand, state="")) if self.demand else self


def read(query: QueryDict | str) -> Destination:
    """The destination in the query of an address; nowhere in particular when there is none."""
    params = QueryDict(query) if isinstance(query, str) else query
    demand = demands.read(params)
    return Destination(demand, "" if demand else safe_path(params.get(NEXT), ""))


def bound_for(host: str) -> Bound | None:
    if host == settings.ADMIN_HOST:
        return Bound(_("l’administration"))
    entry = resolve(host)
    if entry is None or entry.council is None:
        return None
    neighbour = table().neighbour(entry.council)
    return Bound(entry.council.name, neighbour.outline if neighbour else None)


def of_address(url: str | None) -> Destination:
    """The destination that ``Destination.address`` wrote into ``url``."""
    return read(urlsplit(url or "").query)


def let_forms_through(response: HttpResponse, destination: Destination) -> None:
    """The forms of a page may end on the host that asks: browsers hold ``form-action`` against
    the redirects that follow a form, too (Content Security Policy 3, 6.4.1.1)."""
    if destination.demand:
        allow(response, "form-action", destination.demand.root_url)


def go_on(request: HttpRequest, destination: Destination) -> HttpResponseRedirect:
    """Where somebody who is signed in is sent: over to the host that asks, or to the path."""
    demand = destination.demand
    if demand is None:
        return HttpResponseRedirect(destination.path or reverse("accounts:profile"))
    if demand.host == settings.ADMIN_HOST:
        if obstacle := policy.obstacle_to(request, destination.address()):
            return HttpResponseRedirect(obstacle)
    if demand.state:
        page, params = "accounts:come_back", {CODE: handoffs.issue(current(request) or 0, demand)}
    else:
        page, params = "accounts:login", {NEXT: demand.path}
    response = HttpResponseRedirect(f"{demand.root_url}{reverse(page)}?{urlencode(params)}")
    response["Referrer-Policy"] = "no-referrer"
    return response

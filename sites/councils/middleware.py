"""The gate: every request is for a host name we know, and sees only what lives there."""

from collections.abc import Callable

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import (
    Http404,
    HttpRequest,
    HttpResponse,
    HttpResponsePermanentRedirect,
    HttpResponseRedirect,
)
from django.http.request import split_domain_port
from django.template import loader
from django.utils.cache import patch_vary_headers
from django.utils.translation import gettext as _
from django.views.defaults import page_not_found

from .hosts import Host, Kind, resolve, table

MAX_PORT = 65535
ADMIN_PREFIX = "/admin/"
COUNCILS_PREFIX = "/conseils/"
LONGEST_NAME = 200


class HostMiddleware:
    """Set ``request.host_entry``, ``request.site`` and ``request.council``, or refuse.

    ``council`` is None on the portal, ``site`` None on the admin's host and the start page. Only
    what works for any host may come before it: ``ALLOWED_HOSTS`` is open, this is what closes it.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.answer(request)
        patch_vary_headers(response, ["Host"])
        return response

    def answer(self, request: HttpRequest) -> HttpResponse:
        try:
            entry = resolve(hostname_of(request))
        except DisallowedHost:
            return refuse(400, _("Adresse mal formée"))
        if entry is None:
            return refuse(404, _("Aucun site à cette adresse"), table().portal_url)
        mark(request, entry)
        if entry.kind is Kind.ADMIN and request.path_info == "/":
            return HttpResponseRedirect(ADMIN_PREFIX)
        if not lives_here(request, entry):
            return page_not_found(request, Http404())
        return self.get_response(request)


def mark(request: HttpRequest, entry: Host) -> None:
    """Tell everything behind the gate where it is."""
    request.host_entry = entry
    request.site = request._wagtail_site = entry.site  # the second is Site.find_for_request()'s
    request.council = entry.council
    if entry.kind is Kind.START:
        request.urlconf = settings.START_PAGE_URLCONF


def hostname_of(request: HttpRequest) -> str:
    """The host name of a request, lower case, without port or final dot.

    Raises DisallowedHost for what is no host name (RFC 1034) or port.
    """
    name, port = split_domain_port(request.get_host())
    is_address = name.startswith("[")
    if not is_address and not all(label and len(label) < 64 for label in name.split(".")):
        raise DisallowedHost(name)
    # The length first: Python refuses to read a number of thousands of digits.
    if len(port) > 5 or (port and not 0 < int(port) <= MAX_PORT):
        raise DisallowedHost(name)
    return name


def lives_here(request: HttpRequest, entry: Host) -> bool:
    """Whether this kind of host serves the path.

    ``path_info`` is what the URL resolver reads; ``path`` may start with a SCRIPT_NAME that the
    client made up.
    """
    path = request.path_info
    is_admin_path = path.startswith(ADMIN_PREFIX) or path == ADMIN_PREFIX[:-1]
    if entry.kind is Kind.ADMIN:
        return is_admin_path or path.startswith(tuple(settings.SHARED_PATHS))
    return entry.kind is Kind.START or not is_admin_path


def refuse(status: int, title: str, portal_url: str = "") -> HttpResponse:
    """A page of its own for a host that is nobody's: no site's look, no site's data."""
    context = {"title": title, "portal_url": portal_url}
    return HttpResponse(loader.render_to_string("errors/host.html", context), status=status)


class SpellingMiddleware:
    """On the portal, the name of a council as people write it leads to its site.

    ``/lancry-chateau-d-eau/``, ``/conseils/Château d’Eau Lancry``: only where nothing else answers,
    so that no page is ever hidden.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code != 404 or request.method not in ("GET", "HEAD"):
            return response
        return _to_council(request) or response


def _to_council(request: HttpRequest) -> HttpResponse | None:
    entry: Host | None = getattr(request, "host_entry", None)
    if entry is None or entry.kind is not Kind.SITE or entry.council:
        return None
    name = request.path_info.removeprefix(COUNCILS_PREFIX).strip("/")
    if not name or "/" in name or len(name) > LONGEST_NAME:
        return None
    council = table().spelled(name)
    return HttpResponsePermanentRedirect(f"{council.url}/") if council else None

"""Where pages of the second factor live (the portal), and where they lead afterwards."""

from collections.abc import Callable
from functools import wraps
from urllib.parse import urlencode

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.cache import never_cache

from sites.accounts.crossing import demands, destinations
from sites.accounts.paths import LONGEST
from sites.accounts.sign_ins import hostname
from sites.councils.hosts import table

View = Callable[..., HttpResponse]


def on_portal(view: View) -> View:
    """A page that only the portal has (passkeys are bound to it); elsewhere it sends there."""

    @never_cache
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if is_portal(request):
            response = view(request, *args, **kwargs)
            destinations.let_forms_through(response, destination(request))
            return response
        if request.method not in ("GET", "HEAD") or not table().portal_url:
            raise Http404
        return HttpResponseRedirect(table().portal_url + request.get_full_path())

    return guarded


def destination(request: HttpRequest) -> destinations.Destination:
    """Where the person is going: told by the sign-in that stands at this page, or by ``next``."""
    stage = getattr(request, "_login_stage", None)
    return destinations.of_address(stage.login.redirect_url if stage else next_path(request))


def is_portal(request: HttpRequest) -> bool:
    """Whether the request is for the portal's site."""
    return demands.is_portal(hostname(request))


def next_path(request: HttpRequest, otherwise: str = "") -> str:
    """``?next=`` where it is a path of this host, else ``otherwise``.

    Unlike paths.safe_path() it lets the entrance through: from here a sign-in goes on.
    """
    told = request.POST.get("next") or request.GET.get("next") or ""
    is_path = told.startswith("/") and len(told) <= 2 * LONGEST and told.isprintable()
    return told if is_path and url_has_allowed_host_and_scheme(told, None) else otherwise


def onward(request: HttpRequest, name: str, *args) -> str:
    """The address of the page ``name``, which is told where this one was to lead."""
    target = next_path(request)
    query = f"?{urlencode({'next': target})}" if target else ""
    return reverse(name, args=args) + query

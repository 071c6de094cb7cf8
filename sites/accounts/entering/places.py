"""What all pages of the entrance have in common."""

from collections.abc import Callable
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from sites.accounts.crossing import demands, destinations
from sites.accounts.sign_ins import hostname


def portal_only(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A view that exists on the portal's host and nowhere else."""

    @wraps(view)
    def on_portal(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not demands.is_portal(hostname(request)):
            raise Http404
        return view(request, *args, **kwargs)

    return on_portal


def entrance(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page of the entrance: given where the person is going, and not for who is inside."""

    @wraps(view)
    def enter(request: HttpRequest, **names) -> HttpResponse:
        destination = destinations.read(request.GET)
        if request.user.is_authenticated:
            return destinations.go_on(request, destination)
        return view(request, destination=destination, **names)

    return portal_only(never_cache(require_http_methods(["GET", "HEAD", "POST"])(enter)))


def keeps_its_address(view: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A page whose address is a key: no request that it makes names it.

    Not ``no-referrer``, under which browsers say that a form comes from « null », and the check
    against forged requests refuses it (Fetch standard, « append a request Origin header »).
    """

    @wraps(view)
    def discreet(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["Referrer-Policy"] = "strict-origin"
        return response

    return discreet

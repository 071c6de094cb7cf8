"""A session without a second factor reads and takes part; it edits and moderates nothing."""

from collections.abc import Callable
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from sites.councils.hosts import Kind

from . import policy

OPEN = ("wagtailadmin_login", "wagtailadmin_logout")  # the doors of the admin


class SecondFactorMiddleware:
    """On the admin's host a weak session is shown the way; elsewhere its roles are asleep.

    Reads neither the session nor the account of a reader who brings no session.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if settings.SESSION_COOKIE_NAME in request.COOKIES and policy.is_required():
            if request.host_entry.kind is Kind.ADMIN and is_barred(request):
                return way_out(request)
            put_roles_to_sleep(request)
        return self.get_response(request)


def is_barred(request: HttpRequest) -> bool:
    """Whether a signed-in person with a weak session asks for something behind the doors."""
    doors = [reverse(name) for name in OPEN]
    is_behind = request.path_info.startswith("/admin/") and request.path_info not in doors
    return is_behind and request.user.is_authenticated and not policy.is_strong(request)


def way_out(request: HttpRequest) -> HttpResponse:
    """Ends this host's session and begins a sign-in, which passes by the factor and comes back."""
    request.session.flush()
    target = {"next": request.get_full_path()} if request.method == "GET" else {}
    query = f"?{urlencode(target)}" if target else ""
    return HttpResponseRedirect(f"{reverse('accounts:login')}{query}")


def put_roles_to_sleep(request: HttpRequest) -> None:
    """``request.user.acts_with_roles`` becomes False in a weak session, once somebody asks."""
    account = request.user

    def judged():
        if account.is_authenticated and not policy.may_use_roles(request):
            account.acts_with_roles = False
        return account

    request.user = SimpleLazyObject(judged)  # type: ignore[assignment]

"""Security headers by kind of host, and health answers that need no host at all."""

from collections.abc import Callable

from csp.constants import HEADER as CSP
from django.conf import settings
from django.db import Error, connection
from django.http import HttpRequest, HttpResponse

from sites.councils.hosts import Kind, table

from .policies import allow

PERMISSIONS_POLICY = "camera=(), geolocation=(self), microphone=(), payment=(), usb=()"
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


class HealthMiddleware:
    """``/healthz``: this process lives; ``/readyz``: it can reach its database. For any host."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.path_info == "/healthz":
            return word("ok")
        if request.path_info == "/readyz":
            return readiness()
        return self.get_response(request)


def readiness() -> HttpResponse:
    """Whether this process can answer a reader: it reaches its database."""
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return word("database unreachable", status=503)
    return word("ok")


def word(text: str, status: int = 200) -> HttpResponse:
    headers = {"Cache-Control": "no-store"}
    return HttpResponse(f"{text}\n", status=status, content_type="text/plain", headers=headers)


class SecurityHeadersMiddleware:
    """Every response says what a browser may do with it, refusals and static files too.

    Stands inside CSPMiddleware, which writes the policy, and outside everything that answers.
    Public pages may be framed by nobody; the admin's host and previews have policies of their own.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        for name, value in headers().items():
            response.setdefault(name, value)
        self.limit(request, response)
        return response

    @staticmethod
    def limit(request: HttpRequest, response: HttpResponse) -> None:
        entry = getattr(request, "host_entry", None)  # absent where the gate refused
        if is_file(request, response):
            response[CSP] = FILE_POLICY
        elif entry and entry.kind is Kind.ADMIN:
            response._csp_config = settings.ADMIN_CONTENT_SECURITY_POLICY  # type: ignore[attr-defined]
            response._csp_update = {"frame-src": getattr(request, "frames", [])}
            if is_page(response):  # behind one stands a database: the table can be asked
                allow(response, "form-action", table().portal_url)
            response["X-Frame-Options"] = "SAMEORIGIN"
        elif getattr(request, "is_preview", False):
            # No X-Frame-Options: it can name no other origin than the page's own.
            response._csp_replace = {"frame-ancestors": [settings.WAGTAILADMIN_BASE_URL]}
            return
        elif entry and is_page(response):
            # Browsers hold the policy against redirects too: who is signed out and sends a form is
            # sent to the portal, and must arrive.
            allow(response, "form-action", entry.sign_in_url)
        response.setdefault("X-Frame-Options", settings.X_FRAME_OPTIONS)
        if not entry or entry.kind is not Kind.SITE:
            response["X-Robots-Tag"] = "noindex"


def headers() -> dict[str, str]:
    """What every response carries; Django's own middleware does not see those of the gate."""
    return {
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": settings.SECURE_REFERRER_POLICY,
        "Cross-Origin-Opener-Policy": settings.SECURE_CROSS_ORIGIN_OPENER_POLICY,
        "Cross-Origin-Resource-Policy": "same-origin",
        "Permissions-Policy": PERMISSIONS_POLICY,
    }


def is_file(request: HttpRequest, response: HttpResponse) -> bool:
    """Whether the response is an upload itself, not a page about it (404, password)."""
    return request.path_info.startswith(tuple(settings.UPLOAD_PATHS)) and not is_html(response)


def is_page(response: HttpResponse) -> bool:
    """Whether there may be a form in it that leads to a sign-in."""
    return response.status_code == 200 and is_html(response)


def is_html(response: HttpResponse) -> bool:
    return response.get("Content-Type", "").startswith("text/html")

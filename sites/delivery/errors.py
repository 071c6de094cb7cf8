"""What a reader sees when a request fails: in words, in the site's look where the site is known."""

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.templatetags.static import static

RETRY_AFTER = "10"  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django could not read (too many fields, a broken upload)."""
    return render(request, "400.html", status=400)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its cookie: blocked cookies, or a page kept open for very long."""
    return render(request, "403_csrf.html", status=403)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; 503 while the database is away, so that proxies and robots come back."""
    body = loader.render_to_string("500.html", {"styles": styles()})
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(body, status=503, headers={"Retry-After": RETRY_AFTER})
    return HttpResponse(body, status=500)


def styles() -> list[str]:
    """Addresses of the style sheets; none where static files were not collected."""
    try:
        return [static(f"css/{name}.css") for name in ("tokens", "frame", "components", "pages")]
    except ValueError:  # the manifest: this page must not fail as well
        return []

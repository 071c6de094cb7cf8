"""What a reader sees when a request fails: in words, in the site's look where the site is known."""

import logging
import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.template import loader
from django.utils.translation import gettext_lazy as _

from sites.themes.stack import Stack, base, current, wearing

logger = logging.getLogger(__name__)

UNAVAILABLE = _("Le site est momentanément indisponible. Réessayez dans une minute.")
HTML, TEXT = "text/html; charset=utf-8", "text/plain; charset=utf-8"
RETRY_AFTER = "10"  # seconds


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    """A request that Django could not read (too many fields, a broken upload)."""
    return _page(request, "400.html", 400)


def permission_denied(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """What this account may not do."""
    return _page(request, "403.html", 403)


def not_found(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Nothing at this address."""
    return _page(request, "404.html", 404)


def csrf_failure(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form sent without its cookie: blocked cookies, or a page kept open for very long."""
    return _page(request, "403_csrf.html", 403)


def _page(request: HttpRequest, template: str, status: int) -> HttpResponse:
    """In the site's theme, or without it when it fails: Django would answer in bare English."""
    try:
        return render(request, template, status=status)
    except Exception:
        if current() is base():
            raise
        logger.exception("theme %s fails on %s", current(), template)
        with wearing(base()):
            return render(request, template, status=status)


def server_error(request: HttpRequest) -> HttpResponse:
    """A fault of ours; 503 while the database is away, so that proxies and robots come back."""
    body, kind = _words()
    if isinstance(sys.exc_info()[1], OperationalError | InterfaceError):
        return HttpResponse(body, kind, status=503, headers={"Retry-After": RETRY_AFTER})
    return HttpResponse(body, kind, status=500)


def _words() -> tuple[str, str]:
    """The page about a fault: in the site's theme, else in the base theme, else as plain text."""
    for stack in (current, base):
        try:
            worn = stack()
            with wearing(worn):
                return loader.render_to_string("500.html", {"sheet": sheet_of(worn)}), HTML
        except Exception:
            logger.exception("the page about an error fails as well")
    return str(UNAVAILABLE), TEXT


def sheet_of(worn: Stack) -> str:
    """The address of the style sheet; empty when it cannot be made (a full disk)."""
    try:
        return worn.sheet
    except Exception:
        logger.exception("no style sheet for %s", worn)
        return ""

"""Bodies that are too long are refused before anything of them is kept in memory or a file."""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.csrf import csrf_exempt, csrf_protect
from wagtail.admin import messages

from .rights import View

MEGABYTE = 2**20
THROWN_AWAY = 64 * MEGABYTE  # read and dropped, so that a browser that is sending gets the answer
CHUNK = 2**16


def at_most(megabytes: int, back: Callable[..., str]) -> Callable[[View], View]:
    """A view that is sent so many megabytes at most; else ``back(**kwargs)`` is shown, with why.

    Looking for the form's token reads the body, so that it is done here, behind the limit.
    """

    def decorate(view: View) -> View:
        behind = csrf_protect(view)

        @csrf_exempt
        @wraps(view)
        def guarded(request: HttpRequest, **kwargs) -> HttpResponse:
            if _length(request) <= megabytes * MEGABYTE:
                return behind(request, **kwargs)
            _throw_away(request)
            words = _("C’est trop lourd : %(count)d Mo au plus. Rien n’a été gardé.")
            messages.error(request, words % {"count": megabytes})
            return redirect(back(**kwargs))

        return guarded

    return decorate


def _length(request: HttpRequest) -> int:
    """What WSGI lets us read: without a length, nothing."""
    told = request.META.get("CONTENT_LENGTH") or "0"
    return int(told) if told.isdecimal() else 0


def _throw_away(request: HttpRequest) -> None:
    left = min(_length(request), THROWN_AWAY)
    while left > 0 and (chunk := request.read(CHUNK)):
        left -= len(chunk)

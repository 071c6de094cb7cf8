"""Files of the pool, and the way into and out of a preview."""

import mimetypes

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.views.decorators.http import require_safe

from sites.councils.hosts import Kind

from . import live, pool, previewing
from .findings import Level

FOREVER = "public, max-age=31536000, immutable"
# Of a theme's files the admin's origin needs the look of block previews and the pictures of themes
# and logos, never what can run: an SVG can.
ON_ADMIN = (".css", ".woff2", ".png", ".jpg", ".webp")
TYPES = {
    ".js": "text/javascript",
    ".woff2": "font/woff2",
    ".css": "text/css",
    ".avif": "image/avif",
}
DRAWING = "default-src 'none'; style-src 'unsafe-inline'; sandbox"  # an SVG opened by itself


@require_safe
def file(request: HttpRequest, name: str) -> HttpResponse:
    """A file of the pool, for ever under this name."""
    may_run = request.host_entry.kind is not Kind.ADMIN
    data = pool.get(name) if may_run or name.endswith(ON_ADMIN) else None
    if data is None:
        raise Http404
    response = HttpResponse(data, content_type=_type(name))
    response["Cache-Control"] = FOREVER
    if name.lower().endswith(".svg"):
        response["Content-Security-Policy"] = DRAWING
    return response


def _type(name: str) -> str:
    suffix = name[name.rfind(".") :].lower()
    return TYPES.get(suffix) or mimetypes.guess_type(name)[0] or "application/octet-stream"


@require_safe
def preview(request: HttpRequest, token: str) -> HttpResponse:
    """Start to see a theme, and go to the home."""
    told = previewing.read(token, request.site.pk, previewing.LINK_AGE) if request.site else None
    if told is None:
        raise Http404
    response = HttpResponseRedirect("/")
    previewing.start(response, *told)
    previewing.keep_private(response)
    return response


@require_safe
def leave(request: HttpRequest) -> HttpResponse:
    """Stop to see it."""
    response = HttpResponseRedirect("/")
    previewing.stop(response)
    return response


@require_safe
def workbench(request: HttpRequest) -> HttpResponse:
    """While a theme is written: the state of its folder and what the check finds."""
    bench = live.bench()
    if bench is None:
        raise Http404
    bench.look()
    findings = [
        {
            **found.as_data(),
            "label": found.level.label,
            "place": found.place,
            "serious": found.level >= Level.ERROR,
        }
        for found in bench.report.at_least(Level.WARNING)
    ]
    return JsonResponse({"version": bench.version, "findings": findings})

"""Addresses of the calendar that are no pages: files for programs, and the list of them."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.text import slugify
from django.views.decorators.http import conditional_page, require_safe

from cms.pages.lists import Filters, council_named
from cms.pages.site_views import home_trail
from cms.publications.listing import on_site
from cms.publications.models import Publication

from .browsing import AGENDA_KINDS, kind_named
from .facts import sheet_of
from .feeds import AGENDA_PATH, ATOM_PATH, announced, calendar_name, feeds, sheet
from .ics import CONTENT_TYPE, calendar_bytes
from .zone import wall_clock

ATOM_TYPE = "application/atom+xml; charset=utf-8"


@require_safe
@conditional_page
def agenda_ics(request: HttpRequest) -> HttpResponse:
    """``/agenda.ics?conseil=…&type=…``: the site's agenda, to subscribe to."""
    made = sheet(request.site.root_url, request.council, _filters(request), timezone.now())
    return HttpResponse(calendar_bytes(made), content_type=CONTENT_TYPE)


@require_safe
@conditional_page
def thing_ics(request: HttpRequest, path: str) -> HttpResponse:
    """``/agenda/fete.ics``, ``/seances/2026/pleniere.ics``: one thing, to put into a calendar."""
    row = on_site(request.council).filter(kind__in=AGENDA_KINDS, path=f"/{path}/").first()
    made = row and sheet_of(row)
    if not (row and made):
        raise Http404
    response = HttpResponse(calendar_bytes(made), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{_file_name(row)}"'
    return response


@require_safe
@conditional_page
def agenda_atom(request: HttpRequest) -> HttpResponse:
    """``/agenda.atom?conseil=…&type=…`` (RFC 4287): what was announced, the newest first."""
    filters, root = _filters(request), request.site.root_url
    query = filters.query()
    rows = announced(request.council, filters)
    context = {
        "title": calendar_name(request.council, filters),
        "root": root,
        "self_url": f"{root}{ATOM_PATH}{'?' if query else ''}{query}",
        "agenda_url": f"{root}{AGENDA_PATH}{'?' if query else ''}{query}",
        "updated": max((row.changed_at for row in rows), default=None),
        "items": rows,
    }
    return render(request, "pages/agenda_atom.xml", context, content_type=ATOM_TYPE)


@require_safe
def feed_list(request: HttpRequest) -> HttpResponse:
    """``/flux/``: what one can subscribe to, and how."""
    context = {
        "breadcrumbs": home_trail(),
        "feeds": feeds(request.site.root_url, request.council),
        "forum_feed": request.site.root_url + reverse("forum:feed"),
    }
    return render(request, "pages/feeds.html", context)


def _filters(request: HttpRequest) -> Filters:
    return Filters(council_named(request), kind_named(request.GET.get("type", "")))


def _file_name(row: Publication) -> str:
    day = wall_clock(row.starts_at).date().isoformat() if row.starts_at else ""
    return "-".join(filter(None, (slugify(row.title)[:60] or "agenda", day))) + ".ics"

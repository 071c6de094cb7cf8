"""Pages of a site that no editor writes: the map of councils, the site map, what robots read."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from cms.publications.listing import on_site
from sites.councils.hosts import table

from .chrome import FORUM_PATH, Entry
from .outline import branches

ROBOTS = """User-agent: *
Disallow: /compte/
Disallow: /abonnements/
Disallow: /fichiers/
Disallow: /recherche/?
Disallow: /forum/recherche/?
Sitemap: {root}/sitemap.xml
"""


def home_trail() -> list[Entry]:
    return [Entry(_("Accueil"), "/")]


@require_safe
def councils(request: HttpRequest) -> HttpResponse:
    """``/conseils/``: the outlines fitted together, and the same in words. Portal only."""
    if request.council:
        raise Http404
    context = {"breadcrumbs": home_trail(), "councils": table().neighbours}
    return render(request, "pages/councils.html", context)


@require_safe
def site_map(request: HttpRequest) -> HttpResponse:
    """``/plan-du-site/``: sections and pages as a nested list."""
    context = {
        "breadcrumbs": home_trail(),
        "branches": branches(request.site),
        "forum": Entry(_("Forum"), FORUM_PATH),
    }
    return render(request, "pages/site_map.html", context)


@require_safe
def sitemap_xml(request: HttpRequest) -> HttpResponse:
    """``/sitemap.xml`` (sitemaps.org 0.9): every public address of this site, from publications."""
    rows = on_site(request.council).exclude(path__contains="#").order_by("-changed_at")
    rows = rows.only("path", "changed_at")[:50_000]
    context = {"root": request.site.root_url, "rows": rows.iterator()}
    return render(request, "pages/sitemap.xml", context, content_type="application/xml")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """``/robots.txt`` (RFC 9309)."""
    return HttpResponse(ROBOTS.format(root=request.site.root_url), content_type="text/plain")

"""Addresses of meetings that are no pages: their papers, their years, tables, all decisions."""

from collections.abc import Iterator

from django.http import Http404, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import conditional_page, require_safe

from cms.pages.lists import Bounded, page_of
from cms.pages.site_views import home_trail
from cms.publications import kinds
from cms.publications.listing import listed, on_site
from sites.councils.hosts import table

from . import open_data, printing
from .finding import as_csv, decisions, wanted_by, years
from .models import BudgetLine, MeetingPage
from .telling import from_rows

MOST_LINES = 20_000  # of a table; a council decides a few dozen times a year


@require_safe
@conditional_page
def paper(request: HttpRequest, year: int, slug: str, name: str) -> HttpResponse:
    """``/seances/2026/pleniere/affiche.pdf?format=a3&encre=1``: a paper of a public meeting."""
    address = f"/seances/{year}/{slug}/"
    row = on_site(request.council).filter(kind=kinds.MEETING, path=address).first()
    if row is None or row.page_id is None:
        raise Http404
    page = MeetingPage.objects.select_related("place").get(pk=row.page_id)
    large, ink = request.GET.get("format") == "a3", request.GET.get("encre") == "1"
    made = printing.paper(page, name, request.host_entry, large=large, ink=ink)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = f'inline; filename="{name}-{slug}.pdf"'
    return response


@require_safe
def of_year(request: HttpRequest, year: int) -> HttpResponse:
    """``/seances/2026/``: where somebody lands who shortens the address of a meeting."""
    return redirect(f"/seances/?annee={year}", permanent=True)


@require_safe
def meeting_table(request: HttpRequest) -> StreamingHttpResponse:
    """``/seances.csv?conseil=…&type=…&annee=…``: all meetings, to come and held."""
    filters = open_data.filters_of(request)
    found = filters.narrow(listed(request.council, kinds.MEETING, of=filters.of))[:MOST_LINES]
    rows = (placement.publication for placement in found.iterator(chunk_size=500))
    return _table(open_data.as_csv(rows), "seances")


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """``/decisions/?conseil=…&annee=…&budget=…&rue=…&page=…``"""
    wanted = wanted_by(request)
    results = page_of(decisions(request.council, wanted), request.GET.get("page", "1"), Bounded)
    context = {
        "breadcrumbs": home_trail(),
        "results": results,
        "decisions": from_rows(results.object_list),
        "wanted": wanted,
        "filter_query": wanted.query(),
        "council_choices": () if request.council else table().neighbours,
        "year_choices": years(request.council),
        "line_choices": BudgetLine.choices,
    }
    return render(request, "pages/decisions.html", context)


@require_safe
def decision_table(request: HttpRequest) -> StreamingHttpResponse:
    """``/decisions.csv``: the same list, whole, for a spreadsheet."""
    rows = decisions(request.council, wanted_by(request))[:MOST_LINES]
    found = from_rows(row.publication for row in rows.iterator(chunk_size=500))
    return _table(as_csv(found), "decisions")


def _table(lines: Iterator[str], name: str) -> StreamingHttpResponse:
    response = StreamingHttpResponse(lines, content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response

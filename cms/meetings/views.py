"""Addresses of meetings that are no pages: decisions across all of them."""

from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from cms.pages.lists import page_of
from cms.pages.site_views import home_trail
from sites.councils.hosts import table

from .finding import as_csv, decisions, wanted_by, years
from .models import BudgetLine
from .telling import from_rows

MOST_LINES = 20_000  # of a table; a council decides a few dozen times a year


@require_safe
def decision_list(request: HttpRequest) -> HttpResponse:
    """``/decisions/?conseil=…&annee=…&budget=…&rue=…&page=…``"""
    wanted = wanted_by(request)
    results = page_of(decisions(request.council, wanted), request.GET.get("page", "1"))
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
    response = StreamingHttpResponse(as_csv(found), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="decisions.csv"'
    return response

"""``/moderation/chiffres/``: what moderation did, year by year; a council's on its own site, all
of them on the portal."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from sites.delivery.spreadsheets import lines

from . import counting
from .counting import Figures


@require_safe
def page(request: HttpRequest) -> HttpResponse:
    """The figures of ``?annee=`` (this year)."""
    told, years = _asked(request)
    context = {
        "figures": told,
        "figure_groups": _grouped(told),
        "years": years,
        "csv_url": f"{reverse('moderation:figures_csv')}?annee={told.year}",
    }
    return render(request, "moderation/figures.html", context)


@require_safe
def table(request: HttpRequest) -> HttpResponse:
    """The same as a CSV."""
    told, _years = _asked(request)
    head = (_("année"), _("groupe"), _("chiffre"), _("nombre"))
    rows = [head, *((told.year, *row) for row in counting.rows_of(told))]
    response = HttpResponse("".join(lines(rows)), content_type="text/csv; charset=utf-8")
    response["Content-Disposition"] = f'attachment; filename="moderation-{told.year}.csv"'
    return response


def _asked(request: HttpRequest) -> tuple[Figures, list[int]]:
    if request.site is None:
        raise Http404
    years = counting.years(request.council)
    asked = request.GET.get("annee", str(years[0]))
    if asked not in map(str, years):
        raise Http404
    return counting.figures(int(asked), request.council), years


def _grouped(told: Figures) -> list[tuple[str, list[tuple[str, object]]]]:
    """Rows below the head of their group, in order."""
    groups: dict[str, list[tuple[str, object]]] = {}
    for group, label, number in counting.rows_of(told):
        groups.setdefault(group, []).append((label, number))
    return list(groups.items())

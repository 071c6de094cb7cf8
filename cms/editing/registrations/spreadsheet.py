"""Those registered as a table for a spreadsheet."""

import csv

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.calendar.registration.letters import address_of
from cms.calendar.zone import wall_clock
from sites.delivery.spreadsheets import harmless

from .reach import Chosen, sure_rows

BOM = "\ufeff"  # without it, a French Excel reads « Ã© »
MOMENT = "Y-m-d H:i"


def as_csv(chosen: Chosen) -> HttpResponse:
    """A download; with semicolons, as spreadsheets in French expect."""
    response = HttpResponse(BOM, content_type="text/csv; charset=utf-8")
    day = wall_clock(chosen.one.starts).date()
    response["Content-Disposition"] = f'attachment; filename="inscriptions-{day}.csv"'
    response["Cache-Control"] = "private, no-store"
    writer = csv.writer(response, delimiter=";")
    writer.writerow(
        [_("Nom"), _("Adresse électronique"), _("Places"), _("État"), _("Inscrit le"), _("Venu")]
    )
    for row in sure_rows(chosen.gathering):
        cells = [
            row.name,
            address_of(row),
            row.seats,
            row.get_state_display(),
            date_format(localtime(row.created_at), MOMENT),
            {None: "", True: _("oui"), False: _("non")}[row.came],
        ]
        writer.writerow(map(harmless, cells))
    return response

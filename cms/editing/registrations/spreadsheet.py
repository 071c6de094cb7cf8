"""Those registered as a table for a spreadsheet."""

from collections.abc import Iterator

from django.http import HttpResponse
from django.utils.formats import date_format
from django.utils.timezone import localtime
from django.utils.translation import gettext as _

from cms.calendar.registration.letters import address_of
from cms.calendar.zone import wall_clock
from sites.delivery.spreadsheets import download

from .reach import Chosen, sure_rows

MOMENT = "Y-m-d H:i"


def as_csv(chosen: Chosen) -> HttpResponse:
    day = wall_clock(chosen.one.starts).date()
    return download(f"inscriptions-{day}", _rows(chosen))


def _rows(chosen: Chosen) -> Iterator[list]:
    yield [_("Nom"), _("Adresse électronique"), _("Places"), _("État"), _("Inscrit le"), _("Venu")]
    for row in sure_rows(chosen.gathering):
        yield [
            row.name,
            address_of(row),
            row.seats,
            row.get_state_display(),
            date_format(localtime(row.created_at), MOMENT),
            {None: "", True: _("oui"), False: _("non")}[row.came],
        ]

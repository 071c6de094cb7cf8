"""Meetings as a table, for a spreadsheet: those to come, those held, what became of each."""

from collections.abc import Iterable, Iterator
from itertools import chain

from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.calendar.recurrence import State
from cms.pages.lists import Filters, council_named, year_named
from cms.publications.models import Publication
from sites.delivery.spreadsheets import lines

from .models import MeetingKind, MinutesState


def filters_of(request: HttpRequest) -> Filters:
    """``?conseil=…&type=…&annee=…``, as the list of meetings takes them; Http404 for others."""
    kind = request.GET.get("type", "")
    if kind and kind not in MeetingKind.values:
        raise Http404
    return Filters(council_named(request), None, kind, year_named(request))


def as_csv(rows: Iterable[Publication]) -> Iterator[str]:
    """The lines of the table."""
    return lines(chain([_head()], map(_cells, rows)))


def _head() -> list[str]:
    return [
        _("date"),
        _("début"),
        _("fin"),
        _("conseil"),
        _("type de séance"),
        _("séance"),
        _("lieu"),
        _("état"),
        _("personnes présentes"),
        _("compte rendu"),
        _("décisions"),
        _("adresse"),
    ]


def _cells(row: Publication) -> list[str]:
    facts = row.facts
    starts, ends = (when and timezone.localtime(when) for when in (row.starts_at, row.ends_at))
    return [
        f"{starts:%Y-%m-%d}" if starts else "",
        f"{starts:%H:%M}" if starts else "",
        f"{ends:%H:%M}" if ends else "",
        row.home_name,
        str(MeetingKind(facts["type"]).label) if facts.get("type") else "",
        row.title,
        row.place_name,
        _state(row),
        str(facts.get("attendance", "")),
        str(MinutesState(facts.get("minutes", "")).label),
        str(facts.get("decisions", "")),
        row.url,
    ]


def _state(row: Publication) -> str:
    state = row.facts.get("state", State.PLANNED)
    if state == State.CANCELLED:
        return _("reportée à une date à fixer") if row.facts.get("without_date") else _("annulée")
    if row.ends_at and row.ends_at <= timezone.now():
        return _("tenue")
    return _("nouvelle date") if state == State.MOVED else _("annoncée")

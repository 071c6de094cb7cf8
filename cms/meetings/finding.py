"""Decisions across meetings: narrowed by council, year, purse and street."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain
from urllib.parse import urlencode

from django.db.models import QuerySet
from django.http import Http404, HttpRequest
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.pages.lists import council_named, of_year, year_named, years_of
from cms.publications import kinds
from cms.publications.listing import listed
from cms.publications.models import Placement
from sites.councils.hosts import Neighbour
from sites.councils.models import Council
from sites.councils.names import folded
from sites.delivery.spreadsheets import lines

from .models import BudgetLine
from .telling import Told

LONGEST_WORDS = 80


@dataclass(frozen=True)
class Wanted:
    """What the reader narrowed the list to. ``words`` are typed: a street, a subject."""

    council: Neighbour | None = None
    year: int | None = None
    line: str = ""
    words: str = ""

    def query(self) -> str:
        """The filters as they stand in an address; may be empty."""
        pairs = {
            "conseil": self.council.council.code if self.council else "",
            "annee": str(self.year or ""),
            "budget": self.line,
            "rue": self.words,
        }
        return urlencode({name: value for name, value in pairs.items() if value})


def wanted_by(request: HttpRequest) -> Wanted:
    """Raises Http404 for a council, year or purse that is none; words may be anything."""
    line = request.GET.get("budget", "")
    if line and line not in BudgetLine.values:
        raise Http404
    words = request.GET.get("rue", "").replace("\x00", "").strip()[:LONGEST_WORDS]
    return Wanted(council_named(request), year_named(request), line, words)


def decisions(council: Council | None, wanted: Wanted) -> QuerySet[Placement]:
    """What ``council`` (None: the portal) lists of them, newest meeting first."""
    of = wanted.council.council if wanted.council else None
    rows = listed(council, kinds.DECISION, of=of)
    if wanted.year:
        rows = of_year(rows, wanted.year)
    if wanted.line:
        rows = rows.filter(publication__facts__line=wanted.line)
    for word in folded(wanted.words).split():
        rows = rows.filter(publication__search_text__contains=word)
    return rows


def years(council: Council | None) -> list[int]:
    """From the last year in which something was decided to the first."""
    return years_of(Placement.objects.filter(council=council, kind=kinds.DECISION))


def as_csv(found: Iterable[Told]) -> Iterator[str]:
    """The lines of a table of decisions."""
    return lines(chain([_head()], map(_cells, found)))


def _head() -> list[str]:
    return [
        _("séance du"),
        _("conseil"),
        _("séance"),
        _("décision"),
        _("résultat"),
        _("pour"),
        _("contre"),
        _("abstentions"),
        _("montant en euros"),
        _("budget"),
        _("rues et lieux"),
        _("compte rendu"),
        _("adresse"),
    ]


def _cells(one: Told) -> list:
    return [
        timezone.localdate(one.held_at).isoformat() if one.held_at else "",
        one.council,
        one.meeting,
        one.text,
        one.result_label,
        *(one.votes or ("", "", "")),
        one.amount.replace("\u00a0", ""),
        one.line_label,
        one.streets,
        _("projet") if one.is_draft else _("approuvé"),
        one.url,
    ]

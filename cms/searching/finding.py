"""The publications that answer a question: whose title does first, then the newest."""

from collections import Counter
from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from cms.pages.lists import of_year, years_of
from cms.publications.models import Placement, Publication
from sites.searching.bounded import COUNTED, NOTHING, SHOWN, Met, Order, probe, with_memory
from sites.searching.matching import Found

from .asking import Wanted

COLUMNS = ("title", "summary", "place_name", "search_text")  # as in the index
RECENT = 5_000


@dataclass(frozen=True)
class Answer:
    """What was met, and how much of each kind; None where there was too much to count."""

    met: Met = NOTHING
    kinds: dict[str, int] | None = None


def find(wanted: Wanted) -> Answer:
    if not wanted.question:
        return Answer()
    with with_memory():
        return _answer(wanted)


def _answer(wanted: Wanted) -> Answer:
    scope = _scope(wanted)
    rows = scope.filter(Found(wanted.question, *COLUMNS))
    found = probe(rows, "sort_at", "kind")
    kinds = Counter(kind for _pk, _sort_at, kind in found) if found is not None else None
    if wanted.kind:
        scope, rows = (some.filter(kind=wanted.kind.key) for some in (scope, rows))
        if found is None:
            found = probe(rows, "sort_at", "kind")
        else:
            found = [row for row in found if row[2] == wanted.kind.key]
    titled = probe(scope.filter(Found(wanted.question, "title")), "sort_at")
    if found is None:
        return Answer(_of_many(rows, titled), kinds)
    first = {row[0] for row in titled or ()}
    found.sort(key=lambda row: (row[0] in first, row[1], row[0]), reverse=True)
    return Answer(Met([row[0] for row in found[:SHOWN]], len(found)), kinds)


def years(wanted: Wanted) -> list[int]:
    """From the newest year of what may be found to the oldest."""
    if wanted.of:
        return years_of(Placement.objects.filter(council=wanted.of))
    return years_of(Publication.objects.all())


def _of_many(rows: QuerySet, titled: list[tuple] | None) -> Met:
    """The first of more rows than were counted."""
    first: list[int] = []
    if titled is not None:  # else every title has the words, and none comes first for it
        first = [row[0] for row in sorted(titled, key=_newest, reverse=True)[:SHOWN]]
    if len(first) < SHOWN:
        rest = Order("sort_at", _since).newest(rows.exclude(pk__in=first), SHOWN - len(first))
        first = [*first, *rest]
    return Met(first, COUNTED, is_many=True)


def _newest(row: tuple) -> tuple:
    return row[1], row[0]


def _scope(wanted: Wanted) -> QuerySet[Publication]:
    rows = Publication.objects.all()
    if wanted.of:
        rows = rows.filter(placements__council=wanted.of)
    if wanted.year:
        rows = of_year(rows, wanted.year)
    return rows


def _since() -> datetime | None:
    dates = Publication.objects.order_by("-sort_at", "-pk").values_list("sort_at", flat=True)
    return next(iter(dates[RECENT : RECENT + 1]), None)

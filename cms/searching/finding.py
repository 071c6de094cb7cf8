"""The publications that answer a question: whose title does first, then the newest."""

from collections import Counter
from dataclasses import dataclass

from django.db.models import QuerySet, Value

from cms.pages.lists import end_of, of_year, years_of
from cms.publications.models import Placement, Publication
from sites.searching.bounded import NOTHING, SHOWN, Met, Search, newest
from sites.searching.matching import Moment, Words

from .asking import Wanted

COUNTED = 1_000  # what is met is counted no further
TEXTS = Words(("title", "summary", "place_name", "search_text"), "sort_at", Moment("sort_at"))
TITLES = Words(("title",), "sort_at", Moment("sort_at"))


@dataclass(frozen=True)
class Answer:
    """What was met, and how much of each kind; None where there was too much to count."""

    met: Met = NOTHING
    kinds: dict[str, int] | None = None


def find(wanted: Wanted) -> Answer:
    """Raises TooMuch."""
    if not wanted.question:
        return Answer()
    scope = _scope(wanted)
    of_kind = scope.filter(kind=wanted.kind.key) if wanted.kind else scope
    found, titled = newest(_search(scope, TEXTS, wanted), _search(of_kind, TITLES, wanted))
    kinds = None if _is_many(found) else Counter(kind for _pk, _sort_at, kind in found)
    if wanted.kind and kinds is None:
        [found] = newest(_search(of_kind, TEXTS, wanted))
    elif wanted.kind:
        found = [row for row in found if row[2] == wanted.kind.key]
    return Answer(_met(found, [] if _is_many(titled) else titled), kinds)


def _search(rows: QuerySet, words: Words, wanted: Wanted) -> Search:
    """For key, date and kind of those that answer, one more than is counted."""
    until = Moment(Value(end_of(wanted.year))) if wanted.year else None
    return Search(rows, words, wanted.question, COUNTED + 1, ("kind",), until)


def _is_many(found: list[tuple]) -> bool:
    return len(found) > COUNTED


def _met(found: list[tuple], titled: list[tuple]) -> Met:
    """Those titled so before the others. All may be: then none comes first for it."""
    first = {row[0]: None for row in titled}
    keys = [*first, *(row[0] for row in found if row[0] not in first)]
    return Met(keys[:SHOWN], min(len(found), COUNTED), is_many=_is_many(found))


def years(wanted: Wanted) -> list[int]:
    """From the newest year of what may be found to the oldest."""
    if wanted.of:
        return years_of(Placement.objects.filter(council=wanted.of))
    return years_of(Publication.objects.all())


def _scope(wanted: Wanted) -> QuerySet[Publication]:
    rows = Publication.objects.all()
    if wanted.of:
        rows = rows.filter(placements__council=wanted.of)
    if wanted.year:
        rows = of_year(rows, wanted.year)
    return rows

"""Pages that list publications: filters and page numbers from the address, bounded and checked."""

import re
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.core.paginator import Page as PaginatorPage
from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404
from django.utils import timezone
from django.utils.functional import cached_property

from cms.publications.kinds import KINDS, Kind
from cms.publications.listing import listed
from cms.publications.models import Placement
from sites.councils.hosts import Neighbour, table
from sites.councils.models import Council

PER_PAGE = 20
MOST_PAGES = 50  # of a list that narrows by year or month
_YEAR = re.compile(r"20[0-9]{2}")
_NUMBER = re.compile(r"[1-9][0-9]{0,8}")  # one way to write a number: one address for a page


@dataclass(frozen=True)
class Filters:
    """What the reader narrowed the list to; unknown values in the address give a 404."""

    council: Neighbour | None = None
    kind: Kind | None = None
    facet: str = ""
    year: int | None = None

    def query(self) -> str:
        """The filters as they stand in an address, without page number; may be empty."""
        pairs = {
            "conseil": self.council.council.code if self.council else "",
            "type": self.kind.key if self.kind else self.facet,
            "annee": str(self.year or ""),
        }
        return urlencode({name: value for name, value in pairs.items() if value})

    @property
    def of(self) -> Council | None:
        return self.council.council if self.council else None

    def narrow(self, rows: QuerySet[Placement]) -> QuerySet[Placement]:
        """Those of ``rows`` that are of the facet and the year."""
        if self.facet:
            rows = rows.filter(facet=self.facet)
        return of_year(rows, self.year) if self.year else rows


class Bounded(Paginator):
    """Counts no further than it has pages: ten thousand rows cost what a thousand do. What is older
    is found by its year or month.
    """

    @cached_property
    def count(self) -> int:
        rows: QuerySet = self.object_list  # type: ignore[assignment]
        # Whichever are found first; the council is in every index, so that no row is fetched.
        return rows.order_by().values("council")[: self.most].count()

    @property
    def most(self) -> int:
        return MOST_PAGES * self.per_page

    @property
    def is_cut(self) -> bool:
        """Whether there may be more than were counted."""
        return self.count == self.most


class ListingMixin:
    """Context of a list page: ``results`` (a page of publications), ``filters``, choices."""

    listed_kinds: tuple[str, ...] = ()
    facet_choices: tuple = ()
    has_years = False

    @property
    def counting(self) -> type[Paginator]:
        return Bounded if self.has_years else Paginator

    def get_context(self, request, *args, **kwargs):
        context = super().get_context(request, *args, **kwargs)
        filters = self.filters_of(request)
        rows = self.rows(request.council, filters)
        return context | {
            "results": page_of(rows, request.GET.get("page", "1"), self.counting),
            "filters": filters,
            "filter_query": filters.query(),
            "council_choices": () if request.council else table().neighbours,
            "kind_choices": self.kind_choices(),
            "year_choices": self._years(request.council, filters),
        }

    def kind_choices(self) -> list[tuple[str, str]]:
        """What the list can be narrowed to: value in the address and words."""
        if self.facet_choices:
            return list(self.facet_choices)
        if len(self.listed_kinds) < 2:
            return []
        return [(key, KINDS[key].plural) for key in self.listed_kinds]

    def filters_of(self, request) -> Filters:
        wanted = request.GET.get("type", "")
        if wanted and wanted not in dict(self.kind_choices()):
            raise Http404
        kind = KINDS.get(wanted) if not self.facet_choices else None
        facet = wanted if self.facet_choices else ""
        year = year_named(request) if self.has_years else None
        return Filters(council_named(request), kind, facet, year)

    def rows(self, council: Council | None, filters: Filters):
        kinds = (filters.kind.key,) if filters.kind else self.listed_kinds
        return filters.narrow(listed(council, *kinds, of=filters.of))

    def _years(self, council: Council | None, filters: Filters) -> list[int]:
        if not self.has_years:
            return []
        return years_of(listed(council, *self.listed_kinds, of=filters.of))


def council_named(request) -> Neighbour | None:
    """The council that ``?conseil=`` names; only the portal's lists hold several."""
    code = request.GET.get("conseil", "")
    if not code or request.council:
        return None
    for neighbour in table().neighbours:
        if neighbour.council.code == code:
            return neighbour
    raise Http404


def year_named(request) -> int | None:
    """The year that ``?annee=`` names; Http404 for what is none."""
    word = request.GET.get("annee", "")
    if word and not _YEAR.fullmatch(word):
        raise Http404
    return int(word) if word else None


def years_of(rows: QuerySet) -> list[int]:
    """From the year of the newest of ``rows`` to that of the oldest: two rows are read."""
    dates = rows.order_by("-sort_at", "-id").values_list("sort_at", flat=True)
    newest, oldest = dates.first(), dates.reverse().first()
    if newest is None or oldest is None:
        return []
    last, first = (timezone.localtime(when).year for when in (newest, oldest))
    return list(range(last, first - 1, -1))


def of_year(rows: QuerySet, year: int) -> QuerySet:
    """Those of ``rows`` whose date is of the year: [1 January, 1 January)."""
    return rows.filter(sort_at__gte=end_of(year - 1), sort_at__lt=end_of(year))


def end_of(year: int) -> datetime:
    """The moment at which the next one begins."""
    return timezone.make_aware(datetime(year + 1, 1, 1))


def page_of(
    rows, number: str, counting: type[Paginator] = Paginator, per_page: int | None = None
) -> PaginatorPage:
    """Page ``number`` of placements as publications; 404 for a page that is not there."""
    paginator = counting(rows, per_page or PER_PAGE)
    if not _NUMBER.fullmatch(number) or int(number) > paginator.num_pages:
        raise Http404
    page = paginator.page(int(number))
    start, end, count = page.start_index() - 1, page.end_index(), paginator.count
    if counting is Paginator and start > count // 2:  # walked to from the nearer end
        found = _cut(rows, rows.reverse(), count - end, count - start)
    else:
        found = _cut(rows, rows, max(start, 0), end)
    page.object_list = [placement.publication for placement in found]
    return page


def _cut(
    rows: QuerySet[Placement], walk: QuerySet[Placement], start: int, end: int
) -> list[Placement]:
    """What ``walk`` (``rows``, from either end) meets there. What it only passes is not joined."""
    if not start and walk is rows:
        return list(rows[:end])
    keys = walk.select_related(None).values("pk")[start:end]
    found = Placement.objects.filter(pk__in=keys).select_related("publication")
    return list(found.order_by(*rows.query.order_by))

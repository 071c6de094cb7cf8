"""What a reader of an agenda asked for, and the rows that answer: all from the publications."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.http import Http404, HttpRequest

from cms.pages.lists import Filters, council_named
from cms.publications import kinds, listing
from cms.publications.models import Placement
from sites.councils.models import Council

from .facts import CANCELLED_SHOWN
from .months import Month
from .recurrence import LONGEST_ONE

AGENDA_KINDS = (kinds.MEETING, kinds.EVENT)
BACK, AHEAD = 6, 11  # months that the filter offers
ROWS = 16  # of a page: a row says more than in other lists
MOST_IN_MONTH = 400
MONTH_VIEW = "mois"


@dataclass(frozen=True)
class Wanted:
    """``month`` narrows a list to one month; the table always shows one."""

    filters: Filters
    month: Month | None = None
    is_past: bool = False
    is_table: bool = False

    @property
    def kinds(self) -> tuple[str, ...]:
        return (self.filters.kind.key,) if self.filters.kind else AGENDA_KINDS

    @property
    def of(self) -> Council | None:
        return self.filters.of

    def query(self, **changed) -> str:
        """What an address asks for, with some of it changed; without page number, may be empty."""
        one = replace(self, **changed)
        pairs = {
            "vue": MONTH_VIEW if one.is_table else "",
            "mois": str(one.month) if one.month else "",
            "passes": "1" if one.is_past else "",
        }
        told = urlencode({name: value for name, value in pairs.items() if value})
        return "&".join(filter(None, (self.filters.query(), told)))


def wanted_by(request: HttpRequest) -> Wanted:
    """What the address asks for; Http404 for words that mean nothing."""
    asked = request.GET
    view, past, word = asked.get("vue", ""), asked.get("passes", ""), asked.get("mois", "")
    month = Month.named(word)
    if view not in ("", MONTH_VIEW) or past not in ("", "1") or (word and not month):
        raise Http404
    return Wanted(
        Filters(council_named(request), kind_named(asked.get("type", ""))),
        month,
        is_past=bool(past) and not month,
        is_table=bool(view),
    )


def kind_named(key: str) -> kinds.Kind | None:
    if key and key not in AGENDA_KINDS:
        raise Http404
    return kinds.KINDS.get(key)


def rows(council: Council | None, wanted: Wanted, now: datetime) -> QuerySet[Placement]:
    """A list: of a month, of what is over (the newest first), of what is still to come or runs."""
    if wanted.month:
        begins, ends = wanted.month.begins, wanted.month.ends
        found = within(council, *wanted.kinds, begins=begins, ends=ends, of=wanted.of)
    else:
        find = listing.past if wanted.is_past else listing.upcoming
        found = find(council, *wanted.kinds, now=now, of=wanted.of)
    return told(found, now)


def goes_on(council: Council | None, wanted: Wanted, month: Month, now: datetime) -> dict:
    """Whether something lies before ``month`` and after it; the way to today is always open.

    Without an end to it, whoever follows every link would turn empty pages for ever.
    """
    this = Month.at(now)
    all_of_it = listing.listed(council, *wanted.kinds, of=wanted.of)
    return {
        "before": month > this or all_of_it.filter(starts_at__lt=month.begins).exists(),
        "after": month < this or all_of_it.filter(starts_at__gte=month.ends).exists(),
    }


def within(
    council: Council | None,
    *kinds: str,
    begins: datetime,
    ends: datetime,
    of: Council | None = None,
) -> QuerySet[Placement]:
    """What touches the time between two moments, in the order of its beginning."""
    near = listing.between(council, *kinds, begins=begins - LONGEST_ONE, ends=ends, of=of)
    return near.filter(ends_at__gt=begins)


def told(rows: QuerySet[Placement], now: datetime) -> QuerySet[Placement]:
    """Those of ``rows`` that are still told: what was cancelled is, for a while."""
    return rows.filter(Q(ends_at__gt=now - CANCELLED_SHOWN) | Q(is_called_off=False))


def month_choices(now: datetime, chosen: Month | None) -> list[Month]:
    """The months that the filter offers, from the newest to the oldest; ``chosen`` is one."""
    this = Month.at(now)
    offered = {this + number for number in range(-BACK, AHEAD + 1)}
    return sorted(offered | ({chosen} if chosen else set()), reverse=True)


def recent(now: datetime) -> datetime:
    """How far back feeds reach: whoever subscribes keeps what was there a year ago."""
    return now - timedelta(days=366)

"""Whose registrations somebody reads: those of the sites whose pages they may change.

As with messages: a registration holds a resident's name and address.
"""

from dataclasses import dataclass
from datetime import date, datetime, timedelta

from django.db.models import Q
from django.http import Http404, HttpRequest
from django.utils import timezone
from wagtail.models import Page

from cms.calendar.models import Gathering, Registrable, Registration
from cms.calendar.models.registrable import Date
from cms.calendar.models.registration import LIVE, SURE
from cms.calendar.recurrence import State
from cms.calendar.registration.counting import Figures
from cms.calendar.registration.telling import FACTS
from cms.editing.teams_only import owners_of
from cms.publications.models import Publication
from sites.teams.page_rights import Owner, council_id_of
from sites.teams.scope import scope_of

SHOWN_BACK = timedelta(days=60)  # as long as names are kept, or nearly
MOST = 200


@dataclass(frozen=True)
class Line:
    """One date of the list: its row among the publications, whose it is, how many come."""

    row: Publication
    owner: Owner
    page_id: int
    day: date | None
    figures: Figures

    @property
    def is_off(self) -> bool:
        """Called off, or put off without a date; registrations are kept."""
        return self.row.facts.get("state") == State.CANCELLED


@dataclass(frozen=True)
class Chosen:
    """One date of a page of the reader's. ``gathering`` is None while nobody registered."""

    page: Registrable
    owner: Owner
    one: Date
    dates: list[Date]
    gathering: Gathering | None

    @property
    def query(self) -> str:
        return f"?date={self.one.day}" if self.one.day else ""


def lines_of(owners: list[Owner], begins: datetime, ends: datetime) -> list[Line]:
    """The public dates of these sites that take registrations and end between two moments."""
    by_home = {council_id_of(owner): owner for owner in owners}
    homes = Q(home__in=[key for key in by_home if key]) | (
        Q(home=None) if None in by_home else Q(pk__in=[])
    )
    rows = Publication.objects.filter(homes, facts__has_key=FACTS)
    rows = rows.filter(ends_at__gt=begins, ends_at__lte=ends).order_by("starts_at", "id")[:MOST]
    return [
        Line(
            row,
            by_home[row.home_id],
            row.page_id or row.part_of_id or 0,
            date.fromisoformat(row.path.rstrip("/").rpartition("/")[2]) if row.part_of_id else None,
            _figures(row),
        )
        for row in rows
    ]


def _figures(row: Publication) -> Figures:
    """What lists know: kept in line by whoever registers (registration/telling.py)."""
    told = row.facts[FACTS]
    return Figures(told.get("capacity"), told.get("taken", 0), told.get("waiting", 0))


def chosen_or_404(request: HttpRequest, page_id: int) -> Chosen:
    """The date ``?date=`` of a page that is the reader's; the next one unless it says which."""
    page, owner = _page_or_404(request, page_id)
    dates = page.registration_dates()
    one = _date(dates, request.GET.get("date", ""))
    if one is None:
        raise Http404
    gathering = Gathering.objects.filter(page=page_id, day=one.day).first()
    return Chosen(page, owner, one, dates, gathering)


def registration_or_404(request: HttpRequest, pk: int) -> tuple[Registration, Owner]:
    row = Registration.objects.filter(pk=pk, state__in=LIVE).select_related("gathering").first()
    if row is None:
        raise Http404
    _page, owner = _page_or_404(request, row.gathering.page_id)
    return row, owner


def _page_or_404(request: HttpRequest, page_id: int) -> tuple[Registrable, Owner]:
    owners = owners_of(scope_of(request))
    found = Page.objects.filter(pk=page_id).first()
    owner = next(
        (o for o in owners if found and found.path.startswith(o.site.root_page.path)), None
    )
    page = found.specific if found and owner else None
    if owner is None or not isinstance(page, Registrable):
        raise Http404
    return page, owner


def _date(dates: list[Date], word: str) -> Date | None:
    if word:
        return next((one for one in dates if str(one.day) == word), None)
    now = timezone.now()
    return next((one for one in dates if one.ends > now), dates[-1] if dates else None)


def sure_rows(gathering: Gathering | None) -> list[Registration]:
    """Who has a place, is offered one, or waits; in the order of the list."""
    if gathering is None:
        return []
    return list(Registration.objects.filter(gathering=gathering, state__in=SURE).order_by("pk"))

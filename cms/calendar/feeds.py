"""What a site offers to programs: calendars of what takes place, and news of it.

All of it comes from the publications, as the lists do.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from urllib.parse import urlencode

from django.db.models import Q, QuerySet
from django.utils.translation import gettext as _

from cms.pages.lists import Filters
from cms.publications import kinds, listing
from cms.publications.models import Placement, Publication
from sites.councils.hosts import HostTable, table
from sites.councils.models import Council

from .browsing import AGENDA_KINDS, recent, told, within
from .facts import entry_of
from .ics import Entry, Sheet
from .months import Month

ICS_PATH = "/agenda.ics"
ATOM_PATH = "/agenda.atom"
AGENDA_PATH = "/agenda/"
AHEAD = 48  # months; a series reaches 36 from its first date
ATOM_COUNT = 40


@dataclass(frozen=True)
class Feed:
    """A calendar that one can subscribe to. ``url`` and ``webcal`` lead to the same; ``atom`` tells
    of what is announced, for a reader of news."""

    title: str
    url: str
    atom: str

    @property
    def webcal(self) -> str:
        """The address with which most calendars offer to subscribe."""
        return "webcal:" + self.url.partition(":")[2]


def feeds(root: str, council: Council | None) -> list[Feed]:
    """The feeds of a site; the portal also has one for each council, all on its own address."""
    found = [_feed(root, _("Tout l’agenda"), {})]
    found += [_feed(root, str(kinds.KINDS[key].plural), {"type": key}) for key in AGENDA_KINDS]
    if council is None:
        found += [
            _feed(root, neighbour.name, {"conseil": neighbour.council.code})
            for neighbour in table().neighbours
        ]
    return found


def _feed(root: str, title: str, asked: dict[str, str]) -> Feed:
    query = f"?{urlencode(asked)}" if asked else ""
    return Feed(title, f"{root}{ICS_PATH}{query}", f"{root}{ATOM_PATH}{query}")


def sheet(root: str, council: Council | None, filters: Filters, now: datetime) -> Sheet:
    """The calendar of a site, narrowed as its lists can be."""
    query = filters.query()
    suffix = f"?{query}" if query else ""
    return Sheet(
        name=calendar_name(council, filters),
        url=f"{root}{AGENDA_PATH}{suffix}",
        source=f"{root}{ICS_PATH}{suffix}",
        description=_("Séances et événements, tels que le site les annonce."),
        entries=tuple(_entries(council, filters, now)),
    )


def calendar_name(council: Council | None, filters: Filters) -> str:
    """« Agenda – Louis Blanc – Aqueduc », with the kind when it holds only one."""
    what = str(filters.kind.plural) if filters.kind else _("Agenda")
    return f"{what} – {_whose(council, filters, table())}"


def _whose(council: Council | None, filters: Filters, known: HostTable) -> str:
    if filters.council:
        return filters.council.name
    if council:
        return council.name
    return known.portal.name if known.portal else ""


def _entries(council: Council | None, filters: Filters, now: datetime) -> Iterator[Entry]:
    """In the order in which they were first published: a feed changes only where its things do."""
    for row in _rows(council, filters, now).order_by("id"):
        if entry := entry_of(row, now):
            yield entry


def _rows(council: Council | None, filters: Filters, now: datetime) -> QuerySet[Publication]:
    """What takes place once, and the pages of series with a date in the time that feeds cover."""
    placed = _placed(council, filters, now)
    once = Q(pk__in=placed.filter(publication__part_of=None).values("publication"))
    series = Q(
        page__in=placed.filter(publication__part_of__isnull=False).values("publication__part_of")
    )
    return Publication.objects.filter(once | series)


def _placed(council: Council | None, filters: Filters, now: datetime) -> QuerySet[Placement]:
    found = within(
        council,
        *kinds_of(filters),
        begins=recent(now),
        ends=(Month.at(now) + AHEAD).begins,
        of=filters.of,
    )
    return told(found, now).order_by().select_related(None)


def kinds_of(filters: Filters) -> tuple[str, ...]:
    return (filters.kind.key,) if filters.kind else AGENDA_KINDS


def announced(council: Council | None, filters: Filters) -> list[Publication]:
    """What was announced last, the newest first: one entry for a series, not one for each date."""
    found = listing.listed(council, *kinds_of(filters), of=filters.of)
    return [row.publication for row in found.filter(publication__part_of=None)[:ATOM_COUNT]]

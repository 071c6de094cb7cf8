"""What a home shows, in product order; every list comes from publications."""

from datetime import datetime
from typing import TYPE_CHECKING

from django.utils import timezone

from cms.publications import kinds
from cms.publications.listing import latest, upcoming
from cms.publications.models import Publication
from sites.councils.models import Council

if TYPE_CHECKING:
    from .models import Member

NEWS_COUNT, TOPIC_COUNT, DOCUMENT_COUNT = 3, 3, 3
DECISION_COUNT, EVENT_COUNT = 3, 4
LOOKED_THROUGH = 20  # dates: what comes back every week would fill the list
DATED = (kinds.MEETING, kinds.EVENT)
HIGHLIGHTS = 3


def council_home(page, council: Council | None) -> dict:
    """Context of a council's home: lists of publications, its team, its partners."""
    first, news = front(page, council, NEWS_COUNT)
    next_meeting, events, meetings = coming(council)
    return {
        "next_meeting": next_meeting,
        "to_come": meetings,
        "decisions": latest(council, kinds.DECISION, count=DECISION_COUNT),
        "events": events,
        "highlights": first,
        "news": news,
        "topics": latest(council, kinds.TOPIC, count=TOPIC_COUNT),
        "documents": latest(council, kinds.DOCUMENT, count=DOCUMENT_COUNT, without=first),
        "team": team_of(page),
        "partners": list(page.partners.all()),
    }


def portal_home(page) -> dict:
    """Context of the portal's home: the newest of all councils."""
    first, news = front(page, None, NEWS_COUNT)
    return {
        "events": _once_each(_dates(None, timezone.now()))[:EVENT_COUNT],
        "decisions": latest(None, kinds.DECISION, count=DECISION_COUNT),
        "highlights": first,
        "news": news,
        "topics": latest(None, kinds.TOPIC, count=TOPIC_COUNT),
        "documents": latest(None, kinds.DOCUMENT, count=DOCUMENT_COUNT, without=first),
        "partners": list(page.partners.all()),
    }


def coming(
    council: Council | None,
) -> tuple[Publication | None, list[Publication], list[Publication]]:
    """The next meeting that takes place, what else comes, the meetings among the first dates;
    mostly one query.
    """
    now = timezone.now()
    dates = _dates(council, now)
    rows = _once_each(dates)
    meeting = next((row for row in rows if row.kind == kinds.MEETING and _takes_place(row)), None)
    if meeting is None and len(dates) == LOOKED_THROUGH:  # it may come after all of these
        later = upcoming(council, kinds.MEETING, now=now)[:EVENT_COUNT]
        meeting = next((row.publication for row in later if _takes_place(row.publication)), None)
    meetings = [row for row in rows if row.kind == kinds.MEETING]
    return meeting, [row for row in rows if row != meeting][:EVENT_COUNT], meetings


def _dates(council: Council | None, now: datetime) -> list[Publication]:
    rows = upcoming(council, *DATED, now=now)[:LOOKED_THROUGH]
    return [row.publication for row in rows]


def _once_each(rows: list[Publication]) -> list[Publication]:
    """Of what comes back, the next time only."""
    found: dict[object, Publication] = {}
    for row in rows:
        found.setdefault(row.part_of_id or row, row)
    return list(found.values())


def _takes_place(row: Publication) -> bool:
    return row.facts.get("state") != "cancelled"


def front(page, council: Council | None, count: int) -> tuple[list[Publication], list[Publication]]:
    """The highlights of a home and the ``count`` pieces of news below them.

    What editors chose comes first; the newest news fill the row, unless too few would be left for
    the list: a site with little to tell tells it once.
    """
    chosen = highlights(page)
    missing = HIGHLIGHTS - len(chosen)
    news = latest(council, kinds.NEWS, count=count + missing, without=chosen)
    if len(news) < count + missing:
        return chosen, news[:count]
    return [*chosen, *news[:missing]], news[missing:]


def highlights(page) -> list[Publication]:
    """The pages editors chose, those of them that everybody may read, in their order."""
    chosen = [highlight.target_id for highlight in page.highlights.all()]
    found = {row.page_id: row for row in Publication.objects.filter(page_id__in=chosen)}
    return [found[pk] for pk in chosen if pk in found]


def team_of(home) -> "list[Member]":
    """Who serves today in the site's team: on its first public team page that names anybody."""
    from .models import Member

    public = Member.objects.filter(
        page__path__startswith=home.path, page__publication__isnull=False
    )
    members, today = list(public.order_by("page__path", "sort_order")), timezone.localdate()
    return [m for m in members if m.page_id == members[0].page_id and m.serves_on(today)]

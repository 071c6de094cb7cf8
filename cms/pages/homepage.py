"""What a home shows, in product order; every list comes from publications."""

from typing import TYPE_CHECKING

from django.utils import timezone

from cms.publications import kinds
from cms.publications.listing import latest
from cms.publications.models import Publication
from sites.councils.models import Council

if TYPE_CHECKING:
    from .models import Member

NEWS_COUNT, TOPIC_COUNT, DOCUMENT_COUNT = 3, 3, 3
HIGHLIGHTS = 3


def council_home(page, council: Council | None) -> dict:
    """Context of a council's home: lists of publications, its team, its partners."""
    first, news = front(page, council, NEWS_COUNT)
    return {
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
        "highlights": first,
        "news": news,
        "topics": latest(None, kinds.TOPIC, count=TOPIC_COUNT),
        "documents": latest(None, kinds.DOCUMENT, count=DOCUMENT_COUNT, without=first),
        "partners": list(page.partners.all()),
    }


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

"""Which meetings take proposals now, as the publications know it: lists ask nothing more."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _

from cms.calendar import words
from cms.publications import kinds
from cms.publications.listing import upcoming
from cms.publications.models import Publication
from sites.councils.models import Council

from ..models import MeetingPage

LOOKED_THROUGH = 40  # meetings announced: a council has a handful


@dataclass(frozen=True)
class Call:
    """That a meeting takes proposals until ``closes_at``. ``url`` is that of the form."""

    title: str
    meeting_url: str
    starts_at: datetime
    closes_at: datetime

    @property
    def url(self) -> str:
        return form_address(self.meeting_url)

    @property
    def until(self) -> str:
        return last_moment(self.closes_at)

    @property
    def day(self) -> str:
        return words.long_day(self.starts_at)


def call_of(row: Publication, now: datetime | None = None) -> Call | None:
    """The call of a meeting that is open at ``now``; None for any other publication."""
    written = row.facts.get("proposals")
    if not written or row.starts_at is None:
        return None
    closes_at = datetime.fromisoformat(written)
    if closes_at <= (now or timezone.now()):
        return None
    return Call(row.title, row.url, row.starts_at, closes_at)


def own_call(page: MeetingPage, path: str, now: datetime | None = None) -> Call | None:
    """The call of ``page``, which is shown at ``path``, if it is open at ``now``."""
    closes_at = page.proposals_close_at
    if closes_at is None or page.starts_at is None or closes_at <= (now or timezone.now()):
        return None
    return Call(page.title, path, page.starts_at, closes_at)


def first_call(rows: Iterable[Publication], now: datetime | None = None) -> Call | None:
    """The first of ``rows`` that is open."""
    return next((call for row in rows if (call := call_of(row, now))), None)


def next_call(council: Council | None, after: datetime, now: datetime) -> Call | None:
    """The next open meeting of this very site that begins after ``after``, or any other open one.

    Not one that is shared from another site: what was typed here can be taken there as it is.
    """
    rows = upcoming(council, kinds.MEETING, now=now).filter(publication__home=council)
    found = [row.publication for row in rows[:LOOKED_THROUGH]]
    later = [row for row in found if row.starts_at and row.starts_at > after]
    return first_call(later, now) or first_call(found, now)


def form_address(meeting_url: str) -> str:
    """Where one proposes a point for the meeting at this address."""
    return f"{meeting_url.rstrip('/')}/proposer/"


def last_moment(closes_at: datetime) -> str:
    """« jeudi 3 décembre, 23 h 59 », with the year when it is another one: midnight ends the day
    before it.
    """
    wall = timezone.localtime(closes_at)
    if (wall.hour, wall.minute) == (0, 0):
        wall = timezone.localtime(closes_at - timedelta(minutes=1))
    if wall.year == timezone.localdate().year:
        day = f"{date_format(wall, 'l')} {words.short_day(wall)}"
    else:
        day = words.long_day(wall)
    return _("%(day)s, %(hour)s") % {"day": day, "hour": words.hour(wall)}

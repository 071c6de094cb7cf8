"""The sign-in sheet with the names of those registered. It is personal: served here alone, to the
team; the one on the site has empty lines.
"""

from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from cms.calendar.models import RegistrationState
from cms.meetings import papers, printing
from cms.meetings.models import MeetingPage
from cms.pages.chrome import frame_of
from sites.councils.hosts import table
from sites.councils.names import folded
from sites.themes import live, stack
from sites.themes.wardrobe import stack_of

from .reach import Chosen, sure_rows


def names_of(chosen: Chosen) -> tuple[str, ...]:
    """One line a seat, in alphabetical order: « Lilas », « Lilas (+1) »."""
    rows = [
        row
        for row in sure_rows(chosen.gathering)
        if row.state == RegistrationState.REGISTERED and row.name
    ]
    rows.sort(key=lambda row: folded(row.name))
    return tuple(
        row.name if number == 0 else f"{row.name} (+{number})"
        for row in rows
        for number in range(row.seats)
    )


def as_pdf(chosen: Chosen) -> HttpResponse:
    site = chosen.owner.site
    host = table().hosts[site.hostname.lower()]
    worn = live.stack_for(site.pk) or stack_of(site.pk)
    with stack.wearing(worn):
        brand = papers.brand_of(frame_of(host), worn)
        made = papers.render(papers.SignIn(_meeting(chosen), names_of(chosen)), brand)
    response = HttpResponse(made, content_type="application/pdf")
    response["Content-Disposition"] = 'inline; filename="emargement.pdf"'
    response["Cache-Control"] = "private, no-store"
    return response


def _meeting(chosen: Chosen) -> papers.Meeting:
    page: Any = chosen.page
    if isinstance(page, MeetingPage):
        return printing.meeting_of(page)
    return papers.Meeting(
        title=page.title,
        kind=_("Événement"),
        starts_at=chosen.one.starts,
        ends_at=chosen.one.ends,
        place=papers.Place(chosen.one.place) if chosen.one.place else None,
        address=page.full_url or "",
        changed_at=page.last_published_at,
    )

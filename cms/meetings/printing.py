"""From the page of a meeting to its papers: what is public of it, and nothing else."""

import hashlib
from collections.abc import Callable
from dataclasses import replace
from typing import Any

from django.core.cache import cache
from django.http import Http404
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.pages.chrome import frame_of
from sites.councils.hosts import Host
from sites.themes import stack

from . import papers
from .models import AgendaItem, Decision, MeetingKind, MeetingPage, MinutesState
from .papers.blocks import from_body
from .papers.pictures import printable
from .papers.sheets import Sheet

CLOSED = (MeetingKind.STEERING_TEAM, MeetingKind.WORKING_GROUP)  # nobody said that all may come
KEPT = 24 * 60 * 60  # seconds; a paper is named by all that it says


def paper(page: MeetingPage, name: str, host: Host, *, large: bool, ink: bool) -> bytes:
    """The PDF ``name`` of a meeting in the look of ``host``. Raises Http404 when it has none."""
    make = PAPERS.get(name)
    if make is None:
        raise Http404
    sheet = make(page)
    if isinstance(sheet, papers.Poster):
        sheet = replace(sheet, paper="a3" if large else "a4", ink=ink)
    brand = papers.brand_of(frame_of(host), stack.current())
    key = hashlib.sha256(f"{sheet!r}{brand!r}".encode()).hexdigest()
    made = cache.get(f"paper:{key}")
    if made is None:
        made = papers.render(sheet, brand)
        cache.set(f"paper:{key}", made, KEPT)
    return made


def available(page: MeetingPage) -> list[str]:
    """The names of the papers that a meeting has now."""
    names = []
    if page.starts_at and page.agenda_items.exists():
        names.append("ordre-du-jour")
    if page.starts_at:
        names.append("affiche")
    if page.has_minutes:
        names.append("compte-rendu")
    return names


def _agenda(page: MeetingPage) -> papers.Agenda:
    published = page.agenda_published_at
    return papers.Agenda(
        meeting=meeting_of(page),
        items=_items(page),
        published_on=timezone.localdate(published) if published else None,
        **_notes(page),
    )


def _poster(page: MeetingPage) -> papers.Poster:
    return papers.Poster(
        meeting=meeting_of(page),
        items=_items(page),
        invitation="" if page.kind in CLOSED else _("Ouverte à toutes et tous"),
        **_notes(page),
    )


def _minutes(page: MeetingPage) -> papers.Minutes:
    if not page.has_minutes:
        raise Http404
    is_approved = page.minutes_state == MinutesState.APPROVED
    present = page.attendance
    return papers.Minutes(
        meeting=meeting_of(page),
        body=from_body(page.minutes_body, page.full_url or "", printable),
        approved_on=page.approved_on if is_approved else None,
        attendance=() if present is None else (papers.Figure(str(present), _("présents")),),
        officials=tuple(papers.Official(row.function) for row in page.officials.all()),
        decisions=tuple(_decision(row) for row in page.decisions.all()),
        errata=tuple(papers.Erratum(row.date, row.text) for row in page.errata.all())
        if is_approved
        else (),
    )


def _sign_in(page: MeetingPage) -> papers.SignIn:
    return papers.SignIn(meeting=meeting_of(page))


PAPERS: dict[str, Callable[[MeetingPage], Sheet]] = {
    "ordre-du-jour": _agenda,
    "affiche": _poster,
    "compte-rendu": _minutes,
    "emargement": _sign_in,
}


def meeting_of(page: MeetingPage) -> papers.Meeting:
    """What every paper tells of a meeting. Raises Http404 for one without a date."""
    if not page.starts_at:
        raise Http404
    return papers.Meeting(
        title=page.title,
        kind=str(page.get_kind_display()),
        starts_at=page.starts_at,
        ends_at=page.ends_at,
        place=_place(page),
        online=page.online_link,
        address=page.full_url or "",
        councils=tuple(council.name for council in page.shared_with.all()),
        state=_state(page),
        changed_at=page.last_published_at,
    )


def _place(page: MeetingPage) -> papers.Place | None:
    if not page.has_place:
        return None
    known = page.place
    if known is None:
        return papers.Place(page.place_name)
    return papers.Place(page.place_name, known.address, known.access_notes, known.transport)


def _state(page: MeetingPage) -> papers.State:
    if page.is_cancelled:
        return papers.State("cancelled", page.status_reason)
    if page.waits_for_a_date:
        return papers.State("postponed", page.status_reason)
    return papers.State()


def _items(page: MeetingPage) -> tuple[papers.Item, ...]:
    return tuple(
        papers.Item(str(number), item.title, item.kind, item.minutes, _presented(item))
        for number, item in enumerate(page.agenda_items.all(), 1)
    )


def _presented(item: AgendaItem) -> str:
    """On paper without a name: it cannot be taken back from there."""
    proposed = _("proposé par une habitante ou un habitant") if item.from_resident else ""
    return " · ".join(filter(None, (item.presenter, proposed)))


def _notes(page: MeetingPage) -> dict[str, Any]:
    return {
        "accessibility": page.practical,
        "childcare": _("Garde d’enfants") if page.childcare else "",
        "interpreting": _("Interprète en langue des signes") if page.interpreting else "",
    }


def _decision(row: Decision) -> papers.Decision:
    return papers.Decision(
        text=row.text,
        result=str(row.get_result_display()),
        anchor=row.anchor,
        in_favour=row.votes_for,
        against=row.votes_against,
        abstained=row.abstentions,
        amount=row.amount,
        budget_line=str(row.get_budget_line_display()) if row.budget_line else "",
    )

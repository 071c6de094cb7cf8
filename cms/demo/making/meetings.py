"""Making meetings, from the announcement to approved minutes."""

import uuid
from datetime import datetime, time

from django.utils import timezone

from cms.demo.content.meetings import MEETINGS
from cms.demo.content.shapes import Meeting
from cms.meetings.models import (
    AgendaItem,
    Attachment,
    Decision,
    Erratum,
    MeetingPage,
    Official,
)
from cms.pages.models import CouncilDocument
from cms.translations.typography import french

from .bodies import body
from .demo import Demo
from .registrations import settings_of
from .tree import add, classify

INDEX = "/seances/"


def make_meetings(demo: Demo) -> None:
    """Every meeting, in the order in which they were announced."""
    for meeting in sorted(MEETINGS, key=lambda one: one.announced):
        _add(demo, meeting)


def _add(demo: Demo, meeting: Meeting) -> None:
    page = MeetingPage(
        title=meeting.title,
        summary=meeting.summary,
        kind=meeting.kind,
        starts_at=_at(demo, meeting.day, meeting.hour),
        ends_at=_at(demo, meeting.day, meeting.until),
        place=demo.places[meeting.place] if meeting.place else None,
        place_words=meeting.place_words,
        practical=meeting.practical,
        childcare=meeting.childcare,
        interpreting=meeting.interpreting,
        status=meeting.status,
        status_reason=meeting.reason,
        moved_from=_at(demo, meeting.moved_from, meeting.hour) if meeting.moved_from else None,
        agenda_published_at=demo.clock.at(meeting.announced, "18:00") if meeting.items else None,
        body=body(demo, meeting.site, meeting.body),
        proposals_until=_midnight_after(demo, meeting.proposals),
        **settings_of(meeting.site, meeting.title),
    )
    page.agenda_items = [  # type: ignore[misc]
        AgendaItem(
            sort_order=order,
            title=french(item.title),
            kind=item.kind,
            minutes=item.minutes,
            presenter=item.presenter,
            from_resident=bool(item.proposed),
            origin=origin_of(item.proposed) if item.proposed else "",
        )
        for order, item in enumerate(meeting.items)
    ]
    if meeting.state:
        _tell(demo, page, meeting)
    classify(demo, page, meeting.topics, meeting.also)
    add(demo, demo.page(meeting.site, INDEX), page, site=meeting.site, day=meeting.announced)


def _tell(demo: Demo, page: MeetingPage, meeting: Meeting) -> None:
    """Give a meeting its minutes."""
    page.minutes_state = meeting.state
    page.attendance = meeting.attendance
    page.minutes_body = body(demo, meeting.site, meeting.minutes)
    page.approved_on = None if meeting.approved is None else demo.clock.day(meeting.approved)
    page.officials = [  # type: ignore[misc]
        Official(sort_order=order, function=function)
        for order, function in enumerate(meeting.officials)
    ]
    page.decisions = [  # type: ignore[misc]
        Decision(
            sort_order=order,
            text=french(one.text),
            result=one.result,
            votes_for=one.votes and one.votes[0],
            votes_against=one.votes and one.votes[1],
            abstentions=one.votes and one.votes[2],
            amount=None if one.amount is None else one.amount * 100,
            budget_line=one.line,
            streets=one.streets,
        )
        for order, one in enumerate(meeting.decisions)
    ]
    if meeting.erratum:
        page.errata = [  # type: ignore[misc]
            Erratum(sort_order=0, date=page.approved_on, text=french(meeting.erratum))
        ]
    page.attachments = [  # type: ignore[misc]
        Attachment(sort_order=order, document=_document(demo, meeting.site, title))
        for order, title in enumerate(meeting.documents)
    ]


def origin_of(subject: str) -> str:
    """What ties an item to the proposal with this subject."""
    return uuid.uuid5(uuid.NAMESPACE_URL, subject).hex


def _midnight_after(demo: Demo, day: int | None) -> datetime | None:
    return None if day is None else _at(demo, day + 1, "00:00")


def _document(demo: Demo, site: str, title: str) -> CouncilDocument:
    below = CouncilDocument.objects.descendant_of(demo.home(site))
    return below.get(title=french(title))


def _at(demo: Demo, day: int, hour: str) -> datetime:
    """A moment to come may come: meetings are announced for it."""
    moment = datetime.combine(demo.clock.day(day), time.fromisoformat(hour))
    return timezone.make_aware(moment)

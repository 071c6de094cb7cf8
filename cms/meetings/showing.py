"""What the page of a meeting shows, before it, after it, and once minutes are there."""

from cms.calendar import words
from cms.calendar.registration import showing as registration
from cms.pages.maps import sketch
from cms.pages.models import CouncilDocument
from cms.publications.listing import readable

from .models import MeetingPage
from .notices.sending import called_at
from .printing import available
from .proposals.authors import name_authors
from .proposals.calls import own_call
from .telling import decisions_of


def context(page: MeetingPage, path: str) -> dict:
    """The context of the page at ``path``."""
    agenda = list(page.agenda_items.select_related("document"))
    attached = [row.document_id for row in page.attachments.all()]
    documents = _documents([*attached, *(item.document_id for item in agenda)])
    told = page.has_minutes
    name_authors(page, agenda)
    return {
        "state": _state(page),
        "agenda": [(item, documents.get(item.document_id)) for item in agenda],
        "call": own_call(page, path),
        "planned_minutes": page.planned_minutes,
        "documents": [documents[key] for key in dict.fromkeys(attached) if key in documents],
        "decisions": decisions_of(page.decisions.all()) if told else [],
        "officials": list(page.officials.all()) if told else [],
        "errata": list(page.errata.all()) if page.minutes_state == "approved" else [],
        "approving": _approving(page),
        "place": page.place,
        "sketch": sketch(page.place) if page.place else None,
        "ics_path": f"{path.rstrip('/')}.ics",
        "papers": available(page),
        "called_at": called_at(page),
        **registration.context(page, None, page.starts_at, _state(page), path),
    }


def _state(page: MeetingPage) -> str:
    """As in the agenda; nothing for a draft without a date."""
    if not page.starts_at:
        return ""
    return words.state_now(page.state, page.starts_at, page.until)


def _documents(keys: list[int | None]) -> dict:
    """Those of the documents that everybody may read, with their publication, by key."""
    wanted = CouncilDocument.objects.filter(pk__in={key for key in keys if key})
    found = readable(wanted).select_related("publication")
    return {document.pk: document.publication for document in found}


def _approving(page: MeetingPage):
    """The meeting that approved the minutes, when everybody may read of it."""
    if not page.approved_by_meeting_id or page.minutes_state != "approved":
        return None
    found = readable(MeetingPage.objects.filter(pk=page.approved_by_meeting_id))
    meeting = found.select_related("publication").first()
    return meeting and meeting.publication

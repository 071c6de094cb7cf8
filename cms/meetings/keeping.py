"""What an editor does not type, and what nobody changes any more.

A version that is published may have been written long ago: whatever the software itself noted since
then, and minutes approved since then, are taken from what is stored.
"""

from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from .models import MeetingPage

FROZEN_FIELDS = (
    "attendance",
    "minutes_state",
    "minutes_body",
    "approved_on",
    "approved_by_meeting",
)
FROZEN_ROWS = ("officials", "decisions")
ANNOUNCED = ("starts_at", "ends_at", "place_id", "place_words", "status")  # what calendars carry


def number_decisions(meeting: "MeetingPage") -> None:
    """Give new decisions the next numbers; one that was taken away leaves a gap for ever."""
    rows = list(meeting.decisions.all())
    last = max([meeting.decisions_made, *(row.number for row in rows)], default=0)
    seen: set[int] = set()
    for row in rows:
        if not row.number or row.number in seen:
            last += 1
            row.number = last
        seen.add(row.number)
    meeting.decisions_made = last


def is_approved(meeting: "MeetingPage") -> bool:
    return meeting.minutes_state == "approved"


def stored_of(meeting: "MeetingPage") -> "MeetingPage | None":
    """The meeting as everybody reads it; None for a new one."""
    return type(meeting).objects.filter(pk=meeting.pk).first() if meeting.pk else None


def keep(meeting: "MeetingPage") -> None:
    """Before ``meeting`` is written over what is stored (inside the same turn)."""
    stored = stored_of(meeting)
    if stored:
        for name in ("agenda_published_at", "moved_from", "sequence", "uid", "year"):
            setattr(meeting, name, getattr(stored, name))
        meeting.decisions_made = max(meeting.decisions_made, stored.decisions_made)
        if stored.first_published_at:
            _note_changes(meeting, stored)
            if is_approved(stored):
                _restore(meeting, stored)
    if meeting.live and not meeting.agenda_published_at and meeting.agenda_items.exists():
        meeting.agenda_published_at = timezone.now()


def _note_changes(meeting: "MeetingPage", stored: "MeetingPage") -> None:
    if all(getattr(meeting, name) == getattr(stored, name) for name in ANNOUNCED):
        return
    meeting.sequence = stored.sequence + 1
    if meeting.status != "postponed":
        meeting.moved_from = None
    elif meeting.starts_at != stored.starts_at:
        meeting.moved_from = stored.moved_from or stored.starts_at


def _restore(meeting: "MeetingPage", stored: "MeetingPage") -> None:
    """Approved minutes are what they were when they were approved."""
    for name in FROZEN_FIELDS:
        setattr(meeting, name, getattr(stored, name))
    for name in FROZEN_ROWS:
        getattr(meeting, name).set(list(getattr(stored, name).all()))

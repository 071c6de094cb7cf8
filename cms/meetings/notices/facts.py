"""What a notice tells of a meeting, as it stands on its public page: JSON, so that it can be kept.

Only what everybody may read, in no language yet: days and hours are moments, kinds are keys.
"""

import hashlib
import json
from datetime import datetime
from typing import Any

from cms.meetings.models import MeetingPage
from cms.meetings.printing import available
from cms.translations.typography import french

Facts = dict[str, Any]
PLANNED, POSTPONED, CANCELLED = "planned", "postponed", "cancelled"
INVITING = ("ordre-du-jour", "affiche")  # papers that tell of a meeting to come
WHEN_AND_WHERE = ("starts", "ends", "place")


def facts_of(page: MeetingPage, url: str) -> Facts:
    """The facts of a published meeting, which has a date; ``url`` is its address for everybody."""
    place = page.place
    return {
        "title": french(page.title),
        "kind": page.kind,
        "state": _state(page),
        "reason": french(page.status_reason),
        "starts": _written(page.starts_at),
        "ends": _written(page.ends_at),
        "moved_from": _written(page.moved_from),
        "place": french(page.place_line),
        "access": [french(t) for t in (place.access_notes, place.transport) if t] if place else [],
        "online": page.online_link,
        "childcare": page.childcare,
        "interpreting": page.interpreting,
        "practical": french(page.practical),
        "items": [
            [french(item.title), item.kind, item.minutes, french(item.presenter)]
            for item in page.agenda_items.all()
        ],
        "proposals_until": _written(page.proposals_close_at),
        "registration": page.registration_mode if page.takes_registrations else "",
        "papers": [name for name in available(page) if name in INVITING],
        "url": url,
    }


def fingerprint(facts: Facts) -> str:
    """What an editor has read, so that nothing else is sent in their name."""
    text = json.dumps(facts, sort_keys=True)
    return hashlib.sha256(text.encode()).hexdigest()[:16]


def moment(text: str) -> datetime | None:
    return datetime.fromisoformat(text) if text else None


def _state(page: MeetingPage) -> str:
    if page.is_cancelled:
        return CANCELLED
    return POSTPONED if page.waits_for_a_date else PLANNED


def _written(moment: datetime | None) -> str:
    return moment.isoformat() if moment else ""

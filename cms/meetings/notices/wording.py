"""What the mail's templates are given: the facts of a meeting in the words of a language."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from cms.calendar import words
from cms.calendar.models.registrable import RegistrationMode
from cms.meetings.models import MeetingKind
from cms.meetings.models.agenda import ItemKind
from cms.meetings.printing import CLOSED
from cms.meetings.proposals.calls import form_address, last_moment

from .calling import What
from .facts import moment


def context(facts: Mapping[str, Any], what: str) -> dict[str, Any]:
    """The context of mail/meeting_notice.*, beside what is personal."""
    starts, ends = moment(facts["starts"]), moment(facts["ends"])
    moved_from = moment(facts["moved_from"])
    url = facts["url"]
    return {
        "what": what,
        "title": facts["title"],
        "meeting_kind": _first_capital(MeetingKind(facts["kind"]).label),
        "is_open": facts["kind"] not in CLOSED,
        "day": words.long_day(starts) if starts else "",
        "hour": words.hour(starts) if starts else "",
        "when": _when(starts, ends),
        "was": words.long_day(moved_from) if moved_from and moved_from != starts else "",
        "reason": facts["reason"],
        "place": facts["place"],
        "access": facts["access"],
        "online": facts["online"],
        "childcare": facts["childcare"],
        "interpreting": facts["interpreting"],
        "practical": facts["practical"],
        "items": [_item(number, *item) for number, item in enumerate(facts["items"], 1)],
        "planned_minutes": sum(item[2] or 0 for item in facts["items"]),
        "papers": [(_paper(name), f"{url}{name}.pdf") for name in facts["papers"]],
        "registration_words": _registration(facts.get("registration", "")),
        "register_link": f"{url}inscription/",
        "proposals_until": _until(moment(facts.get("proposals_until", ""))),
        "propose_link": form_address(url),
        "link": url,
        "calendar_link": f"{url.rstrip('/')}.ics",
        "takes_place": what not in (What.CANCELLED, What.POSTPONED),
    }


def _item(number: int, title: str, kind: str, minutes: int | None, presenter: str) -> dict:
    return {
        "number": number,
        "title": title,
        "kind": ItemKind(kind).label,
        "minutes": minutes,
        "presenter": presenter,
    }


def _registration(mode: str) -> str:
    """« Sur inscription »; nothing for a meeting that asks for none."""
    return str(RegistrationMode(mode).label) if mode and mode != RegistrationMode.NONE else ""


def _until(closes_at: datetime | None) -> str:
    """Until when one may propose a point; nothing once it is over."""
    return last_moment(closes_at) if closes_at and closes_at > timezone.now() else ""


def _when(starts, ends) -> str:
    if not starts:
        return ""
    if ends:
        return words.when(starts, ends)
    return _("%(day)s, %(hour)s") % {"day": words.long_day(starts), "hour": words.hour(starts)}


def _paper(name: str) -> str:
    return _("Affiche (PDF)") if name == "affiche" else _("Ordre du jour (PDF)")


def _first_capital(label: object) -> str:
    text = str(label)
    return text[:1].upper() + text[1:]

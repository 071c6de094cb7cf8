"""From a sheet to what its layout prints: every word, in order, as plain data."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import timedelta
from functools import singledispatch
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext, pgettext

from cms.translations.typography import french

from . import words
from .bodies import body
from .sheets import (
    A3,
    A4,
    CANCELLED,
    DEBATE,
    POSTPONED,
    VOTE,
    Agenda,
    Decision,
    Item,
    Meeting,
    Minutes,
    Poster,
    Sheet,
    SignIn,
)

ON_POSTER = {A4: 3, A3: 5}  # items that one reads while passing
POSTER_TEXT = 180  # characters of a note on a poster


@dataclass
class Galley:
    """What a layout prints. ``content`` is the sheet's own, ``words`` what every sheet of its kind
    says; ``pictures`` are files that ``content`` names by their number.
    """

    layout: str
    content: dict[str, Any]
    words: dict[str, str]
    document: dict[str, Any]
    address: str
    ink: bool = False
    pictures: list[bytes] = field(default_factory=list)


@singledispatch
def compose(sheet: Sheet) -> Galley:
    """The galley of a sheet."""
    raise TypeError(f"no paper is made of {type(sheet).__name__}")


@compose.register
def _compose_agenda(sheet: Agenda) -> Galley:
    meeting = sheet.meeting
    content = _meeting(meeting) | {
        "items": _items(meeting, sheet.items),
        "total": _total(meeting, sheet.items),
        "notes": _notes(sheet),
        "published": _dated(_("Publié le %(day)s"), sheet.published_on),
        "proposals": _until(sheet),
        "clock": bool(sheet.items) and all(item.minutes for item in sheet.items),
    }
    told = {
        "label": _("Ordre du jour"),
        "when": _("Quand"),
        "where": _("Où"),
        "online": _("À distance"),
        "from": _("Vers"),
        "number": _("N°"),
        "item": _("Point"),
        "kind": _("Nature"),
        "length": _("Durée"),
        "none": _("L’ordre du jour n’est pas encore fixé."),
        "page": _("Page de la séance, documents et compte rendu"),
        "own_notes": _("Vos notes"),
    }
    return _galley("agenda", meeting, content, told, [_("ordre du jour")])


@compose.register
def _compose_poster(sheet: Poster) -> Galley:
    meeting = sheet.meeting
    shown = _items(meeting, sheet.items[: ON_POSTER.get(sheet.paper, 3)])
    rest = len(sheet.items) - len(shown)
    more = ngettext("et %(n)s autre point", "et %(n)s autres points", rest) % {"n": rest}
    content = _meeting(meeting) | {
        "paper": sheet.paper if sheet.paper in ON_POSTER else A4,
        "items": shown,
        "more": more if rest > 0 else "",
        "invitation": sheet.invitation,
        "notes": [note | {"text": _short(note["text"])} for note in _notes(sheet)],
    }
    place = content["place"]
    if place:
        content["place"] = place | {name: _short(place[name]) for name in ("access", "transport")}
    told = {
        "council": _("Conseil de quartier"),
        "program": _("Au programme"),
        "none": _("L’ordre du jour sera publié sur la page de la séance."),
        "scan": _("Tous les détails"),
    }
    return _galley("poster", meeting, content, told, [_("affiche")], ink=sheet.ink)


@compose.register
def _compose_minutes(sheet: Minutes) -> Galley:
    meeting = sheet.meeting
    pictures: list[bytes] = []
    content = _meeting(meeting) | {
        "approved": sheet.approved_on is not None,
        "state": _state_of_minutes(sheet),
        "attendance": [{"number": f.number, "label": f.label} for f in sheet.attendance],
        "officials": [{"function": o.function, "name": o.name} for o in sheet.officials],
        "decisions": [_decision(n, d, meeting) for n, d in enumerate(sheet.decisions, start=1)],
        "errata": [{"day": words.day(e.day), "text": e.text} for e in sheet.errata],
        "body": body(sheet.body, pictures),
    }
    told = {
        "label": _("Compte rendu"),
        "when": _("Quand"),
        "where": _("Où"),
        "present": _("Présences"),
        "officials": _("Élus et services présents"),
        "decisions": _("Décisions"),
        "exchanges": _("Échanges"),
        "errata": _("Erratum") if len(sheet.errata) == 1 else _("Errata"),
        "amount": _("Montant"),
        "in_favour": _("pour"),
        "against": _("contre"),
        "page": _("Version en ligne, qui fait foi"),
    }
    galley = _galley("minutes", meeting, content, told, [_("compte rendu")])
    galley.pictures = pictures
    return galley


@compose.register
def _compose_sign_in(sheet: SignIn) -> Galley:
    content = _meeting(sheet.meeting) | {
        "names": list(sheet.names),
        "rows": max(sheet.rows, len(sheet.names)),
    }
    told = {
        "label": _("Feuille de présence"),
        "number": _("N°"),
        "name": _("Nom ou pseudonyme"),
        "lives": _("J’habite ici"),
        "works": _("J’y travaille"),
        "studies": _("J’y étudie"),
        "signature": _("Signature"),
        "privacy": _(
            "Cochez ce que vous voulez, rien n’est obligatoire. Ni adresse ni téléphone ne vous "
            "sont demandés."
        ),
    }
    return _galley("sign_in", sheet.meeting, content, told, [_("émargement")])


def _galley(
    layout: str, meeting: Meeting, content: dict, told: dict, keywords: list[str], ink: bool = False
) -> Galley:
    label = told.get("label") or meeting.kind
    document = {
        "title": " – ".join(filter(None, (french(meeting.title), label))),
        "keywords": [*keywords, *filter(None, (meeting.kind,)), words.day(content["starts_at"])],
        "description": f"{label}, {content['date']['moment']}",
    }
    del content["starts_at"]
    set_words = {name: french(text) for name, text in told.items()}
    set_words["untitled"] = _("Séance sans titre")
    return Galley(layout, _typeset(content), set_words, document, meeting.address, ink)


def _typeset(value: Any, name: str = "") -> Any:
    """French spaces in every text that people read."""
    if isinstance(value, str):
        return value if name in ("href", "address") else french(value)
    if isinstance(value, dict):
        return {key: _typeset(item, key) for key, item in value.items()}
    return [_typeset(item, name) for item in value] if isinstance(value, list) else value


# What all papers tell -----------------------------------------------------------------------------


def _meeting(meeting: Meeting) -> dict[str, Any]:
    starts_at = words.local(meeting.starts_at)
    ends_at = words.local(meeting.ends_at) if meeting.ends_at else None
    place = meeting.place
    return {
        "starts_at": starts_at,
        "title": meeting.title,
        "kind": "" if _names_kind(meeting) else meeting.kind,
        "date": {
            "weekday": words.weekday(starts_at),
            "day": words.day_number(starts_at),
            "month": words.month(starts_at),
            "year": str(starts_at.year),
            "hour": words.hour(starts_at),
            "full": words.full_day(starts_at),
            "hours": words.hours(starts_at, ends_at),
            "moment": words.moment(starts_at),
        },
        "place": _place(place) if place else None,
        "online": _link(meeting.online),
        "page": _page(meeting.address),
        "with": _shared(meeting.councils),
        "state": _state(meeting),
    }


def _names_kind(meeting: Meeting) -> bool:
    """Whether the title says already what kind of meeting it is."""
    return meeting.title.casefold().startswith(meeting.kind.casefold())


def _place(place) -> dict[str, str]:
    return {"name": place.name, "where": place.address, "access": place.access,
            "transport": place.transport}  # fmt: skip


def _link(address: str) -> dict[str, str] | None:
    return {"href": address, "text": words.short_address(address)} if address else None


def _page(address: str) -> dict[str, str] | None:
    return {"href": address, "address": words.short_address(address)} if address else None


def _shared(councils: Iterable[str]) -> str:
    names = [name.replace(" –", f"{words.NBSP}–") for name in councils]
    if not names:
        return ""
    *first, last = names
    told = _("%(names)s et %(last)s") % {"names": ", ".join(first), "last": last} if first else last
    return ngettext("Avec le conseil %(names)s", "Avec les conseils %(names)s", len(names)) % {
        "names": told
    }


def _state(meeting: Meeting) -> dict[str, str] | None:
    """What became of the meeting, to be said before all else; None while it takes place."""
    state = meeting.state
    if state.kind == CANCELLED:
        return {"word": _("Annulée"), "sentence": _("Séance annulée"), "reason": state.reason}
    if state.kind != POSTPONED:
        return None
    sentence = _("Séance reportée, date à venir")
    if state.new_date:
        moment = words.moment(words.local(state.new_date))
        sentence = _("Séance reportée au %(moment)s") % {"moment": moment}
    return {"word": _("Reportée"), "sentence": sentence, "reason": state.reason}


# Agenda -------------------------------------------------------------------------------------------


def _items(meeting: Meeting, items: Iterable[Item]) -> list[dict[str, Any]]:
    """The items, each with the hour at which it comes when all before it say how long they last."""
    at = words.local(meeting.starts_at)
    kinds = {VOTE: pgettext("agenda item", "Vote"), DEBATE: _("Débat")}
    set_items = []
    for item in items:
        set_items.append(
            {
                "number": item.number,
                "title": item.title,
                "kind": item.kind,
                "label": kinds.get(item.kind, _("Information")),
                "from": words.hour(at),
                "length": words.span(item.minutes) if item.minutes else "",
                "presenter": item.presenter,
                "documents": list(item.documents),
            }
        )
        at += timedelta(minutes=item.minutes or 0)
    return set_items


def _total(meeting: Meeting, items: tuple[Item, ...]) -> str:
    planned = sum(item.minutes or 0 for item in items)
    if not planned:
        return ""
    told = {"planned": words.span(planned)}
    if not meeting.ends_at:
        return _("%(planned)s prévues en tout") % told
    length = meeting.ends_at - meeting.starts_at
    told["length"] = words.span(int(length.total_seconds() // 60))
    return _("%(planned)s prévues, sur une séance de %(length)s") % told


def _notes(sheet: Agenda | Poster) -> list[dict[str, str]]:
    notes = (
        (_("Accessibilité"), sheet.accessibility),
        (_("Garde d’enfants"), sheet.childcare),
        (_("Interprétation"), sheet.interpreting),
    )
    return [{"label": label, "text": text} for label, text in notes if text]


def _until(sheet: Agenda) -> str:
    if not sheet.proposals_until or sheet.meeting.state.kind == CANCELLED:
        return ""
    moment = words.moment(words.local(sheet.proposals_until))
    return _("Vous pouvez proposer un point jusqu’au %(moment)s.") % {"moment": moment}


def _dated(sentence: str, day) -> str:
    return sentence % {"day": words.day(day)} if day else ""


def _short(text: str) -> str:
    """For a poster, which is read while passing."""
    if len(text) <= POSTER_TEXT:
        return text
    return text[:POSTER_TEXT].rsplit(" ", 1)[0].rstrip(" ,;:") + "…"


# Minutes ------------------------------------------------------------------------------------------


def _state_of_minutes(sheet: Minutes) -> dict[str, str]:
    if sheet.approved_on is None:
        return {
            "word": _("Projet"),
            "sentence": _("À relire : ce compte rendu n’est pas encore approuvé."),
        }
    told = {"day": words.day(sheet.approved_on), "meeting": sheet.approved_by}
    sentence = _("Approuvé le %(day)s")
    if sheet.approved_by:
        is_dated = told["day"].replace(words.NBSP, " ") in sheet.approved_by
        named, both = _("Approuvé par %(meeting)s"), _("Approuvé le %(day)s par %(meeting)s")
        sentence = named if is_dated else both
    return {"word": _("Approuvé"), "sentence": sentence % told}


def _decision(number: int, decision: Decision, meeting: Meeting) -> dict[str, Any]:
    votes = [
        {"key": key, "number": count, "text": _counted(key, count)}
        for key in ("in_favour", "against", "abstained")
        if (count := getattr(decision, key)) is not None
    ]
    return {
        "heading": _("Décision %(number)s") % {"number": number},
        "text": decision.text,
        "result": decision.result,
        "votes": votes,
        "cast": sum(vote["number"] for vote in votes),
        "amount": words.euros(decision.amount) if decision.amount is not None else "",
        "budget_line": decision.budget_line,
        "href": f"{meeting.address}#{decision.anchor}" if decision.anchor else "",
    }


def _counted(key: str, count: int) -> str:
    if key == "in_favour":
        return _("%(n)s pour") % {"n": count}
    if key == "against":
        return _("%(n)s contre") % {"n": count}
    return ngettext("%(n)s abstention", "%(n)s abstentions", count) % {"n": count}

"""Meetings as pages and as rows, in memory only."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from django.utils import timezone

from cms.meetings.models import (
    AgendaItem,
    Decision,
    Erratum,
    MeetingIndexPage,
    MeetingPage,
    Official,
)
from cms.meetings.proposals.calls import Call
from cms.meetings.telling import Told, decisions_of
from cms.publications import kinds

from . import bodies, things
from .contents import made

YEAR = 2030
BEGINS = timezone.make_aware(datetime(YEAR, 12, 3, 19))
DECIDED = "Le conseil finance dix arceaux à vélos rue du Château-Landon."


def index() -> MeetingIndexPage:
    return made(MeetingIndexPage, "Séances et comptes rendus")


def page(title: str = "Séance plénière : propreté, carnaval", **fields) -> MeetingPage:
    told = {
        "summary": "Deux points au vote, et vos questions.",
        "starts_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=2),
        "place_words": "École de la rue de l’Aqueduc",
        "childcare": True,
        "interpreting": True,
        "practical": "Entrée par la cour, de plain-pied.",
        "online_link": "https://exemple.fr/seance",
        "agenda_published_at": BEGINS - timedelta(days=12),
        "year": YEAR,
        **fields,
    }
    return made(MeetingPage, title, **told)


def told_page(state: str = "draft", **fields) -> MeetingPage:
    """With minutes."""
    approved = date(YEAR, 12, 20) if state == "approved" else None
    return page(
        minutes_state=state,
        minutes_body=bodies.short(),
        attendance=52,
        approved_on=approved,
        **fields,
    )


def items() -> list[AgendaItem]:
    return [
        AgendaItem(title="Accueil", kind="information", minutes=10, presenter="équipe d’animation"),
        AgendaItem(title="Propreté : bilan des relevés", kind="debate", minutes=35),
        AgendaItem(title=things.LONG_TITLE, kind="vote", minutes=15, from_resident=True),
    ]


def agenda() -> list[tuple]:
    """The items, the first with a document."""
    documents = (things.document(), None, None)
    return list(zip(items(), documents, strict=True))


def decisions() -> list[Told]:
    rows = (
        Decision(
            number=1,
            text=DECIDED,
            votes_for=41,
            votes_against=2,
            abstentions=4,
            amount=290_000,
            budget_line="investment",
            streets="rue du Château-Landon",
        ),
        Decision(number=2, text="Achat d’un barnum.", result="postponed", amount=64_050),
        Decision(
            number=3,
            text=things.LONG_SUMMARY,
            result="rejected",
            votes_for=19,
            votes_against=31,
            abstentions=0,
        ),
    )
    return decisions_of(rows)


def decision_rows() -> list[SimpleNamespace]:
    """The same as publications."""
    return [
        things.publication(
            title=one.text,
            summary="Séance plénière",
            path=f"/seances/{YEAR}/pleniere/#{one.anchor}",
            url=f"/seances/{YEAR}/pleniere/#{one.anchor}",
            kind=kinds.DECISION,
            facts={"text": one.text, "result": one.result, "votes": list(one.votes)},
        )
        for one in decisions()
    ]


def row(**fields) -> SimpleNamespace:
    facts = {"type": "plenary", "sequence": 0, "state": "planned"} | fields.pop("facts", {})
    told = {
        "kind": kinds.MEETING,
        "kind_label": "Séance",
        "starts_at": BEGINS,
        "ends_at": BEGINS + timedelta(hours=2),
        "facts": facts,
    }
    return things.meeting(**(told | fields))


CLOSES = timezone.make_aware(datetime(YEAR, 11, 19))


def open_row(**fields) -> SimpleNamespace:
    """A meeting that takes proposals."""
    return row(facts={"proposals": CLOSES.isoformat()}, **fields)


def call(title: str = "Séance plénière", url: str = f"/seances/{YEAR}/pleniere/") -> Call:
    return Call(title, url, BEGINS, CLOSES)


def proposal(**fields) -> SimpleNamespace:
    told = {
        "subject": "La traversée devant l’école",
        "text": "On attend trop au feu, surtout à seize heures trente.\n\nEt si on comptait ?",
    }
    return SimpleNamespace(**(told | fields))


def held(**facts) -> SimpleNamespace:
    begins = BEGINS.replace(year=2025)
    ends = begins + timedelta(hours=2)
    return row(title="Séance d’automne", starts_at=begins, ends_at=ends, facts=facts)


def rows() -> list[SimpleNamespace]:
    return [
        open_row(),
        row(title="Commission", facts={"state": "cancelled", "reason": "Salle fermée"}),
        row(title=things.LONG_TITLE, facts={"state": "moved", "planned": f"{YEAR}-11-26"}),
        row(facts={"state": "cancelled", "without_date": True}),
    ]


def officials() -> list[Official]:
    return [Official(function="Commissariat du 10e"), Official(function="Adjointe à la maire")]


def errata() -> list[Erratum]:
    return [Erratum(date=date(YEAR, 12, 28), text="Décision 1 : lire « 41 pour ».")]

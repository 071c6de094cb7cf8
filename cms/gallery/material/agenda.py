"""Meetings and events in every state, in memory only."""

from datetime import date, datetime, timedelta
from types import SimpleNamespace

from cms.calendar.models import EventIndexPage, EventPage
from cms.calendar.months import Month, weeks
from cms.calendar.registration import showing
from cms.calendar.zone import moment

from . import bodies, contents, places, sites, things

MONTH = Month(2030, 12)  # always to come
FIRST = moment(datetime(2030, 12, 10, 18, 30))
TWO_HOURS = timedelta(hours=2)
PLANNED = "2030-12-03"


def dated(**fields) -> SimpleNamespace:
    told = {
        "title": "Permanence du conseil",
        "summary": "Une table, du thé, deux membres de l’équipe.",
        "url": "/agenda/permanence/2030-12-10/",
        "kind_label": "Événement",
        "starts_at": FIRST,
        "ends_at": FIRST + TWO_HOURS,
        "place_name": "Paris Anim’ du Château-Landon, petite salle",
        "facts": {"state": "planned"},
        **fields,
    }
    return things.publication(**told)


def cancelled() -> SimpleNamespace:
    return dated(
        title="Visite du marché couvert",
        facts={"state": "cancelled", "reason": "La halle est fermée pour travaux"},
    )


def moved() -> SimpleNamespace:
    return dated(facts={"state": "moved", "planned": PLANNED, "reason": "Salle prise"})


def elsewhere() -> SimpleNamespace:
    return dated(facts={"state": "moved"}, place_name="Square Juliette-Dodu")


def running() -> SimpleNamespace:
    """For as long as anybody will look: the same values each time."""
    return dated(
        starts_at=moment(datetime(2025, 3, 1, 18)), ends_at=moment(datetime(2039, 3, 1, 20))
    )


def over() -> SimpleNamespace:
    then = moment(datetime(2025, 3, 1, 18))
    return dated(starts_at=then, ends_at=then + TWO_HOURS)


def days() -> SimpleNamespace:
    return dated(
        title="Exposition : les enfants dessinent la gare",
        starts_at=moment(datetime(2030, 12, 29, 10)),
        ends_at=moment(datetime(2031, 1, 2, 18)),
    )


def long() -> SimpleNamespace:
    return dated(title=things.LONG_TITLE, summary=things.LONG_SUMMARY)


def every_state() -> list[SimpleNamespace]:
    return [dated(), cancelled(), moved(), elsewhere(), running(), over(), days(), long()]


def groups() -> list[tuple[date, list]]:
    return [
        (date(2030, 12, 1), [dated(), cancelled(), moved()]),
        (date(2031, 1, 1), [days(), long()]),
    ]


def table() -> dict:
    """A month as the page knows it; « today » is in it."""
    rows = weeks(MONTH, [dated(), cancelled(), moved(), days(), long()], date(2030, 12, 11))
    return {"weeks": rows, "weekdays": [cell.day for cell in rows[1]], "month": MONTH.first}


def index(**fields) -> EventIndexPage:
    told = {"intro": "Séances, fêtes, permanences : tout est ouvert à toutes et tous.", **fields}
    return contents.made(EventIndexPage, "Agenda", **told)


def event(title: str = "Vide-greniers du quai de Jemmapes", **fields) -> EventPage:
    told = {
        "summary": "Emplacements gratuits pour les habitants, sur inscription.",
        "starts_at": FIRST,
        "ends_at": FIRST + TWO_HOURS,
        "place_words": "côté quai",
        "price": "Gratuit, sur inscription",
        "accessibility": "De plain-pied",
        "body": bodies.short(),
        "topics": ["Fêtes"],
        **fields,
    }
    return contents.made(EventPage, title, **told)


def shown(**fields) -> dict:
    """What the page of an event is given beside the page itself."""
    place = places.sketched()
    told = {
        "occurrence": SimpleNamespace(
            starts=FIRST, ends=FIRST + TWO_HOURS, state="planned", reason="", day=FIRST.date()
        ),
        "is_one_of": False,
        "state": "",
        "planned": None,
        "rule_words": "",
        "dates": (),
        "series_path": "/agenda/x/",
        "ics_path": "/agenda/x.ics",
        "place": place["place"],
        "place_name": "École de la rue de l’Aqueduc, côté quai",
        "sketch": place["sketch"],
        "organiser": sites.council().name,
        **showing.NONE,
    }
    return told | fields


def following() -> list[dict]:
    """The next dates of a series, in every state."""
    return [
        {
            "path": f"/agenda/x/{week}/",
            "starts": FIRST + timedelta(weeks=week),
            "ends": FIRST + timedelta(weeks=week) + TWO_HOURS,
            "state": state,
        }
        for week, state in enumerate(("planned", "cancelled", "moved", "planned"), 1)
    ]

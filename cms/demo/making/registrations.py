"""Making registrations: rows alone, nobody of a demo is written to."""

from datetime import timedelta

from wagtail.models import Page

from cms.calendar.models import Gathering, Registration, RegistrationState
from cms.calendar.registration import following
from cms.demo.content.registrations import REGISTRATIONS
from cms.demo.content.shapes import Registering
from cms.translations.typography import french

from .demo import Demo

DOMAIN = "habitants.example"  # RFC 2606


def settings_of(site: str, title: str) -> dict:
    """What the page of a date says of registration."""
    told = REGISTRATIONS.get((site, title))
    if told is None:
        return {}
    return {
        "registration_mode": told.mode,
        "registration_capacity": told.places,
        "registration_seats": told.seats,
    }


def make_registrations(demo: Demo) -> None:
    for (site, title), told in REGISTRATIONS.items():
        below = Page.objects.descendant_of(demo.home(site))
        page = below.filter(title=french(title)).get().specific
        gathering = following.gathering_of(page, page.registration_dates()[0].day)
        if gathering:
            Registration.objects.bulk_create(_rows(gathering, told, demo))


def _rows(gathering: Gathering, told: Registering, demo: Demo) -> list[Registration]:
    """In the order in which they came; once one does not fit, all who follow wait."""
    rows: list[Registration] = []
    left = told.places
    first = min(demo.clock.now, gathering.starts_at) - timedelta(hours=6 * len(told.people))
    for number, (name, seats) in enumerate(told.people):
        waits = left is not None and (seats > left or any(row.waiting_since for row in rows))
        at = first + timedelta(hours=5 * number)
        row = Registration(
            gathering=gathering,
            name=french(name),
            address=f"inscrit{number + 1}@{DOMAIN}",
            seats=seats,
            state=RegistrationState.WAITING if waits else RegistrationState.REGISTERED,
            waiting_since=at if waits else None,
            created_at=at,
        )
        row.note_told(gathering)
        rows.append(row)
        if left is not None and not waits:
            left -= seats
    return rows

"""Registrations for tests: a fair that takes them, and people who come by account or by mail."""

import re
from datetime import timedelta

from django.utils import timezone

from cms.calendar.models import EventPage, Gathering, Registration
from cms.calendar.registration import acts
from cms.calendar.registration.acts import Asked, Outcome
from cms.publications.models import Publication
from sites.notifications.models import Mail
from tests.cms.calendar import making

LINK = re.compile(r"https?://\S+/inscription/(\w+)/(\S+)/")


def fair(owner, capacity: int | None = 10, **fields) -> EventPage:
    """An event in twenty days, two hours long, that takes registrations; ``in_hours`` instead."""
    starts = timezone.now() + fields.pop("in_", timedelta(days=20))
    fields = {
        "registration_mode": "required",
        "registration_capacity": capacity,
        "registration_seats": 4,
        **fields,
    }
    return making.event(
        owner,
        starts=making.clock(starts),
        ends=making.clock(starts + timedelta(hours=2)),
        **fields,
    )


def guest(page, address="lilas@exemple.fr", seats=1, day=None, name="") -> Registration:
    """Who asked without an account and has not confirmed yet."""
    asked = Asked(name or address.partition("@")[0], address, seats)
    outcome, row = acts.register(page, day, asked)
    assert outcome is Outcome.MAILED
    return row


def came(page, address="lilas@exemple.fr", seats=1, day=None) -> Registration:
    """Who asked without an account and opened the link: registered or waiting."""
    row = guest(page, address, seats, day)
    acts.confirm(row)
    return row


def member(page, user, seats=1, day=None) -> tuple[Outcome, Registration]:
    return acts.register(page, day, Asked(user.pseudonym, user.email, seats, user))


def states(page) -> dict[str, str]:
    rows = Registration.objects.filter(gathering__page=page.pk).order_by("pk")
    return {row.name: row.state for row in rows}


def taken(page) -> int:
    from cms.calendar.registration.counting import figures_of

    return figures_of(Gathering.objects.get(page=page.pk)).taken


def told(page) -> dict:
    """What lists know of the places."""
    return Publication.objects.get(source=f"page:{page.pk}").facts.get("registration", {})


def mails(kind: str = "") -> list[str]:
    """To whom mails (of one kind) were written, in order."""
    rows = Mail.objects.filter(kind__startswith=f"registration_{kind}").order_by("pk")
    return [row.to for row in rows]


def link(act: str, to: str) -> str:
    """The path of the newest link of this kind that was written to somebody."""
    for mail in Mail.objects.filter(to=to).order_by("-pk"):
        for found in LINK.finditer(mail.text):
            if found[1] == act:
                return f"/inscription/{found[1]}/{found[2]}/"
    raise AssertionError(f"no link to {act} for {to}")

"""Messages that wait, as a line of « À faire »."""

from collections.abc import Iterator
from datetime import datetime

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext

from cms.editing.home.since import since
from cms.editing.teams_only import owners_of
from sites.teams.duties import Duty, Urgency, register
from sites.teams.page_rights import Owner, code_of
from sites.teams.scope import Scope

from .reach import messages_of, owner_at, waiting


def answers_due(scope: Scope) -> Iterator[Duty]:
    """One line a site: how many wait, and for how long the first of them."""
    owners = owners_of(scope)
    if not owners:
        return
    rows = waiting(messages_of(owners)).order_by().values("page__path")
    found: dict[Owner, tuple[int, datetime]] = {}
    for row in rows.annotate(n=Count("pk"), first=Min("submit_time")):
        if owner := owner_at(row["page__path"], owners):
            n, first = found.get(owner, (0, row["first"]))
            found[owner] = (n + row["n"], min(first, row["first"]))
    for owner, (n, first) in found.items():
        text = ngettext("Répondre à un message", "Répondre à %(n)s messages", n) % {"n": n}
        detail = ngettext("arrivé %(when)s", "le premier est arrivé %(when)s", n) % {
            "when": since(first)
        }
        yield Duty(text, _inbox(owner), owner, Urgency.LATE, detail, first, "mail")


def _inbox(owner: Owner) -> str:
    return f"{reverse('messages_admin:inbox')}?conseil={code_of(owner)}"


def connect() -> None:
    register("messages", answers_due)

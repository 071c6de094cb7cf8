"""Proposals that wait, as a line of « À faire »."""

from collections.abc import Iterator

from django.db.models import Count, Min
from django.urls import reverse
from django.utils.translation import ngettext

from cms.editing.home.since import since
from cms.editing.teams_only import owners_of
from sites.teams.duties import Duty, Urgency, register
from sites.teams.page_rights import Owner, code_of, council_id_of
from sites.teams.scope import Scope

from .reach import proposals_of

ICON = "list-ul"


def decisions_due(scope: Scope) -> Iterator[Duty]:
    """One line a site: how many wait, and for how long the first of them."""
    owners = owners_of(scope)
    if not owners:
        return
    rows = proposals_of(owners).waiting().order_by().values("council")
    counted = rows.annotate(n=Count("pk"), first=Min("confirmed_at"))
    known: dict[int | None, Owner] = {council_id_of(owner): owner for owner in owners}
    for row in counted:
        owner, n = known[row["council"]], row["n"]
        text = ngettext("Décider d’une proposition", "Décider de %(n)s propositions", n) % {"n": n}
        detail = ngettext("arrivée %(when)s", "la première est arrivée %(when)s", n) % {
            "when": since(row["first"])
        }
        yield Duty(text, _queue(owner), owner, Urgency.LATE, detail, row["first"], ICON)


def _queue(owner: Owner) -> str:
    return f"{reverse('proposals_admin:queue')}?conseil={code_of(owner)}"


def connect() -> None:
    register("proposals", decisions_due)

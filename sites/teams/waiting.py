"""What a team's leads are reminded of on the first screen of the admin: « À faire »."""

from collections.abc import Iterator

from django.db.models import Count, Max
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.councils.hosts import table
from sites.councils.roles import LEAD

from .duties import Duty, Urgency, register
from .models import Handover, Invitation
from .scope import Scope

ICON = "group"


def handovers(scope: Scope) -> Iterator[Duty]:
    """A hand-over that was begun goes on."""
    led = scope.councils_as(LEAD)
    rows = Handover.objects.filter(council__in=led, ended_at=None) if led else ()
    for row in rows:
        if known := table().neighbour_by_id(row.council_id):
            url = reverse("teams:handover", args=[known.council.code])
            text = _("Continuer la passation")
            detail = _("commencée le %(day)s") % {"day": _day(row.begun_at)}
            yield Duty(text, url, known.council, Urgency.DUE, detail, row.begun_at, ICON)


def invitations(scope: Scope) -> Iterator[Duty]:
    """Invitations without an answer: nothing to do but to know of them."""
    led = scope.councils_as(LEAD)
    if not led:
        return
    rows = Invitation.objects.filter(
        council__in=led, outcome=Invitation.Outcome.OPEN, expires_at__gt=timezone.now()
    )
    counted = rows.order_by().values("council").annotate(n=Count("pk"), until=Max("expires_at"))
    for row in counted:
        if known := table().neighbour_by_id(row["council"]):
            n, url = row["n"], reverse("teams:team", args=[known.council.code])
            text = ngettext(
                "Une invitation attend une réponse", "%(n)s invitations attendent une réponse", n
            )
            detail = _("jusqu’au %(day)s") % {"day": _day(row["until"])}
            yield Duty(
                text % {"n": n}, url, known.council, Urgency.NEWS, detail, row["until"], "mail"
            )


def _day(moment) -> str:
    return date_format(timezone.localtime(moment), "j F")


def connect() -> None:
    register("handovers", handovers)
    register("invitations", invitations)

"""Which notice a meeting calls for: what changed between what was told last and what is so now."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from .facts import CANCELLED, PLANNED, POSTPONED, WHEN_AND_WHERE, Facts


class What(models.TextChoices):
    """The sorts of notices, as the team's screen names them."""

    CALL = "call", _("convocation")
    AGENDA = "agenda", _("ordre du jour modifié")
    MOVED = "moved", _("changement de date ou de lieu")
    POSTPONED = "postponed", _("report à une date à fixer")
    CANCELLED = "cancelled", _("annulation")
    HELD = "held", _("séance maintenue")


LEFT = (What.POSTPONED, What.CANCELLED)  # those who do not hear of it come for nothing


def called_for(now: Facts, last: Facts | None) -> What | None:
    """None when there is nothing new to tell; each change is told once, because what was told last
    is what it is measured by.
    """
    state = now["state"]
    if last is None:
        return What.CALL if state == PLANNED else None
    if state != PLANNED:
        if state == last["state"]:
            return None
        return What.CANCELLED if state == CANCELLED else What.POSTPONED
    if last["state"] == CANCELLED:
        return What.HELD
    if last["state"] == POSTPONED or any(now[name] != last[name] for name in WHEN_AND_WHERE):
        return What.MOVED
    if now["items"] and now["items"] != last["items"]:
        return What.AGENDA
    return None

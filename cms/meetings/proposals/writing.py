"""A proposal from what was typed to the team's queue, and out of the tables again."""

import hashlib
from collections.abc import Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.db.models import Q
from django.utils import timezone

from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.councils.models import Council

from ..models import MeetingPage, Proposal
from ..models.proposal import CONFIRMED_WITHIN
from . import letters

FOR_AN_ADDRESS = Limit("proposals", allowed=5, seconds=24 * 3600)  # nobody's mailbox is flooded
ASK_AGAIN = timedelta(minutes=2)  # a form that is sent twice asks once


class Confirmed(Enum):
    """What became of a click on the button."""

    NOW = "now"
    ALREADY = "already"
    OVER = "over"


@transaction.atomic
def submit(
    meeting: MeetingPage,
    council: Council | None,
    told: Mapping[str, Any],
    person: User | None = None,
    now: datetime | None = None,
) -> Proposal:
    """Write down what was typed. ``person``: whose address was proved to be theirs already.

    The same words once more are the same proposal; while it is not confirmed, the link is sent
    again, as the first mail may be lost.
    """
    now = now or timezone.now()
    words = {name: told[name] for name in ("subject", "text")}
    names = {name: told[name] for name in ("name", "may_show_name")}
    proposal, is_new = Proposal.objects.get_or_create(
        meeting=meeting,
        email=told["email"],
        digest=_digest(**words),
        defaults={
            **words,
            **names,
            "council": council,
            "person": person,
            "created_at": now,
            "asked_at": now,
        },
    )
    if not is_new:
        proposal = Proposal.objects.select_for_update(of=("self",)).get(pk=proposal.pk)
        if proposal.state != Proposal.State.TO_CONFIRM:
            return proposal
    if person:
        proposal.person = person
        _receive(proposal, now)
    elif is_new:
        letters.ask(proposal)
    elif proposal.asked_at <= now - ASK_AGAIN:
        for name, value in names.items():
            setattr(proposal, name, value)
        proposal.created_at = proposal.asked_at = now
        proposal.save()
        letters.ask(proposal)
    return proposal


@transaction.atomic
def confirm(key: UUID, now: datetime | None = None) -> Confirmed:
    """Its author pressed the button. Counts in [asked, asked + 48 h), whatever the deadline: what
    was typed in time is in time.
    """
    now = now or timezone.now()
    proposal = Proposal.objects.select_for_update(of=("self",)).filter(key=key).first()
    if proposal is None:
        return Confirmed.OVER
    if proposal.state != Proposal.State.TO_CONFIRM:
        return Confirmed.ALREADY
    if now >= proposal.link_ends_at:
        return Confirmed.OVER
    _receive(proposal, now)
    return Confirmed.NOW


def _receive(proposal: Proposal, now: datetime) -> None:
    """Into the team's queue. The team gets a mail when its queue was empty, and no other until it
    is again: one mail says that something waits as well as ten.
    """
    was_empty = not Proposal.objects.waiting().filter(council=proposal.council_id).exists()
    proposal.state, proposal.confirmed_at = Proposal.State.RECEIVED, now
    proposal.save()
    letters.received(proposal)
    if was_empty:
        letters.tell_team(proposal)


def _digest(subject: str, text: str) -> str:
    return hashlib.sha256(f"{subject}\0{text}".encode()).hexdigest()


def purge(now: datetime | None = None) -> int:
    """Delete what was not confirmed in time, and what settings.RETENTION says; how many.

    The time counts from the meeting: of the two, the later one, for a point that was put off.
    """
    now = now or timezone.now()
    unconfirmed = Q(state=Proposal.State.TO_CONFIRM, asked_at__lte=now - CONFIRMED_WITHIN)
    kept_since = now - timedelta(days=settings.RETENTION["proposals"]["days"])
    over = Q(meeting__starts_at__lte=kept_since) | Q(
        meeting__starts_at=None, created_at__lte=kept_since
    )
    over &= Q(item_meeting__starts_at=None) | Q(item_meeting__starts_at__lte=kept_since)
    keys = list(Proposal.objects.filter(unconfirmed | over).values_list("pk", flat=True))
    return Proposal.objects.filter(pk__in=keys).delete()[0]

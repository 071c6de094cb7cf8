"""Everything that somebody does with a registration. Each act counts places under the lock."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date
from enum import Enum
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from wagtail.models import Page

from cms.pages import publishing
from sites.accounts.models import User

from ..models.gathering import Gathering
from ..models.registrable import MOST_SEATS, Registrable, RegistrationMode
from ..models.registration import SURE, UNPROVEN, Registration
from ..models.registration import RegistrationState as S
from . import following, letters
from .counting import figures_of
from .places import HOLD, change, end, held


class Outcome(Enum):
    """What became of what somebody asked for."""

    REGISTERED = "registered"
    WAITING = "waiting"
    MAILED = "mailed"  # a link is on its way to the address
    ALREADY = "already"  # registered or waiting before, and still
    CANCELLED = "cancelled"
    OVER = "over"  # nothing left to confirm, accept or cancel


class Refused(Exception):
    """Why not, in words for whoever asked."""


@dataclass(frozen=True)
class Asked:
    """What somebody typed. ``user`` is the account they are signed in with, if any."""

    name: str
    address: str
    seats: int = 1
    user: User | None = None


def register(page: Registrable, day: date | None, asked: Asked) -> tuple[Outcome, Registration]:
    """Register for one date of a public page. Raises Refused."""
    with _published(page, day) as (page, gathering):
        _check_open(gathering)
        _check_seats(page, asked.seats)
        known = _known(gathering, asked.user, asked.address)
        if known and known.state in SURE:
            return _again(gathering, known, asked), known
        row = known or Registration(gathering=gathering, state=S.UNCONFIRMED)
        row.name, row.seats = asked.name, asked.seats
        row.user = asked.user or row.user
        row.address = (asked.user.email if asked.user else asked.address).lower()
        row.state, row.held_until = S.UNCONFIRMED, None  # its own seats are free while we count
        row.created_at = timezone.now()
        row.note_told(gathering)
        row.save()
        if asked.user:
            return _place(gathering, row), row
        return _ask_to_confirm(gathering, row), row


def confirm(row: Registration) -> Outcome:
    """Whoever opened the link has the address. Raises Refused once registration is closed."""
    with held(row.gathering_id) as gathering:
        row.refresh_from_db()
        if row.state in SURE:
            return Outcome.ALREADY
        now = timezone.now()
        if row.state not in UNPROVEN or row.created_at <= now - letters.CONFIRM_WITHIN:
            return Outcome.OVER
        if not gathering.takes_place(now):
            raise Refused(_("Il est trop tard pour confirmer : cela a commencé ou n’a pas lieu."))
        if row.state == S.UNCONFIRMED and not gathering.takes_new(now):
            raise Refused(
                _(
                    "Il est trop tard pour confirmer : les inscriptions sont closes, et vos places "
                    "n’étaient gardées que trente minutes."
                )
            )
        row.user = row.user or _account(gathering, row)
        row.save(update_fields=["user"])
        if row.state == S.HELD:
            change(row, S.REGISTERED)
            letters.registered(gathering, row)
            return Outcome.REGISTERED
        return _place(gathering, row)


def accept(row: Registration) -> Outcome:
    """Take the place that was offered."""
    with held(row.gathering_id) as gathering:
        row.refresh_from_db()
        if row.state == S.REGISTERED:
            return Outcome.ALREADY
        if row.state != S.OFFERED or not gathering.takes_place(timezone.now()):
            return Outcome.OVER
        change(row, S.REGISTERED)
        letters.registered(gathering, row)
        return Outcome.REGISTERED


def cancel(row: Registration, *, tell: bool = True) -> Outcome:
    """Give the place back, or leave the line. Not once it has begun."""
    with held(row.gathering_id) as gathering:
        row.refresh_from_db()
        if not row.is_live or timezone.now() >= gathering.starts_at:
            return Outcome.OVER
        was_sure = row.is_proven
        end(row, S.CANCELLED)
        if tell and was_sure:
            letters.cancelled(gathering, row)
        return Outcome.CANCELLED


def remove(row: Registration, reason: str = "") -> Outcome:
    """The team takes somebody off its list, and they are told."""
    with held(row.gathering_id) as gathering:
        row.refresh_from_db()
        if not row.is_live:
            return Outcome.OVER
        was_sure = row.is_proven
        end(row, S.REMOVED)
        if was_sure and timezone.now() < gathering.ends_at:
            letters.removed(gathering, row, reason)
        return Outcome.CANCELLED


def add(page: Registrable, day: date | None, asked: Asked) -> tuple[Outcome, Registration]:
    """The team writes somebody down, by telephone or at the door; closed for others or not.

    Places are counted as for everybody. Raises Refused.
    """
    with _published(page, day) as (page, gathering):
        if not gathering.takes_place(timezone.now()) or gathering.mode == RegistrationMode.NONE:
            raise Refused(
                _("On n’inscrit plus personne : notez qui est venu dans la feuille de présence.")
            )
        _check_seats(page, asked.seats)
        known = _known(gathering, None, asked.address) if asked.address else None
        if known and known.state in SURE:
            raise Refused(_("Cette adresse est déjà inscrite."))
        row = known or Registration(gathering=gathering, state=S.UNCONFIRMED)
        row.name, row.address, row.seats = asked.name, asked.address.lower(), asked.seats
        row.by_team, row.state, row.held_until = True, S.UNCONFIRMED, None
        row.note_told(gathering)
        row.save()
        return _place(gathering, row), row


# Within the lock ---------------------------------------------------------------------------------


@contextmanager
def _published(page: Registrable, day: date | None) -> Iterator[tuple[Registrable, Gathering]]:
    """The page and the row of its date as they are once nobody else changes either."""
    with transaction.atomic():
        publishing.take_turn()
        found = Page.objects.filter(pk=page.pk, live=True).first()
        fresh: Any = found and found.specific
        gathering = following.gathering_of(fresh, day) if fresh else None
        if fresh is None or gathering is None:
            raise Refused(_("Cette date n’existe plus."))
        with held(gathering.pk) as locked:
            yield fresh, locked


def _check_open(gathering: Gathering) -> None:
    now = timezone.now()
    if gathering.takes_new(now):
        return
    if now >= gathering.starts_at:
        raise Refused(_("Les inscriptions sont closes : cela a déjà commencé."))
    if gathering.takes_place(now):
        raise Refused(_("Les inscriptions sont closes. Écrivez à l’équipe si vous tenez à venir."))
    raise Refused(_("On ne peut plus s’inscrire : cette date est annulée ou reportée."))


def most_seats(page: Registrable) -> int:
    """How many seats one registration may have: no more than there are places."""
    most = min(page.registration_seats, MOST_SEATS)
    return max(1, min(most, page.registration_capacity or most))


def _check_seats(page: Registrable, seats: int) -> None:
    most = most_seats(page)
    if not 1 <= seats <= most:
        words = ngettext(
            "Une place par inscription.", "De 1 à %(most)d places par inscription.", most
        )
        raise Refused(words % {"most": most})


def _known(gathering: Gathering, user: User | None, address: str) -> Registration | None:
    """The live registration of the same person, by account or by verified address.

    Were there two (an account that changed its address), the one that is sure is theirs.
    """
    addresses = [user.email] if user else [address]
    rows = Registration.objects.filter(gathering=gathering).live().of(user, *addresses)
    return min(rows.select_related("user"), key=lambda row: row.state in UNPROVEN, default=None)


def _again(gathering: Gathering, row: Registration, asked: Asked) -> Outcome:
    """Registered before: the account learns it, an address is only told by mail."""
    if asked.user:
        if row.user_id is None:
            row.user = asked.user
            row.save(update_fields=["user"])
        return Outcome.ALREADY
    if row.state == S.REGISTERED:
        letters.registered(gathering, row)
    elif row.state == S.OFFERED:
        letters.offer(gathering, row)
    else:
        letters.waiting(gathering, row)
    return Outcome.MAILED


def _ask_to_confirm(gathering: Gathering, row: Registration) -> Outcome:
    """Seats are held for a while if there are any; the line is joined with the link, not before."""
    if figures_of(gathering).has_room(row.seats):
        change(row, S.HELD, held_until=timezone.now() + HOLD)
    letters.confirm(gathering, row)
    return Outcome.MAILED


def _place(gathering: Gathering, row: Registration) -> Outcome:
    """Register whoever is known by now, or put them at the end of the line."""
    if figures_of(gathering).has_room(row.seats):
        change(row, S.REGISTERED)
        letters.registered(gathering, row)
        return Outcome.REGISTERED
    row.waiting_since = timezone.now()
    row.save(update_fields=["waiting_since"])
    change(row, S.WAITING)
    letters.waiting(gathering, row)
    return Outcome.WAITING


def _account(gathering: Gathering, row: Registration) -> User | None:
    """The account with the address that was proven, unless it is registered here already."""
    user = User.objects.of_address(row.address)
    if user is None or user.closed_at or not user.is_active:
        return None
    rows = Registration.objects.filter(gathering=gathering, user=user).live()
    return None if rows.exists() else user

"""Suspending somebody, and taking it back. Each function is one transaction: row, roles, sessions,
log and mails, or nothing.

Raises NotAllowed (see rights.py), or Outdated when somebody else was faster.
"""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.accounts import sign_ins
from sites.accounts.models import User
from sites.councils.models import Council
from sites.teams import members

from . import durations, journal, letters, parking, rights
from .models import Act, Appeal, Suspension
from .models.suspension import State
from .rights import Circle, NotAllowed


class Outdated(Exception):
    """Things are no longer as the screen showed them; ``message`` says so."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@transaction.atomic
def suspend(
    circle: Circle,
    account: User,
    council: Council | None,
    *,
    rule: str,
    statement: str,
    days: int | None,
) -> Suspension:
    """Suspend ``account``, or propose it where a second moderator must agree."""
    _take_turn(account)
    rights.check_may_suspend(circle, account, council)
    now = timezone.now()
    suspension = Suspension(
        account=account,
        council=council,
        rule=rule,
        statement=statement,
        days=days,
        asked_at=now,
        decided_by=circle.user,
        decided_by_name=circle.user.pseudonym,
    )
    if rights.needs_second(circle, council):
        return _propose(suspension, circle.user)
    _start(suspension)
    journal.note(Act.SUSPENDED, suspension, circle.user, **_dates(suspension))
    return suspension


@transaction.atomic
def confirm(circle: Circle, pk: int) -> Suspension:
    """Agree, as the second person, with a suspension from everywhere that was proposed."""
    suspension = _waiting(pk)
    if not rights.may_confirm(circle, suspension):
        raise NotAllowed(_("Une autre personne que celle qui propose doit confirmer."))
    rights.check_may_suspend(circle, suspension.account, None)
    suspension.confirmed_by = circle.user
    suspension.confirmed_by_name = circle.user.pseudonym
    _start(suspension)
    journal.note(Act.CONFIRMED, suspension, circle.user, **_dates(suspension))
    return suspension


@transaction.atomic
def decline(circle: Circle, pk: int, reason: str) -> Suspension:
    """Put a proposal away; who proposed it may think better of it."""
    suspension = _waiting(pk)
    if not circle or suspension.account_id == circle.user.pk:
        raise NotAllowed(_("Vous ne pouvez pas écarter cette proposition."))
    _close(suspension, circle.user, reason)
    journal.note(Act.DECLINED, suspension, circle.user)
    return suspension


@transaction.atomic
def lift(circle: Circle, pk: int, reason: str) -> Suspension:
    """End a suspension before its time."""
    suspension = locked(pk)
    if not rights.may_lift(circle, suspension):
        raise NotAllowed(_("Vous ne pouvez pas lever cette suspension."))
    if suspension.state() not in (State.RUNNING, State.COMING):
        raise Outdated(_("Cette suspension est déjà terminée."))
    end_now(suspension, circle.user, reason)
    journal.note(Act.LIFTED, suspension, circle.user)
    _drop_appeal(suspension)
    letters.tell_lifted(suspension)
    return suspension


# Parts that appeals use as well -------------------------------------------------------------------


def locked(pk: int) -> Suspension:
    """The suspension, held until the end of the transaction, and its person's turn."""
    account_id = Suspension.objects.values_list("account_id", flat=True).get(pk=pk)
    _take_turn(User(pk=account_id))
    rows = Suspension.objects.select_for_update(of=("self",))
    return rows.select_related("account", "council__site").get(pk=pk)


def end_now(suspension: Suspension, by: User, reason: str) -> None:
    """Lift it and give back the roles."""
    _close(suspension, by, reason)
    parking.settle(suspension.account)


def _close(suspension: Suspension, by: User, reason: str) -> None:
    suspension.lifted_at = timezone.now()
    suspension.lifted_by, suspension.lifted_by_name = by, by.pseudonym
    suspension.lift_reason = reason
    suspension.save()


def _take_turn(account: User) -> None:
    """One decision about a person at a time."""
    User.objects.select_for_update(no_key=True).only("pk").get(pk=account.pk)


def _propose(suspension: Suspension, by: User) -> Suspension:
    try:
        with transaction.atomic():
            suspension.save()
    except IntegrityError:
        raise Outdated(_("Une suspension de ce compte attend déjà d’être confirmée.")) from None
    journal.note(Act.PROPOSED, suspension, by)
    return suspension


def _start(suspension: Suspension) -> None:
    """Let it hold from now on: row, sessions, roles, words to the person and to their teams."""
    account, now = suspension.account, timezone.now()
    suspension.starts_at = now
    suspension.ends_at = durations.end_after(suspension.days, now)
    suspension.save()
    teams = _teams(suspension)
    parking.settle(account)
    if suspension.council is None:
        sign_ins.end_all(account)
    letters.tell_suspended(suspension)
    for council in teams:
        letters.tell_leads(suspension, council, members.leads_of(council).exclude(pk=account.pk))


def _teams(suspension: Suspension) -> list[Council]:
    served = rights.councils_served(suspension.account)
    if suspension.council:
        served = served.filter(pk=suspension.council.pk)
    return list(served)


def _dates(suspension: Suspension) -> dict[str, str | None]:
    return {
        "rule": suspension.rule,
        "starts_at": suspension.starts_at.isoformat(),
        "ends_at": suspension.ends_at.isoformat() if suspension.ends_at else None,
    }


def _waiting(pk: int) -> Suspension:
    suspension = locked(pk)
    if suspension.state() is not State.PROPOSED:
        raise Outdated(_("Cette proposition a déjà reçu une réponse."))
    return suspension


def _drop_appeal(suspension: Suspension) -> None:
    appeal = Appeal.objects.filter(suspension=suspension, state=Appeal.State.OPEN).first()
    if appeal:
        appeal.state, appeal.decided_at = Appeal.State.MOOT, timezone.now()
        appeal.save()
        journal.note_appeal(Act.APPEAL_MOOT, appeal, None)

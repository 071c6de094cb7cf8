"""Contesting a suspension, and deciding on it. Each function is one transaction."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.teams.members import administrators

from . import deciding, durations, journal, letters, links, parking, rights
from .deciding import Outdated
from .models import Act, Appeal, Suspension
from .rights import Circle, NotAllowed

ACTS = {
    Appeal.State.CONFIRMED: Act.APPEAL_CONFIRMED,
    Appeal.State.REVERSED: Act.APPEAL_REVERSED,
    Appeal.State.SHORTENED: Act.APPEAL_SHORTENED,
}


class Refused(Exception):
    """No appeal is taken; ``message`` says why."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


@transaction.atomic
def send(pk: int, text: str) -> Appeal:
    """Contest a suspension, once. Raises Refused."""
    suspension = deciding.locked(pk)
    if refusal := why_not(suspension):
        raise Refused(refusal)
    appeal = Appeal(
        suspension=suspension,
        account=suspension.account,
        text=text,
        against_id=suspension.decided_by_id,
        against_second_id=suspension.confirmed_by_id,
    )
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError:
        raise Refused(_already()) from None
    journal.note_appeal(Act.APPEALED, appeal, suspension.account)
    letters.tell_appeal_received(appeal)
    judges = rights.judges(suspension)
    letters.tell_judges(appeal, judges if judges.exists() else administrators())
    return appeal


def why_not(suspension: Suspension) -> str:
    """Why a suspension cannot be contested now; empty when it can."""
    if suspension.starts_at is None:
        return _("Cette suspension n’a jamais pris effet : il n’y a rien à contester.")
    if Appeal.objects.filter(suspension=suspension.pk).exists():
        return _already()
    if suspension.lifted_at:
        return _("Cette suspension est levée : il n’y a plus rien à contester.")
    if not links.is_open(suspension):
        return _("Le délai de six mois pour contester cette décision est passé.")
    return ""


def _already() -> str:
    return _("Vous avez déjà contesté cette décision : un recours par décision.")


@transaction.atomic
def decide(circle: Circle, pk: int, outcome: str, reason: str, days: int | None = None) -> Appeal:
    """Answer the appeal against the suspension ``pk``.

    ``days`` (for SHORTENED) count from the suspension's start. Raises NotAllowed and Outdated.
    """
    suspension = deciding.locked(pk)
    appeal = Appeal.objects.select_for_update().get(suspension=suspension)
    appeal.suspension = suspension
    if not appeal.is_open:
        raise Outdated(_("Quelqu’un a déjà répondu à ce recours."))
    if not rights.may_judge(circle, appeal):
        raise NotAllowed(_("Une autre personne que celle qui a décidé répond au recours."))
    appeal.state, appeal.reason = Appeal.State(outcome), reason
    appeal.decided_at = timezone.now()
    appeal.decided_by, appeal.decided_by_name = circle.user, circle.user.pseudonym
    _apply(appeal, circle, days)
    appeal.save()
    journal.note_appeal(ACTS[appeal.state], appeal, circle.user, **_ends(appeal))
    letters.tell_appeal_decided(appeal)
    return appeal


def _apply(appeal: Appeal, circle: Circle, days: int | None) -> None:
    suspension = appeal.suspension
    if appeal.state == Appeal.State.REVERSED:
        deciding.end_now(suspension, circle.user, appeal.reason)
    elif appeal.state == Appeal.State.SHORTENED:
        if days is None or not is_shorter(suspension, days):
            raise Outdated(_("Choisissez une durée plus courte que celle d’aujourd’hui."))
        appeal.ended_before = suspension.ends_at
        suspension.days = days
        suspension.ends_at = durations.end_after(days, suspension.since)
        suspension.save()
        parking.settle(suspension.account)


def is_shorter(suspension: Suspension, days: int) -> bool:
    """Whether ``days`` from its start end before the suspension does."""
    end = durations.end_after(days, suspension.since)
    return suspension.ends_at is None or (end is not None and end < suspension.ends_at)


def _ends(appeal: Appeal) -> dict[str, str | None]:
    if appeal.state != Appeal.State.SHORTENED:
        return {}
    return {
        "before": appeal.ended_before.isoformat() if appeal.ended_before else None,
        "after": appeal.suspension.ends_at.isoformat(),
    }

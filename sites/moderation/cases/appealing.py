"""Contesting a decision, and answering. Each function is one transaction."""

from django.db import IntegrityError, transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.moderation import journal
from sites.moderation.appealing import Refused
from sites.moderation.deciding import Outdated
from sites.moderation.models import Act, Decision, DecisionAppeal
from sites.moderation.rights import Circle, NotAllowed
from sites.teams.members import administrators

from . import deciding, letters, links, rights

State = DecisionAppeal.State
ACTS = {State.CONFIRMED: Act.CONTEST_CONFIRMED, State.REVERSED: Act.CONTEST_REVERSED}


@transaction.atomic
def send(pk: int, text: str) -> DecisionAppeal:
    """Contest the decision ``pk``, once. Raises Refused."""
    decision = locked(pk)
    if refusal := why_not(decision):
        raise Refused(refusal)
    appeal = DecisionAppeal(
        decision=decision,
        author=decision.author,
        text=text,
        against_id=decision.decided_by_id,
    )
    receive(appeal, decision.author, _already())
    letters.tell_appeal_received(appeal)
    return appeal


def receive(appeal: DecisionAppeal, by: User | None, otherwise: str) -> None:
    """Keep the one appeal of a decision that is locked, write it down and tell who may answer.

    Raises Refused with the words ``otherwise`` where there is one already.
    """
    try:
        with transaction.atomic():
            appeal.save()
    except IntegrityError:
        raise Refused(otherwise) from None
    decision = appeal.decision
    journal.note_case(Act.CONTESTED, decision.case, by, decision=decision.pk)
    people = rights.judges(decision)
    letters.tell_judges(appeal, people if people.exists() else administrators())


def why_not(decision: Decision) -> str:
    """Why a decision cannot be contested now; empty when it can."""
    if not decision.restricts:
        return _("Cette décision ne vous retire rien : il n’y a rien à contester.")
    if DecisionAppeal.objects.filter(decision=decision.pk).exists():
        return _already()
    if decision.undone_at:
        return _("Cette décision est annulée : il n’y a plus rien à contester.")
    if not links.is_open(decision):
        return _("Le délai de six mois pour contester cette décision est passé.")
    return ""


def _already() -> str:
    return _("Vous avez déjà contesté cette décision : un recours par décision.")


@transaction.atomic
def decide(circle: Circle, pk: int, outcome: str, reason: str) -> DecisionAppeal:
    """Answer the appeal ``pk``. Raises NotAllowed and Outdated."""
    decision_id = DecisionAppeal.objects.values_list("decision_id", flat=True).get(pk=pk)
    decision = locked(decision_id)
    appeal = DecisionAppeal.objects.select_for_update().get(pk=pk)
    appeal.decision = decision
    if not appeal.is_open:
        raise Outdated(_("Quelqu’un a déjà répondu à ce recours."))
    if not rights.may_judge(circle, appeal):
        raise NotAllowed(_("Une autre personne que celle qui a décidé répond au recours."))
    appeal.state, appeal.reason = State(outcome), reason
    appeal.decided_at = timezone.now()
    appeal.decided_by, appeal.decided_by_name = circle.user, circle.user.pseudonym
    if appeal.state == State.REVERSED:
        _reverse(circle, decision, by_author=appeal.report_id is None)
    appeal.save()
    journal.note_case(ACTS[appeal.state], decision.case, circle.user, decision=decision.pk)
    if appeal.report_id:
        letters.tell_review_decided(appeal)
    else:
        letters.tell_appeal_decided(appeal)
    return appeal


def _reverse(circle: Circle, decision: Decision, *, by_author: bool) -> None:
    """Take back what was decided. What its author contested is as before all of it; what was kept
    waits for another decision, of whoever answered if they may."""
    case, kind = deciding.locked(decision.case_id)
    deciding.end(decision, circle.user)
    deciding.put_back(kind, decision, wholly=by_author)
    if not by_author:
        is_theirs = rights.holds(circle, case)
        deciding.reopen(case, circle.user if is_theirs else None, tells=not is_theirs)


def locked(pk: int) -> Decision:
    """The decision with its case and its thing, held until the end of the transaction."""
    case_id = Decision.objects.values_list("case_id", flat=True).get(pk=pk)
    case, _kind = deciding.locked(case_id)
    rows = Decision.objects.select_for_update(of=("self",)).select_related("author", "decided_by")
    decision = rows.get(pk=pk)
    decision.case = case
    return decision

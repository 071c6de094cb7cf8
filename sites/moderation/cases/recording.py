"""Decisions that are carried out elsewhere, on a thing of somebody's that stays: a topic is closed
or put elsewhere, say. Written down as a case that is decided already, so that the person it
concerns reads why, may contest it, and somebody else answers.

The kind (sites.moderation.subjects) is what was done, not the thing: its ``restore`` undoes it.
Each function is called in the transaction of the act, whose turn is held (``Kind.lock``).
"""

from collections.abc import Sequence
from datetime import datetime

from sites.accounts.models import User
from sites.moderation import journal
from sites.moderation.models import Act, Case, Decision
from sites.moderation.models.suspension import LONGEST_STATEMENT
from sites.moderation.subjects import Subject

from . import deciding, opening


def record(subject: Subject, by: User, *, rule: str, statement: str, at: datetime) -> Decision:
    """What ``by`` has done; ``subject.author`` is whom it concerns, never ``by``."""
    case = Case.objects.create(
        **opening.facts(subject),
        origin=Case.Origin.ACT,
        state=Case.State.DECIDED,
        opened_at=at,
        told_at=at,
        decided_at=at,
    )
    decision = Decision.objects.create(
        case=case,
        outcome=Decision.Outcome.ARRANGED,
        rule=rule,
        statement=statement[:LONGEST_STATEMENT],
        author=subject.author,
        decided_at=at,
        decided_by=by,
        decided_by_name=by.pseudonym,
        version=subject.version,
        before={"done": subject.key},
    )
    journal.note_case(Act.ARRANGED, case, by, at=at, rule=rule, decision=decision.pk)
    return decision


def why_not_ended(kind: str, keys: Sequence[str]) -> str:
    """Why what was done cannot be undone; empty when it can."""
    for decision in _holding(kind, keys).select_related("appeal"):
        if refusal := deciding.why_not_undone(decision):
            return refusal
    return ""


def end(kind: str, keys: Sequence[str], by: User) -> list[Decision]:
    """It was undone where it had been done; returns the decisions that held until now."""
    rows = _holding(kind, keys).select_for_update(of=("self",)).order_by("pk")
    ended = list(rows.select_related("author"))
    for decision in ended:
        deciding.end(decision, by)
        deciding.drop_appeal(decision)
        journal.note_case(Act.UNDONE, decision.case, by, decision=decision.pk)
    return ended


def _holding(kind: str, keys: Sequence[str]):
    rows = Decision.objects.filter(case__kind=kind, case__key__in=keys, undone_at=None)
    return rows.select_related("case__council__site")

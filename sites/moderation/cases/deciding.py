"""Deciding on a case, and taking it back. Each function is one transaction: the thing, the case,
the log and the mails, or nothing.

Raises NotAllowed (the person), Outdated (somebody was faster, or the words have changed),
NoSuchPassage and NoSuchPicture (subjects.py).
"""

from dataclasses import dataclass
from datetime import datetime

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from sites.accounts.models import User
from sites.moderation import journal, subjects
from sites.moderation.deciding import Outdated
from sites.moderation.models import Act, Case, Decision, DecisionAppeal
from sites.moderation.rights import Circle, NotAllowed
from sites.moderation.subjects import Before, Kind, Subject

from . import letters, opening, rights

Outcome = Decision.Outcome
ACTS = {
    Outcome.KEPT: Act.KEPT,
    Outcome.MASKED: Act.MASKED,
    Outcome.HIDDEN: Act.CONCEALED,
    Outcome.ILLEGAL: Act.ILLEGAL,
}


@dataclass(frozen=True)
class Choice:
    """What a moderator chose. ``passages`` and ``pictures`` are the parts to mask; ``version`` is
    the one they read (None: whatever it is now).

    ``has_opened``: they had all of it before their eyes, not only a line in a list.
    """

    outcome: str
    rule: str = ""
    statement: str = ""
    passages: tuple[str, ...] = ()
    pictures: tuple[int, ...] = ()
    warns: bool = False
    version: str | None = None
    has_opened: bool = True


@transaction.atomic
def decide(circle: Circle, pk: int, choice: Choice) -> Decision:
    """Decide on the open case ``pk``."""
    case, kind = locked(pk)
    if not case.is_open:
        raise Outdated(_decided_by(case))
    if refusal := rights.why_not(circle, case):
        raise NotAllowed(refusal)
    return _decide(circle.user, case, kind, choice)


@transaction.atomic
def decide_at_once(
    circle: Circle, kind: Kind, key: str, choice: Choice, at: datetime | None = None
) -> Decision:
    """Decide on a thing of which nobody complained, or on its open case.

    ``at``: when that was, for what is entered afterwards; its author is told all the same, who
    could not contest it otherwise.
    """
    kind.lock(key)
    subject = kind.find(key)
    if subject is None:
        raise Outdated(_gone())
    case, is_new = opening.open_case(subject, Case.Origin.MODERATOR, circle.user, at=at)
    if refusal := rights.why_not(circle, case):
        raise NotAllowed(refusal)
    if is_new:
        case.told_at = at or timezone.now()
    return _decide(circle.user, case, kind, choice, at)


@transaction.atomic
def open_one(circle: Circle, kind: Kind, key: str) -> Case:
    """The open case about a thing that a moderator wants to look at; theirs, when it is new."""
    kind.lock(key)
    subject = kind.find(key)
    if subject is None:
        raise Outdated(_gone())
    case, is_new = opening.open_case(subject, Case.Origin.MODERATOR, circle.user)
    if not rights.holds(circle, case):
        raise NotAllowed(_("Vous ne modérez pas ce conseil."))
    if is_new:
        case.told_at, case.assignee = timezone.now(), circle.user
        case.save(update_fields=["told_at", "assignee"])
    return case


@transaction.atomic
def undo(circle: Circle, pk: int) -> Case:
    """Take back the decision on the case ``pk``, which waits again, and put the thing back."""
    case, kind = locked(pk)
    decision = case.decisions.filter(undone_at=None).select_related("author").first()
    if decision is None:
        raise Outdated(_("Il n’y a pas de décision à annuler."))
    if refusal := rights.why_not(circle, case):
        raise NotAllowed(refusal)
    if may_not_undo := why_not_undone(decision):
        raise Outdated(may_not_undo)
    decision.case = case
    end(decision, circle.user)
    put_back(kind, decision)
    if decision.outcome != Outcome.ARRANGED:  # nobody had asked for one
        reopen(case, case.assignee)
    drop_appeal(decision)
    journal.note_case(Act.UNDONE, case, circle.user, decision=decision.pk)
    letters.tell_undone(decision)
    return case


def why_not_undone(decision: Decision) -> str:
    """Why a decision cannot be taken back; empty when it can."""
    appeal = getattr(decision, "appeal", None)
    if appeal and appeal.state == DecisionAppeal.State.CONFIRMED:
        return _("Une autre personne a maintenu cette décision : elle tient.")
    if decision.case.purged_at:
        return _("Le texte de ce dossier a été effacé : il n’y a plus rien à remettre.")
    return ""


@transaction.atomic
def assign(circle: Circle, pk: int, is_theirs: bool) -> Case:
    """Say that one takes care of an open case, or not any more."""
    case, _kind = locked(pk)
    if not case.is_open:
        raise Outdated(_decided_by(case))
    if refusal := rights.why_not(circle, case):
        raise NotAllowed(refusal)
    assignee = circle.user if is_theirs else None
    if case.assignee_id != (assignee.pk if assignee else None):
        case.assignee = assignee
        case.save(update_fields=["assignee"])
        journal.note_case(Act.TAKEN if is_theirs else Act.LEFT, case, circle.user)
    return case


# Parts that appeals use as well -------------------------------------------------------------------


def locked(pk: int) -> tuple[Case, Kind]:
    """The case and its thing, held until the end of the transaction: the thing first."""
    named = Case.objects.filter(pk=pk).values("kind", "key").get()
    kind = subjects.kind_of(named["kind"])
    if kind is None:
        raise Case.DoesNotExist
    kind.lock(named["key"])
    rows = Case.objects.select_for_update(of=("self",))
    return rows.select_related("author", "council__site", "assignee").get(pk=pk), kind


def put_back(kind: Kind, decision: Decision, *, wholly: bool = False) -> None:
    """Undo what the decision did to the thing; ``wholly``: the hiding before it as well.

    Where a later decision changed the same, that one holds, and will put back what this one would
    have.
    """
    case = decision.case
    before: Before = dict(decision.before or {})
    if wholly and case.before:
        before |= case.before
    later = Decision.objects.filter(
        case__kind=case.kind, case__key=case.key, undone_at=None, pk__gt=decision.pk
    )
    for other in later.select_for_update(of=("self",)).order_by("pk"):
        theirs: Before = dict(other.before or {})
        for part in set(before) & set(theirs):
            theirs[part] = before.pop(part)
        Decision.objects.filter(pk=other.pk).update(before=theirs)
    if before:
        kind.restore(case.key, before, decision.undone_by)


def end(decision: Decision, by: User) -> None:
    """Let the decision hold no more."""
    decision.undone_at = timezone.now()
    decision.undone_by, decision.undone_by_name = by, by.pseudonym
    decision.save(update_fields=["undone_at", "undone_by", "undone_by_name"])


def drop_appeal(decision: Decision) -> None:
    """The decision holds no more: nobody has to answer whoever contested it."""
    DecisionAppeal.objects.filter(decision=decision, state=DecisionAppeal.State.OPEN).update(
        state=DecisionAppeal.State.MOOT, decided_at=timezone.now()
    )


def reopen(case: Case, assignee: User | None, *, tells: bool = False) -> None:
    """Let the case wait again, unless another one about the same thing does.

    ``tells``: moderators hear of it as of a new one.
    """
    if Case.objects.filter(kind=case.kind, key=case.key, state=Case.State.OPEN).exists():
        return
    case.state, case.decided_at, case.assignee = Case.State.OPEN, None, assignee
    case.told_at = None if tells else case.told_at
    case.save(update_fields=["state", "decided_at", "assignee", "told_at"])


# One decision -------------------------------------------------------------------------------------


def _decide(
    by: User, case: Case, kind: Kind, choice: Choice, at: datetime | None = None
) -> Decision:
    subject = kind.find(case.key)
    _check(kind, subject, choice)
    now = at or timezone.now()
    decision = Decision.objects.create(
        case=case,
        outcome=Outcome(choice.outcome),
        rule=choice.rule,
        statement=choice.statement,
        warns=choice.warns,
        passages=len(choice.passages),
        pictures=len(choice.pictures),
        author=case.author,
        decided_at=now,
        decided_by=by,
        decided_by_name=by.pseudonym,
        version=subject.version if subject else "",
        before=_act(kind, case, subject, choice, by),
    )
    case.state, case.decided_at = Case.State.DECIDED, now
    case.save(update_fields=["state", "decided_at", "told_at"])
    journal.note_case(
        ACTS[Outcome(choice.outcome)], case, by, at=at, rule=choice.rule, decision=decision.pk
    )
    letters.tell_decided(decision)
    letters.tell_reporters(decision)
    return decision


def _check(kind: Kind, subject: Subject | None, choice: Choice) -> None:
    """Raise Outdated unless the thing is still what was decided on, and was seen whole."""
    if subject is None:
        if choice.outcome != Outcome.KEPT:
            raise Outdated(_gone())
    elif choice.version is not None and choice.version != subject.version:
        raise Outdated(_("Le texte a changé depuis que vous l’avez lu : relisez-le."))
    elif not choice.has_opened and subjects.withheld(kind, [subject.key]):
        raise Outdated(_("Une partie en est retenue : ouvrez le dossier avant de le garder."))


def _act(kind: Kind, case: Case, subject: Subject | None, choice: Choice, by: User) -> Before:
    """Do what was chosen to the thing; returns what undoes it."""
    if subject is None:
        return {}
    if choice.outcome == Outcome.MASKED:
        before = kind.mask(case.key, choice.passages, by) if choice.passages else {}
        before |= subjects.hide_pictures(kind, case.key, choice.pictures, by)
        # What is left may be read: nobody masks words of what stays hidden.
        return before if subject.is_visible else before | kind.show(case.key, by)
    if choice.outcome == Outcome.HIDDEN:
        return kind.hide(case.key, by)
    if choice.outcome == Outcome.ILLEGAL:
        return kind.remove(case.key, by)
    before = {} if subject.is_visible else kind.show(case.key, by)
    return before | subjects.approve(kind, case.key, by)


def _decided_by(case: Case) -> str:
    decision = case.decisions.filter(undone_at=None).first()
    if decision is None:
        return _("Ce dossier n’attend plus de décision.")
    told = {"who": decision.decided_by_name, "what": decision.get_outcome_display()}
    return _("%(who)s vient de décider : %(what)s.") % told


def _gone() -> str:
    return _("Ce contenu n’existe plus.")

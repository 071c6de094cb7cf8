"""What a team decides on a proposal: once, by one of them, and its author is told.

The row is locked while it is decided: of two who decide at once, the second is told what the first
did. Each act is noted in the log, without a word of the proposal. The mail waits ten minutes
(letters.CALL_BACK): a decision that is undone by then was never told.
"""

from collections.abc import Callable, Iterator
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.log_actions import log

from cms.meetings.models import MeetingPage, Proposal
from cms.meetings.proposals import letters
from sites.accounts.models import User
from sites.notifications import outbox
from sites.notifications.models import Mail

from . import agenda

State = Proposal.State
TAKEN, MERGED, ANSWERED, SET_ASIDE, REOPENED = (
    f"quartiers.proposal.{act}" for act in ("taken", "merged", "answered", "set_aside", "reopened")
)
ACTS = {
    State.TAKEN: TAKEN,
    State.MERGED: MERGED,
    State.ANSWERED: ANSWERED,
    State.SET_ASIDE: SET_ASIDE,
}
OPEN = {"answer": "", "merged_into": None, "item_meeting": None, "item_key": "", "item_title": ""}


class AlreadyDecided(Exception):
    """Somebody else decided a moment ago; ``proposal`` says what and who."""

    def __init__(self, proposal: Proposal):
        super().__init__("already decided")
        self.proposal = proposal


class NoSuchPartner(Exception):
    """What it was to be merged into is not there to be joined any more."""


@transaction.atomic
def take(pk: int, meeting: MeetingPage, item: agenda.NewItem | agenda.KnownItem, by: User) -> None:
    """Onto the agenda of ``meeting``, in its draft. Raises AlreadyDecided, agenda.Refused."""
    proposal = _waiting(pk)
    put = agenda.put(meeting, item, by)
    _decide(proposal, State.TAKEN, by, item_meeting=meeting, item_key=put.key, item_title=put.title)
    _tell(proposal, lambda one, joined: letters.taken(one, meeting, put.title, joined=joined))


@transaction.atomic
def merge(pk: int, into_pk: int, by: User) -> None:
    """Into another proposal of the same council. Raises AlreadyDecided, NoSuchPartner."""
    # In the order of keys: two who merge crosswise wait for each other, not for ever.
    rows = Proposal.objects.select_for_update(of=("self",)).filter(pk__in={pk, into_pk})
    found = {row.pk: row for row in rows.order_by("pk")}
    proposal, partner = _checked(found.get(pk)), found.get(into_pk)
    if partner is None or pk == into_pk or not partner.is_with:
        raise NoSuchPartner
    if partner.council_id != proposal.council_id:
        raise NoSuchPartner
    _decide(proposal, State.MERGED, by, merged_into=partner)
    meeting = partner.item_meeting
    _tell_one(proposal, lambda one: letters.merged(one, meeting, partner.item_title))
    if partner.state == State.TAKEN and meeting:  # those who joined it before hear of that too
        for one in _joined(proposal):
            _tell_one(one, lambda one: letters.taken(one, meeting, partner.item_title, joined=True))


@transaction.atomic
def answer(pk: int, text: str, by: User) -> None:
    """With a text for its author. Raises AlreadyDecided."""
    proposal = _waiting(pk)
    _decide(proposal, State.ANSWERED, by, answer=text)
    _tell(proposal, lambda one, joined: letters.answered(one, text, joined=joined))


@transaction.atomic
def set_aside(pk: int, by: User) -> None:
    """Out of the queue without a word to anybody: for what is no proposal. Raises
    AlreadyDecided.
    """
    _decide(_waiting(pk), State.SET_ASIDE, by)


@transaction.atomic
def reopen(pk: int, by: User) -> bool | None:
    """Let it wait again. Whether its author has heard of the decision; None when there is none."""
    proposal = _locked(pk)
    if proposal is None or not proposal.is_decided:
        return None
    was_told = False
    for one in (proposal, *_joined(proposal)):
        if one.mail_id and _tells_of(one.mail_id, one, proposal):
            was_told |= not outbox.call_back(one.mail_id)
            Proposal.objects.filter(pk=one.pk).update(mail=None)
    Proposal.objects.filter(pk=pk).update(
        state=State.RECEIVED, decided_at=None, decided_by=None, mail=None, **OPEN
    )
    _note(proposal, REOPENED, by)
    return was_told


def _tells_of(mail_id: int, one: Proposal, decided: Proposal) -> bool:
    """Whether the last mail to the author of ``one`` tells of the decision that is undone."""
    if one.pk == decided.pk:
        return True
    kinds = {State.TAKEN: "proposal_taken", State.ANSWERED: "proposal_answered"}
    mail = Mail.objects.filter(pk=mail_id).first()
    return bool(mail and mail.kind == kinds.get(State(decided.state)))


# One decision -------------------------------------------------------------------------------------


def _locked(pk: int) -> Proposal | None:
    rows = Proposal.objects.select_for_update(of=("self",))
    return rows.filter(pk=pk).exclude(state=State.TO_CONFIRM).first()


def _waiting(pk: int) -> Proposal:
    return _checked(_locked(pk))


def _checked(proposal: Proposal | None) -> Proposal:
    if proposal is None:
        raise Proposal.DoesNotExist
    if not proposal.is_waiting:
        raise AlreadyDecided(proposal)
    return proposal


def _decide(proposal: Proposal, state: Proposal.State, by: User, **facts: Any) -> None:
    told = {"state": state, "decided_at": timezone.now(), "decided_by": by, **facts}
    for name, value in told.items():
        setattr(proposal, name, value)
    proposal.save(update_fields=list(told))
    _note(proposal, ACTS[state], by)


def _note(proposal: Proposal, act: str, by: User) -> None:
    """The log keeps for which meeting; who proposed what is not its business."""
    title = proposal.meeting.title if proposal.meeting else str(proposal)
    log(proposal, act, user=by, title=title)


# Telling ------------------------------------------------------------------------------------------


def _tell(proposal: Proposal, letter: Callable[[Proposal, bool], Mail]) -> None:
    """Its author, and those whose proposals had joined it."""
    _tell_one(proposal, lambda one: letter(one, False))
    for joined in _joined(proposal):
        _tell_one(joined, lambda one: letter(one, True))


def _tell_one(proposal: Proposal, letter: Callable[[Proposal], Mail]) -> None:
    """One mail: what was to tell of an earlier decision and did not leave yet is called back."""
    if proposal.mail_id:
        outbox.call_back(proposal.mail_id)
    Proposal.objects.filter(pk=proposal.pk).update(mail=letter(proposal))


def _joined(proposal: Proposal) -> Iterator[Proposal]:
    """All that was merged into it, at any depth."""
    rows = Proposal.objects.filter(merged_into=proposal.pk, state=State.MERGED)
    for one in rows.select_related("person", "council", "meeting").order_by("pk"):
        yield one
        yield from _joined(one)

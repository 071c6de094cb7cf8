"""Making what residents proposed, and what became of it. No mail is sent of it."""

from datetime import timedelta

from cms.demo.content.proposals import PROPOSALS
from cms.demo.content.shapes import Proposed
from cms.meetings.models import MeetingPage, Proposal
from cms.translations.typography import french

from .demo import Demo
from .meetings import origin_of


def make_proposals(demo: Demo) -> None:
    """In the order of the content: what others join comes before them."""
    for one in PROPOSALS:
        _add(demo, one)


def _add(demo: Demo, one: Proposed) -> None:
    state = Proposal.State(one.state)
    written = demo.clock.at(one.day, "18:40") - timedelta(minutes=20)
    meeting = MeetingPage.objects.descendant_of(demo.home(one.site)).get(title=french(one.title))
    is_taken, is_decided = state == Proposal.State.TAKEN, state in Proposal.DECIDED
    Proposal.objects.create(
        council=demo.council(one.site),
        meeting=meeting,
        subject=french(one.subject),
        text=french(one.text),
        email=one.email,
        name=one.name,
        may_show_name=one.may_show_name,
        digest=origin_of(one.subject),
        state=state,
        created_at=written,
        asked_at=written,
        confirmed_at=None if state == Proposal.State.TO_CONFIRM else written,
        decided_at=demo.clock.at(one.day + 1, "20:15") if is_decided else None,
        decided_by=demo.editor(one.site) if is_decided else None,
        answer=french(one.answer),
        merged_into=_known(demo, one.site, one.into) if one.into else None,
        item_meeting=meeting if is_taken else None,
        item_key=origin_of(one.subject) if is_taken else "",
        item_title=french(one.item) if is_taken else "",
    )


def _known(demo: Demo, site: str, subject: str) -> Proposal:
    return Proposal.objects.get(council=demo.council(site), subject=french(subject))

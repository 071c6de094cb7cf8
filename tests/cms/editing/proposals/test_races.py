"""Two of a team, or two clicks of one author, at once, on PostgreSQL: one outcome."""

import pytest

from cms.editing.proposals import agenda, deciding
from cms.meetings.models import MeetingPage, Proposal
from cms.meetings.proposals import writing
from cms.meetings.proposals.writing import Confirmed
from sites.councils import roles
from sites.notifications import outbox, sending
from sites.notifications.models import Mail
from tests.cms.meetings.proposing import TYPED, open_meeting, proposal
from tests.races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]
State = Proposal.State


@pytest.fixture
def page(council):
    return open_meeting(council)


@pytest.fixture
def editors(make_user, council):
    return [make_user(roles.EDITOR, council) for _n in range(3)]


def trying(work, *known):
    """What became of it: done, or the name of the refusal."""

    def tried():
        try:
            work()
        except known as refused:
            return type(refused).__name__
        return "done"

    return tried


@pytest.mark.parametrize("turn", range(3))
def test_three_decisions_at_once_are_one(page, council, editors, turn):
    one = proposal(page, council)
    new = agenda.NewItem("Traverser", "debate")
    works = (
        lambda: deciding.take(one.pk, page, new, editors[0]),
        lambda: deciding.answer(one.pk, "Merci.", editors[1]),
        lambda: deciding.set_aside(one.pk, editors[2]),
    )
    outcomes = at_once(*(trying(work, deciding.AlreadyDecided) for work in works))
    assert sorted(outcomes) == ["AlreadyDecided", "AlreadyDecided", "done"]
    one.refresh_from_db()
    assert one.decided_by == editors[outcomes.index("done")]
    assert Mail.objects.count() == (0 if one.state == State.SET_ASIDE else 1)


def test_two_proposals_into_one_draft_lose_nothing(page, council, editors):
    ones = [proposal(page, council, subject=f"Sujet {n}") for n in range(4)]
    at_once(
        *(
            lambda one=one: deciding.take(
                one.pk, page, agenda.NewItem(one.subject, "debate"), editors[0]
            )
            for one in ones
        )
    )
    draft = MeetingPage.objects.get(pk=page.pk).get_latest_revision_as_object()
    items = list(draft.agenda_items.all())
    assert {item.title for item in items} == {one.subject for one in ones}
    assert len({item.origin for item in items}) == 4


@pytest.mark.parametrize("turn", range(3))
def test_merged_crosswise_one_way_only(page, council, editors, turn):
    a, b = proposal(page, council, subject="A"), proposal(page, council, subject="B")
    known = (deciding.NoSuchPartner, deciding.AlreadyDecided)
    outcomes = at_once(
        trying(lambda: deciding.merge(a.pk, b.pk, editors[0]), *known),
        trying(lambda: deciding.merge(b.pk, a.pk, editors[1]), *known),
    )
    assert outcomes.count("done") == 1
    assert Proposal.objects.filter(state=State.MERGED).count() == 1


def test_confirmed_by_many_clicks_at_once(page, council):
    one = proposal(page, council, state=State.TO_CONFIRM)
    outcomes = at_once(*[lambda: writing.confirm(one.key)] * 5)
    assert outcomes.count(Confirmed.NOW) == 1
    assert outcomes.count(Confirmed.ALREADY) == 4
    assert Mail.objects.filter(kind="proposal_received").count() == 1


def test_sent_by_many_clicks_at_once(page, council):
    told = {**TYPED, "may_show_name": False}
    at_once(*[lambda: writing.submit(page, council, told)] * 5)
    assert Proposal.objects.count() == 1
    assert Mail.objects.filter(kind="proposal_confirm").count() == 1


def test_a_mail_leaves_or_is_called_back_never_both(page, council):
    mails = []
    for n in range(10):
        one = proposal(page, council, subject=f"Sujet {n}", email=f"p{n}@exemple.fr")
        mails.append(outbox.post("proposal_received", one.email, {"about": "x"}))
    results = at_once(sending.run, *(lambda pk=mail.pk: outbox.call_back(pk) for mail in mails[:3]))
    called_back = results[1:].count(True)
    sent = Mail.objects.filter(state=Mail.State.SENT).count()
    assert sent + called_back == 10

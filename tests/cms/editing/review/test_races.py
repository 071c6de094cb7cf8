"""Two people at once, on PostgreSQL: one decision, told once."""

import pytest
from wagtail.models import Page, TaskState, WorkflowState

from cms.editing.review.models import APPROVE, SEND_BACK
from sites.notifications.models import Mail
from tests.races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


@pytest.fixture
def waiting(draft, people) -> TaskState:
    workflow = Page.objects.get(pk=draft.pk).get_workflow()
    return workflow.start(draft, people.contributor).current_task_state


def decided(waiting, user, action, **extra):
    state = TaskState.objects.get(pk=waiting.pk)
    return lambda: state.task.specific.on_action(state, user, action, **extra)


def answers() -> list[str]:
    kinds = Mail.objects.exclude(kind="review_asked").values_list("kind", flat=True)
    return sorted(kinds)


def test_two_approvals_publish_once(waiting, people, draft):
    at_once(decided(waiting, people.editor, APPROVE), decided(waiting, people.lead, APPROVE))
    assert Page.objects.get(pk=draft.pk).live
    assert answers() == ["review_published"]


def test_a_yes_and_a_no_are_one_answer(waiting, people, draft):
    at_once(
        decided(waiting, people.editor, APPROVE),
        decided(waiting, people.lead, SEND_BACK, comment="Et l’heure ?"),
    )
    is_live = Page.objects.get(pk=draft.pk).live
    assert answers() == (["review_published"] if is_live else ["review_sent_back"])
    state = TaskState.objects.get(pk=waiting.pk)
    assert state.status == ("approved" if is_live else "rejected")


def test_a_page_taken_back_meanwhile_is_published_or_a_draft(waiting, people, draft):
    state = WorkflowState.objects.get(pk=waiting.workflow_state_id)
    at_once(decided(waiting, people.editor, APPROVE), lambda: state.cancel(user=people.contributor))
    is_live = Page.objects.get(pk=draft.pk).live
    state.refresh_from_db()
    assert state.status == ("approved" if is_live else "cancelled")
    assert answers() == (["review_published"] if is_live else [])


def test_pressing_twice_proposes_once(draft, people):
    workflow = Page.objects.get(pk=draft.pk).get_workflow()
    at_once(*[lambda: workflow.start(draft, people.contributor)] * 2)
    assert WorkflowState.objects.active().count() == 1
    assert Mail.objects.filter(kind="review_asked").count() == 2  # the editor, the lead

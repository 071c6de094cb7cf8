"""What waits and for whom: for the first screen of the admin."""

from dataclasses import dataclass
from datetime import datetime

from django.urls import reverse
from wagtail.models import Page, WorkflowState

from sites.accounts.models import User
from sites.teams.scope import Scope

from .models import ReviewTask
from .people import sites_reviewed

MOST = 50


@dataclass(frozen=True)
class Proposal:
    """A page somebody proposed. ``word``: why it came back, if it did."""

    page_id: int
    title: str
    site_id: int
    by: str
    since: datetime
    word: str = ""

    @property
    def url(self) -> str:
        return reverse("wagtailadmin_pages:edit", args=[self.page_id])


def to_review(scope: Scope) -> list[Proposal]:
    """Pages that wait for a decision of whoever has this scope, the oldest first; not their own."""
    waiting = _states(WorkflowState.STATUS_IN_PROGRESS).filter(
        workflow__workflow_tasks__task__reviewtask__site__in=sites_reviewed(scope)
    )
    return _proposals(waiting.exclude(requested_by=scope.user_id))


def sent_back_to(user: User) -> list[Proposal]:
    """Their own pages that came back with a word."""
    return _proposals(_states(WorkflowState.STATUS_NEEDS_CHANGES).filter(requested_by=user))


def proposed_by(user: User) -> list[Proposal]:
    """Their own pages that wait for somebody else."""
    return _proposals(_states(WorkflowState.STATUS_IN_PROGRESS).filter(requested_by=user))


def _states(status: str):
    ours = ReviewTask.objects.values("workflow_tasks__workflow")
    states = WorkflowState.objects.filter(status=status, workflow__in=ours)
    return states.select_related("current_task_state", "requested_by").order_by("created_at", "pk")


def _proposals(states) -> list[Proposal]:
    found = list(states[:MOST])
    pages = Page.objects.in_bulk([int(state.object_id) for state in found])
    sites = dict(ReviewTask.objects.values_list("workflow_tasks__workflow", "site"))
    return [
        Proposal(
            page.pk,
            page.draft_title or page.title,
            sites[state.workflow_id],
            state.requested_by.public_name if state.requested_by else "",
            state.current_task_state.started_at if state.current_task_state else state.created_at,
            state.current_task_state.comment if state.current_task_state else "",
        )
        for state in found
        if (page := pages.get(int(state.object_id)))
    ]

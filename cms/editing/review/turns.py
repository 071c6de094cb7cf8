"""One change of a review at a time: a withdrawal waits for a decision under way, and the reverse.

Wagtail's own changes trust the object in hand, and some stand in no transaction: two people at
once, or a button pressed twice, would end in an error page or in two answers to one question.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import transaction
from wagtail.models import Page, Workflow, WorkflowState

from cms.pages import publishing

OPEN = (WorkflowState.STATUS_IN_PROGRESS, WorkflowState.STATUS_NEEDS_CHANGES)


def connect() -> None:
    """Put the wrappers in place (once, when the app is ready)."""
    WorkflowState.cancel = _while(OPEN, WorkflowState.cancel)
    WorkflowState.resume = _while((WorkflowState.STATUS_NEEDS_CHANGES,), WorkflowState.resume)
    Workflow.start = _once(Workflow.start)


def _while(wanted: tuple[str, ...], change: Callable) -> Callable:
    """``change``, unless somebody else moved the review on meanwhile."""

    @wraps(change)
    def in_turn(state: WorkflowState, *args: Any, **kwargs: Any) -> Any:
        with transaction.atomic():
            publishing.take_turn()
            state.refresh_from_db(fields=["status", "current_task_state"])
            return change(state, *args, **kwargs) if state.status in wanted else None

    in_turn.alters_data = True  # type: ignore[attr-defined] # templates may not call it
    return in_turn


def _once(start: Callable) -> Callable:
    """``start``, or the review of this page that somebody has just begun."""

    @wraps(start)
    def start_once(workflow: Workflow, obj: Any, user: Any) -> WorkflowState:
        if not isinstance(obj, Page):
            return start(workflow, obj, user)
        with transaction.atomic():
            publishing.take_turn()
            begun = WorkflowState.objects.for_instance(obj).active().first()
            return begun or start(workflow, obj, user)

    start_once.alters_data = True  # type: ignore[attr-defined]
    return start_once

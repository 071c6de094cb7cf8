"""The buttons below a page as a review has them: proposing, taking back, deciding."""

from collections.abc import Mapping
from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext_lazy as _
from wagtail.admin.action_menu import ActionMenuItem, WorkflowMenuItem
from wagtail.models import Page, WorkflowState

from .models import APPROVE

SUBMIT, CANCEL, RESTART = "action-submit", "action-cancel-workflow", "action-restart-workflow"
PUBLISH, UNPUBLISH, LOCKED = "action-publish", "action-unpublish", "action-page-locked"


class AskItem(ActionMenuItem):
    """Wagtail's « submit », in the words of who presses it."""

    name = SUBMIT
    icon_name = "resubmit"

    def __init__(self, label: str):
        super().__init__()
        self.label = label


class WithdrawItem(ActionMenuItem):
    name = CANCEL
    label = _("Retirer la demande")
    icon_name = "rotate"


def construct(items: list[ActionMenuItem], request: HttpRequest, context: Mapping) -> None:
    """Leave each person what they can do now, and say it plainly."""
    page = context.get("page")
    state = page.current_workflow_state if page and page.pk else None
    may_publish = any(item.name == PUBLISH for item in items)
    waits = bool(state) and state.status == WorkflowState.STATUS_IN_PROGRESS
    kept = (_in_words(item, state, may_publish) for item in items)
    items[:] = [item for item in kept if item and item.name != RESTART]
    if waits:
        _while_it_waits(items, _may_withdraw(state, page, request.user))
    else:
        _leave_out(items, CANCEL)


def _in_words(item: Any, state: WorkflowState | None, may_publish: bool) -> ActionMenuItem:
    if item.name == SUBMIT:
        return AskItem(_words_to_ask(state, may_publish))
    if item.name == CANCEL:
        return WithdrawItem()
    if isinstance(item, WorkflowMenuItem) and item.name == APPROVE:
        item.label = _("Valider et publier")  # Wagtail adds « et publier » once more
    return item


def _words_to_ask(state: WorkflowState | None, may_publish: bool) -> str:
    if state and state.status == WorkflowState.STATUS_NEEDS_CHANGES:
        return _("Proposer de nouveau")
    return _("Demander une relecture") if may_publish else _("Proposer à la relecture")


def _may_withdraw(state: WorkflowState, page: Page, user: Any) -> bool:
    return user.pk in (state.requested_by_id, page.owner_id)


def _while_it_waits(items: list[ActionMenuItem], may_withdraw: bool) -> None:
    """Publishing is deciding then: one button for it, not two."""
    _leave_out(items, PUBLISH, UNPUBLISH)
    if may_withdraw:
        _leave_out(items, LOCKED)
    else:
        _leave_out(items, CANCEL)


def _leave_out(items: list[ActionMenuItem], *names: str) -> None:
    items[:] = [item for item in items if item.name not in names]

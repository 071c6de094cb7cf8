"""What follows from each step of a review: who is told. Wagtail's own mails are not sent.

They would go to every administrator of the install, in another voice than the council's.
"""

from django.db.models import Model
from wagtail.admin import mail
from wagtail.models import Page, TaskState, WorkflowState
from wagtail.signals import task_submitted, workflow_approved, workflow_cancelled, workflow_rejected

from sites.accounts.models import User

from . import letters
from .models import ReviewTask, is_ours

SILENCED = (
    mail.WorkflowStateApprovalEmailNotifier,
    mail.WorkflowStateRejectionEmailNotifier,
    mail.WorkflowStateSubmissionEmailNotifier,
    mail.GroupApprovalTaskStateSubmissionEmailNotifier,
)


def connect() -> None:
    for notifier in SILENCED:
        notifier.can_handle = _never
    uid = "quartiers_review"
    task_submitted.connect(_asked, sender=TaskState, dispatch_uid=uid)
    workflow_approved.connect(_approved, sender=WorkflowState, dispatch_uid=uid)
    workflow_rejected.connect(_sent_back, sender=WorkflowState, dispatch_uid=uid)
    workflow_cancelled.connect(_ended, sender=WorkflowState, dispatch_uid=uid)


def _never(notifier: object, instance: Model, **kwargs: object) -> bool:
    return False


def _asked(instance: TaskState, user: User | None = None, **kwargs: object) -> None:
    task = instance.task.specific
    if isinstance(task, ReviewTask):
        letters.tell_reviewers(instance.workflow_state, task.site, user)


def _approved(instance: WorkflowState, user: User | None = None, **kwargs: object) -> None:
    if is_ours(instance):
        letters.tell_published(instance, user)


def _sent_back(instance: WorkflowState, user: User | None = None, **kwargs: object) -> None:
    if is_ours(instance):
        letters.tell_sent_back(instance, user, instance.current_task_state.comment)


def _ended(instance: WorkflowState, user: User | None = None, **kwargs: object) -> None:
    """Published without a word, or a draft again: taken back, or the council stopped reviewing."""
    page = Page.objects.filter(pk=instance.object_id).first()
    if page is None or not is_ours(instance):
        return
    if user and _is_published(page):
        letters.tell_published(instance, user)
    else:
        letters.tell_ended(instance, user)


def _is_published(page: Page) -> bool:
    """Publishing ends a review after the page was saved: its newest version is out, or will be."""
    newest = page.get_latest_revision()
    return bool(newest) and (
        page.live_revision_id == newest.pk or newest.approved_go_live_at is not None
    )

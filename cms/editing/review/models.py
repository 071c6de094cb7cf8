"""The step between a draft and the public, and whether a site wants it."""

from django.core.exceptions import BadRequest, PermissionDenied
from django.db import models, transaction
from django.forms import Form
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.contrib.settings.models import BaseSiteSetting, register_setting
from wagtail.log_actions import log
from wagtail.models import Page, Site, Task, TaskState, WorkflowState

from cms.pages import publishing
from sites.accounts.models import User

from .forms import AloneForm, DecisionForm, SendBackForm
from .locks import ReviewLock
from .people import may_review

APPROVE, SEND_BACK, ALONE = "approve", "reject", "alone"
PUBLISHED_ALONE = "quartiers.review.alone"  # in the journal


class ReviewTask(Task):
    """The one step of a site's review: whoever edits or leads there decides.

    Who asked cannot decide on their own page, unless they say that they review it themselves.
    """

    site = models.OneToOneField(Site, models.CASCADE, related_name="+", verbose_name=_("site"))

    lock_class = ReviewLock
    admin_form_fields = [*Task.admin_form_fields, "site"]

    class Meta:
        verbose_name = _("relecture")
        verbose_name_plural = _("relectures")

    def get_actions(self, obj: Page, user: User) -> list[tuple[str, str, bool]]:
        """What ``user`` may decide: (name, words, whether a form is asked for first)."""
        if not may_review(user, self.site_id):
            return []
        state = obj.current_workflow_state
        if state and state.requested_by_id == user.pk:
            return [(ALONE, _("Publier sans autre relecture"), True)]
        return [
            (APPROVE, _("Valider et publier"), False),
            (SEND_BACK, _("Renvoyer avec un mot"), True),
        ]

    def get_form_for_action(self, action: str) -> type[Form]:
        return {SEND_BACK: SendBackForm, ALONE: AloneForm}.get(action, DecisionForm)

    def on_action(self, task_state: TaskState, user: User, action_name: str, **kwargs) -> None:
        """Decide. Whoever comes second changes nothing: the first decision stands.

        What the form asks for is checked here again: the editor's own request brings it as JSON.
        """
        form = self.get_form_for_action(action_name)(kwargs)
        if not form.is_valid():
            raise BadRequest("this decision needs what its form asks for")
        with transaction.atomic():
            publishing.take_turn()  # before the page is locked, as every writer does
            waiting = TaskState.objects.select_related("workflow_state").get(pk=task_state.pk)
            if waiting.status != TaskState.STATUS_IN_PROGRESS:
                return
            page = Page.objects.get(pk=waiting.workflow_state.object_id)
            if action_name not in {name for name, *_words in self.get_actions(page, user)}:
                raise PermissionDenied
            self._decide(waiting, user, action_name, form.cleaned_data.get("comment", ""))

    def _decide(self, waiting: TaskState, user: User, action_name: str, comment: str) -> None:
        if action_name == SEND_BACK:
            waiting.reject(user=user, comment=comment)
            return
        waiting.approve(user=user)
        if action_name == ALONE:
            page = Page.objects.get(pk=waiting.workflow_state.object_id).specific
            log(instance=page, action=PUBLISHED_ALONE, user=user, revision=waiting.revision)

    def locked_for_user(self, obj: Page, user: User) -> bool:
        return not may_review(user, self.site_id)

    def user_can_access_editor(self, obj: Page, user: User) -> bool:
        return may_review(user, self.site_id)

    def user_can_lock(self, obj: Page, user: User) -> bool:
        return False  # the review is the lock

    def get_task_states_user_can_moderate(self, user: User, **kwargs):
        if not may_review(user, self.site_id):
            return TaskState.objects.none()
        return self.task_states.filter(status=TaskState.STATUS_IN_PROGRESS)

    @classmethod
    def get_description(cls) -> str:
        return _("La rédaction et les responsables du conseil décident.")


@register_setting(icon="clipboard-list")
class ReviewSettings(BaseSiteSetting):
    """Whether a site's contributors can propose their pages. A site without a row says yes."""

    is_on = models.BooleanField(
        _("relecture avant publication"),
        default=True,
        help_text=_(
            "Qui contribue propose sa page ; la rédaction et les responsables reçoivent un "
            "courriel, relisent et publient. La rédaction publie toujours directement. Si vous la "
            "coupez, les pages qui attendent redeviennent des brouillons ; un courriel le dit à "
            "qui les a proposées."
        ),
    )

    panels = [FieldPanel("is_on")]

    class Meta:
        verbose_name = _("relecture")
        verbose_name_plural = _("relecture")

    @transaction.atomic
    def save(self, *args, **kwargs):
        from . import provisioning

        super().save(*args, **kwargs)
        provisioning.sync(self.site)


def is_ours(state: WorkflowState) -> bool:
    """Whether ``state`` is of a site's review, not of a workflow an administrator made."""
    return ReviewTask.objects.filter(workflow_tasks__workflow=state.workflow_id).exists()

"""Where reviews meet Wagtail's screens for pages."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page, TaskState, WorkflowState

from .menu import construct
from .models import PUBLISHED_ALONE, is_ours

hooks.register("construct_page_action_menu", construct, order=10)


@hooks.register("register_log_actions")
def name_acts(actions) -> None:
    actions.register_action(
        PUBLISHED_ALONE,
        gettext_lazy("Publier sans autre relecture"),
        gettext_lazy(
            "Publiée sans autre relecture par qui l’avait proposée : « Je relis moi-même »"
        ),
    )


@hooks.register("before_publish_page", order=-10)  # before the page is looked over
def ask_who_asked(request: HttpRequest, page: Page) -> HttpResponse | None:
    """Whoever asked for a second look does not go without one by accident."""
    if not _waits_for_another(page, request):
        return None
    messages.warning(request, _WAITS)
    return redirect("wagtailadmin_pages:edit", page.pk)


@hooks.register("before_bulk_action")
def ask_who_asked_for_several(
    request: HttpRequest, action_type: str, objects: list, action_class: object
) -> HttpResponse | None:
    if action_type != "publish" or request.method != "POST":
        return None
    waiting = [
        page for page in objects if isinstance(page, Page) and _waits_for_another(page, request)
    ]
    if not waiting:
        return None
    messages.warning(request, _WAITS)
    return redirect("wagtailadmin_pages:edit", waiting[0].pk)


_WAITS = gettext_lazy(
    "Vous avez proposé cette page à la relecture ; elle n’est pas publiée, vos changements sont "
    "enregistrés. Pour la publier, choisissez « Publier sans autre relecture » ou retirez d’abord "
    "la demande."
)


def _waits_for_another(page: Page, request: HttpRequest) -> bool:
    state = page.current_workflow_state
    return bool(
        state
        and state.status == WorkflowState.STATUS_IN_PROGRESS
        and state.requested_by_id == request.user.pk
        and is_ours(state)
    )


@hooks.register("after_edit_page")
def say_who_was_first(request: HttpRequest, page: Page) -> None:
    """Two people decide: the second reads that their decision counted for nothing."""
    if not request.POST.get("action-workflow-action"):
        return
    decided = TaskState.objects.for_instance(page).exclude(finished_at=None)
    last = decided.select_related("finished_by").order_by("-finished_at", "-pk").first()
    if last is None or last.finished_by_id == request.user.pk or page.workflow_in_progress:
        return
    name = last.finished_by.public_name if last.finished_by else _("Quelqu’un")
    messages.warning(request, _AFTER[last.status] % {"name": name})


_AFTER = {
    TaskState.STATUS_APPROVED: gettext_lazy(
        "%(name)s a publié cette page avant vous. Vos corrections sont gardées comme brouillon."
    ),
    TaskState.STATUS_REJECTED: gettext_lazy(
        "%(name)s a renvoyé cette page avant vous. Vos corrections sont gardées comme brouillon."
    ),
    TaskState.STATUS_CANCELLED: gettext_lazy(
        "%(name)s a retiré la demande de relecture avant votre réponse. Vos corrections sont "
        "gardées comme brouillon."
    ),
}

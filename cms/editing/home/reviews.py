"""Pages that somebody submitted: to be read by whoever may publish them, awaited by their author.

Reads Wagtail's own tables of workflows; a reader sees what lies on their sites only.
"""

from collections.abc import Iterable, Iterator

from django.contrib.auth.models import Group
from django.contrib.contenttypes.models import ContentType
from django.db.models import CharField, QuerySet
from django.db.models.functions import Cast
from django.urls import reverse
from django.utils.text import Truncator
from django.utils.translation import gettext as _
from wagtail.models import GroupApprovalTask, Page, TaskState, WorkflowState

from cms.editing.review.models import ReviewTask
from cms.editing.review.people import sites_reviewed
from sites.teams.duties import MOST, Duty, Urgency, register
from sites.teams.page_rights import ADD, CHANGE, Owner, may, owners_where
from sites.teams.scope import Scope

from .pages import below, owner_finder, title_of
from .since import since

WORDS = 20  # of why a page came back: the whole is on the page


def submitted(scope: Scope) -> Iterator[Duty]:
    """Reviews under way on the reader's sites: theirs to give, or theirs to wait for."""
    owners = owners_where(scope, ADD)
    found = list(_under_way(owners)) if owners else []
    if not found:
        return
    known = {str(pk): page for pk, page in Page.objects.in_bulk(_keys(found)).items()}
    asked = _asked_of(scope)
    whose = owner_finder(owners)
    for state in found:
        if page := known.get(state.object_id):
            yield from _told(state, page, scope, asked, whose(page.path))


def _told(state, page, scope: Scope, asked: set[int], owner: Owner | None) -> Iterator[Duty]:
    url = reverse("wagtailadmin_pages:edit", args=[page.pk])
    at = state.current_task_state.started_at if state.current_task_state else state.created_at
    when, title = since(at), title_of(page)
    is_rejected = state.status == WorkflowState.STATUS_NEEDS_CHANGES
    if state.requested_by_id == scope.user_id:
        if is_rejected:
            text = _("Reprendre « %(title)s »") % {"title": title}
            word = state.current_task_state.comment if state.current_task_state else ""
            detail = _("des changements vous sont demandés, %(when)s") % {"when": when}
            detail += f" : {Truncator(word).words(WORDS)}" if word else ""
            yield Duty(text, url, owner, Urgency.LATE, detail, at, "edit")
        else:
            text = _("« %(title)s » attend une relecture") % {"title": title}
            detail = _("soumise par vous %(when)s") % {"when": when}
            yield Duty(text, url, owner, Urgency.NEWS, detail, at, "glasses")
    elif not is_rejected and _may_answer(state, scope, asked, owner):
        text = _("Relire et publier « %(title)s »") % {"title": title}
        who = state.requested_by.public_name if state.requested_by else ""
        detail = _("soumise par %(name)s %(when)s") if who else _("soumise %(when)s")
        detail = detail % {"name": who, "when": when}
        yield Duty(text, url, owner, Urgency.LATE, detail, at, "glasses")


def _under_way(owners: Iterable[Owner]) -> QuerySet[WorkflowState]:
    theirs = below(Page.objects.all(), owners).annotate(key=Cast("pk", CharField())).values("key")
    states = WorkflowState.objects.active().filter(
        base_content_type=ContentType.objects.get_for_model(Page), object_id__in=theirs
    )
    rows = states.select_related("requested_by", "current_task_state")
    return rows.order_by("created_at")[:MOST]


def _keys(states: Iterable[WorkflowState]) -> list[int]:
    return [int(state.object_id) for state in states]


def _asked_of(scope: Scope) -> set[int]:
    """Keys of the tasks that are the reader's: of their sites, or of a group they are in."""
    own = ReviewTask.objects.filter(site__in=sites_reviewed(scope)).values_list("pk", flat=True)
    groups = Group.objects.filter(user=scope.user_id)
    others = GroupApprovalTask.objects.filter(groups__in=groups).values_list("pk", flat=True)
    return {*own, *others}


def _may_answer(state, scope: Scope, asked: set[int], owner: Owner | None) -> bool:
    current: TaskState | None = state.current_task_state
    if current is None or owner is None or not may(scope, CHANGE, owner):
        return False
    return scope.is_administrator or current.task_id in asked


def connect() -> None:
    register("reviews", submitted)

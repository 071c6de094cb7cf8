"""Emptying a demo's database: everything goes but what migrations put there."""

from dataclasses import dataclass

from django.apps import apps
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import Storage, default_storage
from django.db import connection
from wagtail.models import (
    Collection,
    GroupApprovalTask,
    Page,
    Task,
    Workflow,
    WorkflowPage,
    WorkflowTask,
)

from cms.pages.models import CouncilFile, Picture, PictureRendition
from forum.board.forum_conversation.forum_attachments.models import Attachment
from forum.board.forum_conversation.forum_attachments.models import files as attached_files
from sites.accounts import portraits
from sites.accounts.models import User
from sites.councils.models import Council, Portal
from sites.delivery.append_only import LogModel

# Made by migrations and by post_migrate; roles and forums expect them.
KEPT = {
    "auth_permission",
    "django_content_type",
    "forum_permission_forumpermission",
    "wagtailcore_groupapprovaltask",
    "wagtailcore_locale",
    "wagtailcore_task",
    "wagtailcore_workflow",
    "wagtailcore_workflowpage",
    "wagtailcore_workflowtask",
}
TREES = (Page, Collection)  # their roots stay


@dataclass(frozen=True)
class Files:
    """Files that no row points to any more: where they lie, and their names there."""

    found: tuple[tuple[Storage, str], ...]

    def delete(self) -> None:
        for storage, name in self.found:
            storage.delete(name)


def is_empty() -> bool:
    """Whether nobody has made a site or an account here yet."""
    return not any(model.objects.exists() for model in (Portal, Council, User))


def wipe() -> Files:
    """Delete every row (inside the caller's transaction); returns the files they pointed to.

    Without going through models: their signals would rewrite lists and counters of what goes too.
    """
    found = [
        (model._meta.get_field("file").storage, name)
        for model in (Picture, PictureRendition, CouncilFile)
        for name in model.objects.values_list("file", flat=True)
    ]
    tokens = User.objects.exclude(portrait="").values_list("portrait", flat=True)
    found += [(default_storage, name) for token in tokens for name in portraits.names(token)]
    images = Attachment.objects.only("token", "width", "height")
    found += [(attached_files(), name) for image in images for name in image.names()]
    with connection.cursor() as cursor:
        _empty_logs(cursor)
    _wipe_reviews()
    with connection.cursor() as cursor:
        for table in sorted(_tables()):  # foreign keys are checked at the end, in any order
            cursor.execute(f"DELETE FROM {connection.ops.quote_name(table)}")  # noqa: S608
    for model in TREES:
        model.objects.filter(depth__gt=1)._raw_delete(connection.alias)
        model.objects.update(numchild=0)
    return Files(tuple(found))


def _empty_logs(cursor) -> None:
    """On PostgreSQL a log refuses that its lines are deleted, but not that it is emptied whole.

    The server truncates no table with checks still to do: they are done before.
    """
    if connection.vendor != "postgresql":
        return
    cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
    for model in apps.get_models():
        if issubclass(model, LogModel):
            cursor.execute(f"TRUNCATE {connection.ops.quote_name(model._meta.db_table)}")
    cursor.execute("SET CONSTRAINTS ALL DEFERRED")


def _wipe_reviews() -> None:
    """What councils ask before a page is published; Wagtail's own example stays."""
    stock = ContentType.objects.get_for_model(GroupApprovalTask)
    tasks = list(Task.objects.exclude(content_type=stock).values_list("pk", flat=True))
    steps = WorkflowTask.objects.filter(task__in=tasks)
    workflows = list(steps.values_list("workflow", flat=True))
    for rows in (
        WorkflowPage.objects.filter(page__in=Page.objects.filter(depth__gt=1).values("pk")),
        WorkflowPage.objects.filter(workflow__in=workflows),
        steps,
        Workflow.objects.filter(pk__in=workflows),
        Task.objects.filter(pk__in=tasks),
    ):
        rows._raw_delete(connection.alias)


def _tables() -> set[str]:
    models = [m for m in apps.get_models(include_auto_created=True) if m._meta.managed]
    tables = {m._meta.db_table for m in models if not m._meta.proxy}
    return tables - KEPT - {m._meta.db_table for m in TREES}

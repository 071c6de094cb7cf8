"""One workflow for each site, made with it; attached to its home while the site wants it.

Every function may run again: it adds what is missing.
"""

from django.db import connection, transaction
from django.utils.translation import gettext as _
from wagtail.models import Site, Workflow, WorkflowPage, WorkflowState, WorkflowTask

from sites.councils.models import Council, Portal

from .models import ReviewSettings, ReviewTask


def complete_council(sender, council: Council, **kwargs) -> None:
    sync(council.site)


def complete_portal(sender, portal: Portal, **kwargs) -> None:
    sync(portal.site)


def undo_council(sender, council: Council, **kwargs) -> None:
    """Its workflow goes with a council that is taken back."""
    for task in ReviewTask.objects.filter(site=council.site):
        task.workflows.all().delete()
        task.delete()


def sync_after_migrate(sender, **kwargs) -> None:
    """Sites that were there before reviews were."""
    needed = {ReviewTask._meta.db_table, ReviewSettings._meta.db_table, Council._meta.db_table}
    if needed <= set(connection.introspection.table_names()):
        for owner in (*Portal.objects.select_related("site"), *Council.objects.in_order()):
            sync(owner.site)


@transaction.atomic
def sync(site: Site) -> None:
    """Give ``site`` its workflow and attach or detach it, as its setting says.

    A workflow that an administrator attached to the home stays.
    """
    workflow = _workflow_of(site)
    if is_on(site):
        if not WorkflowPage.objects.filter(page_id=site.root_page_id).exists():
            WorkflowPage.objects.create(page_id=site.root_page_id, workflow=workflow)
        return
    WorkflowPage.objects.filter(workflow=workflow).delete()
    for state in WorkflowState.objects.active().filter(workflow=workflow).order_by("pk"):
        state.cancel()


def is_on(site: Site) -> bool:
    """Whether contributors of ``site`` can propose pages."""
    chosen = ReviewSettings.objects.filter(site=site).values_list("is_on", flat=True).first()
    return chosen is not False


def _workflow_of(site: Site) -> Workflow:
    name = _("Relecture – %(site)s") % {"site": site.site_name or site.hostname}
    task = ReviewTask.objects.filter(site=site).first()
    if task is None:
        task = ReviewTask.objects.create(site=site, name=name[:255])
    workflow = task.workflows.first()
    if workflow is None:
        workflow = Workflow.objects.create(name=name[:255])
        WorkflowTask.objects.create(workflow=workflow, task=task, sort_order=0)
    return workflow

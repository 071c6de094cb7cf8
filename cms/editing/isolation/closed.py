"""Reports of Wagtail that know nothing of councils: administrators alone open them.

Whoever works for one council would read there what belongs to another. « Pages vieillissantes »
stays open: it lists only what the reader may publish (tests/cms/pages/test_admin_reports.py).
"""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpRequest
from django.views import View
from wagtail.admin.menu import MenuItem
from wagtail.admin.views.reports.audit_logging import LogEntriesView
from wagtail.admin.views.reports.locked_pages import LockedPagesView
from wagtail.admin.views.reports.page_types_usage import PageTypesUsageReportView
from wagtail.admin.views.reports.workflows import WorkflowTasksView, WorkflowView

from sites.teams.scope import scope_of


@dataclass(frozen=True)
class Report:
    """A report by its name in the menu; its view answers the page, its results and its exports."""

    menu_name: str
    view: type[View]
    shows: str


CLOSED = (
    Report("page-types-usage", PageTypesUsageReportView, "the newest draft of each type"),
    Report("site-history", LogEntriesView, "who changed places and topics, in every council"),
    Report("locked-pages", LockedPagesView, "the address of everybody who locked a page"),
    Report("workflows", WorkflowView, "the address of everybody who asked for a review"),
    Report("workflow-tasks", WorkflowTasksView, "the reviews and tasks of all councils"),
)


def connect() -> None:
    """Close them at the views themselves, whatever address leads there."""
    for report in CLOSED:
        report.view.dispatch = _for_administrators(report.view.dispatch)  # type: ignore[method-assign]


def _for_administrators(dispatch: Callable) -> Callable:
    @wraps(dispatch)
    def guarded(view: View, request: HttpRequest, *args, **kwargs):
        if not scope_of(request).is_administrator:
            raise Http404
        return dispatch(view, request, *args, **kwargs)

    return guarded


def leave_out_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    """Take from the menu what would answer 404."""
    closed = {report.menu_name for report in CLOSED}
    if not scope_of(request).is_administrator:
        items[:] = [item for item in items if item.name not in closed]

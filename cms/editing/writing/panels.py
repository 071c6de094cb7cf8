"""What stands beside the form: our checks first, and no switch that only developers know."""

from collections.abc import Callable
from functools import wraps

from wagtail.admin.ui.side_panels import ChecksSidePanel, PageStatusSidePanel

from sites.teams.scope import scope_of

from .checks import findings_of

STATUS = "wagtailadmin/shared/side_panels/includes/status/"
TECHNICAL = (f"{STATUS}locked.html", f"{STATUS}usage.html")


def connect() -> None:
    PageStatusSidePanel.get_status_templates = _plain(PageStatusSidePanel.get_status_templates)
    ChecksSidePanel.template_name = "wagtailadmin/writing/checks_panel.html"
    ChecksSidePanel.get_context_data = _with_findings(ChecksSidePanel.get_context_data)


def _plain(get_status_templates: Callable) -> Callable:
    """A lock is told of where there is one; nobody is asked to think about locks or references."""

    @wraps(get_status_templates)
    def get_plain(panel: PageStatusSidePanel, context: dict) -> list[str]:
        templates = get_status_templates(panel, context)
        if scope_of(panel.request).is_administrator:
            return templates
        left_out = TECHNICAL[1:] if getattr(panel.object, "locked", False) else TECHNICAL
        return [name for name in templates if name not in left_out]

    return get_plain


def _with_findings(get_context_data: Callable) -> Callable:
    @wraps(get_context_data)
    def get_with_findings(panel: ChecksSidePanel, parent_context: dict) -> dict:
        context = get_context_data(panel, parent_context)
        page = context.get("page")
        return context | {"findings": findings_of(page) if page and page.pk else None}

    return get_with_findings

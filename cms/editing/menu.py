"""What the admin's menus leave out for those who would get 404 there."""

from django.http import HttpRequest
from wagtail.admin.menu import MenuItem

from sites.teams.scope import scope_of

# Reports that know nothing of councils, by their names in the menu; isolation.table lets
# administrators alone in. « Pages vieillissantes » lists only what its reader may publish.
FOR_ADMINISTRATORS = {
    "page-types-usage",
    "site-history",
    "locked-pages",
    "workflows",
    "workflow-tasks",
}


def leave_out_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    if not scope_of(request).is_administrator:
        items[:] = [item for item in items if item.name not in FOR_ADMINISTRATORS]

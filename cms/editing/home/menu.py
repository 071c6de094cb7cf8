"""The menu of the admin: what its reader uses, in words, and nothing technical.

Administrators keep Wagtail's menus whole. Everybody else: « Pages » leads straight to the one site
they work for, the entries of « Paramètres » and « Rapports » stand by themselves, and what Wagtail
offers beside our own screens (forms, its reports, its help) is left out. Nothing here gives or
takes a right.
"""

from django.http import HttpRequest
from django.urls import reverse
from wagtail.admin.menu import MenuItem, SubmenuMenuItem

from sites.teams.scope import Scope, scope_of

# « Messages » does it better.
LEFT_OUT = {"forms"}
LEFT_OUT_FOR_TEAMS = {"help"}
OPENED = {"settings", "reports"}  # one or two entries for a team, and words that say nothing
# Reports that know nothing of councils: isolation.table lets administrators alone in. The ageing
# pages are among « À faire ».
REPORTS_FOR_ADMINISTRATORS = {
    "page-types-usage",
    "site-history",
    "locked-pages",
    "workflows",
    "workflow-tasks",
    "aging-pages",
}

# From what is used every week to what is needed once a year; what is not named comes after.
ORDER = (
    *("explorer", "messages", "proposals", "inscriptions", "images", "documents"),
    *("pages-modeles", "lieux-et-themes", "moderation", "forums", "suspensions"),
    "anciens-pseudonymes",
    *("conseils", "equipe", "reglages-du-site", "relecture", "apparence", "themes", "journal"),
    *("acces-perdus", "corbeille"),
)


def arrange(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's hook for its main menu."""
    items[:] = [item for item in items if item.name not in LEFT_OUT]
    scope = scope_of(request)
    if not scope.is_administrator:
        kept = [item for item in items if item.name not in LEFT_OUT_FOR_TEAMS]
        items[:] = [entry for item in kept for entry in _simpler(item, request, scope)]
    for item in items:  # shared by all requests, and so the same for all
        if item.name in ORDER:
            item.order = 100 + ORDER.index(item.name)


def leave_out_english_help(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's guide and news are in English, and about another tool than ours."""
    items[:] = [item for item in items if item.name == "keyboard-shortcuts-trigger"]


def leave_out_reports(request: HttpRequest, items: list[MenuItem]) -> None:
    if not scope_of(request).is_administrator:
        items[:] = [item for item in items if item.name not in REPORTS_FOR_ADMINISTRATORS]


def _simpler(item: MenuItem, request: HttpRequest, scope: Scope) -> list[MenuItem]:
    if item.name == "explorer":
        return [_pages(item, scope)]
    if item.name in OPENED and isinstance(item, SubmenuMenuItem):
        return [_entry(one, item.order) for one in item.menu.menu_items_for_request(request)]
    return [item]


def _pages(item: MenuItem, scope: Scope) -> MenuItem:
    """Straight to the home of the one site; a plain link also works on a phone."""
    if len(scope.sites) != 1:
        return item
    url = reverse("wagtailadmin_explore", args=[scope.sites[0].root_page_id])
    return MenuItem(item.label, url, item.name, icon_name=item.icon_name, order=item.order)


def _entry(item: MenuItem, order: int) -> MenuItem:
    """What a submenu held, in its place."""
    return MenuItem(
        item.label, item.url, item.name, item.classname, item.icon_name, item.attrs, order=order
    )

"""The first screen and the menu, hung into Wagtail's admin (imported by wagtail_hooks.py)."""

from django.http import HttpRequest
from django.urls import include, path
from wagtail import hooks
from wagtail.admin.ui.components import Component
from wagtail.admin.views import home as wagtails

from . import menu
from .screens import DeskPanel, HeadPanel

# Said better, and for the reader's own sites, by « À faire ».
REPLACED = (
    wagtails.WorkflowObjectsToModeratePanel,
    wagtails.UserObjectsInWorkflowModerationPanel,
    wagtails.RecentEditsPanel,
    wagtails.LockedPagesPanel,
)


@hooks.register("construct_homepage_panels", order=1000)  # after all others
def show_the_desk(request: HttpRequest, panels: list[Component]) -> None:
    kept = [panel for panel in panels if not isinstance(panel, REPLACED)]
    panels[:] = [HeadPanel(), DeskPanel(), *kept]


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.home.urls"))]


hooks.register("construct_main_menu", menu.arrange, order=1000)  # when all have added theirs
hooks.register("construct_help_menu", menu.leave_out_english_help)
hooks.register("construct_reports_menu", menu.leave_out_reports)

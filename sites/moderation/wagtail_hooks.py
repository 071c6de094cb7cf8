"""« Suspensions » in the admin's menu and on its first screen, and its addresses."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from .admin.listing import waiting_for
from .admin.screens import ICON
from .rights import circle_of


class SuspensionsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(circle_of(request.user))


class WaitingPanel(Component):
    """What a moderator is asked to decide on; nothing while there is nothing."""

    name = "quartiers_suspensions"
    order = 90
    template_name = "wagtailadmin/home/quartiers_suspensions.html"

    def get_context_data(self, parent_context):
        return {"waiting": waiting_for(circle_of(parent_context["request"].user))}


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("sites.moderation.admin.urls"))]


@hooks.register("register_admin_menu_item")
def offer_suspensions() -> MenuItem:
    return SuspensionsItem(
        _("Suspensions"),
        reverse_lazy("suspensions_admin:index"),
        name="suspensions",
        icon_name=ICON,
        order=520,
    )


@hooks.register("construct_homepage_panels")
def show_what_waits(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(WaitingPanel())

"""« Conseils » in the admin's menu, « La première heure » on its first screen."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.components import Component

from sites.teams.scope import scope_of

from ..site.screens import COUNCILS_ICON
from .panels import FirstHourPanel


class CouncilsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return scope_of(request).is_administrator


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.onboarding.urls"))]


@hooks.register("register_admin_menu_item")
def offer_councils() -> MenuItem:
    return CouncilsItem(
        _("Conseils"),
        reverse_lazy("councils_admin:index"),
        name="conseils",
        icon_name=COUNCILS_ICON,
        order=580,
    )


@hooks.register("construct_homepage_panels")
def begin_with_first_hour(request: HttpRequest, panels: list[Component]) -> None:
    panels.append(FirstHourPanel())

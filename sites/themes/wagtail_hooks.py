"""« Thèmes » and « Apparence » in the admin's menu, and their addresses."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin import rights
from .admin.rights import TeamRequest
from .admin.screens import LOOK_ICON, THEMES_ICON


class ThemesItem(MenuItem):
    def is_shown(self, request: TeamRequest) -> bool:
        return rights.may_install(request.user)


class LooksItem(MenuItem):
    def is_shown(self, request: TeamRequest) -> bool:
        return rights.may_dress(request.user)


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("sites.themes.admin.urls"))]


@hooks.register("register_admin_menu_item")
def offer_looks() -> MenuItem:
    return LooksItem(
        _("Apparence"),
        reverse_lazy("themes_admin:looks"),
        name="apparence",
        icon_name=LOOK_ICON,
        order=600,
    )


@hooks.register("register_admin_menu_item")
def offer_themes() -> MenuItem:
    return ThemesItem(
        _("Thèmes"),
        reverse_lazy("themes_admin:index"),
        name="themes",
        icon_name=THEMES_ICON,
        order=610,
    )

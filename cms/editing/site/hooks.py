"""« Réglages du site » and « Renvois » in the admin's menu, and their addresses."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .own import owners_of
from .screens import SETTINGS_ICON


class SettingsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(owners_of(request))


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.site.urls"))]


@hooks.register("register_admin_menu_item")
def offer_settings() -> MenuItem:
    return SettingsItem(
        _("Réglages du site"),
        reverse_lazy("site_admin:index"),
        name="reglages-du-site",
        icon_name=SETTINGS_ICON,
        order=590,
    )


@hooks.register("construct_settings_menu")
def leave_out_second_way(request: HttpRequest, items: list[MenuItem]) -> None:
    """Wagtail's own entry asks which site; ours knows."""
    own = "/settings/quartiers_pages/sitesettings/"
    items[:] = [item for item in items if not str(item.url).endswith(own)]

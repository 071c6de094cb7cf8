"""« Suspensions » in the admin's menu, and its addresses."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .admin.screens import ICON
from .rights import circle_of


class SuspensionsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(circle_of(request.user))


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

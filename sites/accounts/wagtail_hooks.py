"""« Accès perdus » in the admin's menu."""

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .factors.admin.views import is_concerned


class RecoveriesItem(MenuItem):
    def is_shown(self, request) -> bool:
        return is_concerned(request.user)


@hooks.register("register_admin_urls")
def add_recoveries() -> list:
    return [path("", include("sites.accounts.factors.admin.urls"))]


@hooks.register("register_admin_menu_item")
def offer_recoveries() -> MenuItem:
    return RecoveriesItem(
        _("Accès perdus"),
        reverse_lazy("recoveries:index"),
        name="acces-perdus",
        icon_name="key",
        order=650,
    )

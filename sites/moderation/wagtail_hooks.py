"""« Modération » and « Suspensions » in the admin's menu, and their addresses."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from .admin.screens import ICON
from .cases.admin.screens import ICON as CASES_ICON
from .cases.rights import visible
from .models import Case
from .rights import circle_on


class SuspensionsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(circle_on(request))


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [
        path("", include("sites.moderation.admin.urls")),
        path("", include("sites.moderation.cases.admin.urls")),
    ]


class CasesItem(MenuItem):
    """Its label says how many wait; items are shared by all requests, so it is made in time."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(circle_on(request))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = visible(circle_on(request)).filter(state=Case.State.OPEN).count()
        label = _now("Modération (%(n)s)") % {"n": count} if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_menu_item")
def offer_cases() -> MenuItem:
    return CasesItem(
        _("Modération"),
        reverse_lazy("moderation_admin:queue"),
        name="moderation",
        icon_name=CASES_ICON,
        order=515,
    )


@hooks.register("register_admin_menu_item")
def offer_suspensions() -> MenuItem:
    return SuspensionsItem(
        _("Suspensions"),
        reverse_lazy("suspensions_admin:index"),
        name="suspensions",
        icon_name=ICON,
        order=520,
    )

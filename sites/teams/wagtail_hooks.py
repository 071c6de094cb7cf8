"""« Équipe » in the admin's menu, its addresses, and what is watched."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.accounts.models import User

from . import watching
from .admin.listing import is_concerned
from .admin.screens import ICON
from .scope import scope_of


class TeamItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return is_concerned(scope_of(request))


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("sites.teams.admin.urls"))]


@hooks.register("register_admin_menu_item")
def offer_team() -> MenuItem:
    return TeamItem(
        _("Équipe"), reverse_lazy("teams:index"), name="equipe", icon_name=ICON, order=640
    )


# Administrators on Wagtail's own screens for accounts (watching.py) ------------------------------


@hooks.register("before_edit_user")
@hooks.register("before_delete_user")
def look_before(request: HttpRequest, user: User) -> None:
    watching.look(request, [user])


@hooks.register("after_edit_user")
@hooks.register("after_delete_user")
def tell_after(request: HttpRequest, user: User) -> None:
    watching.tell(request, [user])


@hooks.register("before_bulk_action")
def look_before_all(request: HttpRequest, action_type: str, objects, action) -> None:
    if User in action.models:
        watching.look(request, objects)


@hooks.register("after_bulk_action")
def tell_after_all(request: HttpRequest, action_type: str, objects, action) -> None:
    if User in action.models:
        watching.tell(request, objects)

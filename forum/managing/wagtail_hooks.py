"""« Forums » in the admin's menu, its addresses, and what Wagtail's log calls its acts."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.teams.scope import scope_of

from .log_words import ACTS
from .offering import ICON
from .reach import reach_of
from .screens import TITLE


class ForumsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(reach_of(scope_of(request)))


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("forum.managing.urls"))]


@hooks.register("register_admin_menu_item")
def offer_forums() -> MenuItem:
    url = reverse_lazy("forums_admin:index")
    return ForumsItem(TITLE, url, name="forums", icon_name=ICON, order=510)


@hooks.register("register_log_actions")
def name_acts(actions) -> None:
    for act, (label, _sentence) in ACTS.items():
        actions.register_action(f"quartiers.forums.{act}", label, label)

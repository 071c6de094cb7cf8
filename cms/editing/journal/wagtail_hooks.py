"""« Journal » in the admin's menu, and its addresses."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from sites.teams.scope import scope_of

from .reading import readers_of
from .screens import ICON


class JournalItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        scope = scope_of(request)
        return scope.is_administrator or bool(readers_of(scope))


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.journal.urls"))]


@hooks.register("register_admin_menu_item")
def offer_journal() -> MenuItem:
    return JournalItem(
        _("Journal"),
        reverse_lazy("journal_admin:index"),
        name="journal",
        icon_name=ICON,
        order=690,
    )

"""« Corbeille » in the menu and its addresses; Wagtail's screens that delete and unpublish."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.query import PageQuerySet

from cms.pages.bin import binned_pages
from sites.teams.scope import scope_of

from . import deleting_screens, unpublishing_screens
from .rights import has_bin
from .screens import ICON

ACTS = {
    "put": (_("Mettre à la corbeille"), _("Mis à la corbeille")),
    "restore": (_("Sortir de la corbeille"), _("Sorti de la corbeille")),
    "erase": (_("Effacer de la corbeille"), _("Effacé pour de bon")),
    "put_back": (_("Annuler la dépublication"), _("Remis en ligne : dépublication annulée")),
}

deleting_screens.connect()
unpublishing_screens.connect()


class BinItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return has_bin(scope_of(request))


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.bin.urls"))]


@hooks.register("register_admin_menu_item")
def offer_bin() -> MenuItem:
    return BinItem(
        _("Corbeille"), reverse_lazy("bin:index"), name="corbeille", icon_name=ICON, order=450
    )


@hooks.register("construct_page_chooser_queryset")
def offer_nothing_of_it(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """Administrators are offered every page otherwise."""
    return pages.exclude(pk__in=binned_pages().order_by().values("pk"))


@hooks.register("register_log_actions")
def register_acts(actions) -> None:
    for act, (label, message) in ACTS.items():
        actions.register_action(f"quartiers.bin.{act}", label, message)

"""What accounts add to the admin: access that was lost, the former names of people."""

from collections.abc import Callable

from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .factors.admin.views import is_concerned
from .pseudonym_history import ICON, PseudonymHistory, may_look


class ItemFor(MenuItem):
    """A menu item for those whom ``concerns`` is true of."""

    def __init__(self, *args, concerns: Callable, **kwargs):
        super().__init__(*args, **kwargs)
        self.concerns = concerns

    def is_shown(self, request) -> bool:
        return self.concerns(request.user)


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    start = "pseudonymes/"
    return [
        path("", include("sites.accounts.factors.admin.urls")),
        path(start, PseudonymHistory.as_view(), name="pseudonym_history"),
        path(
            f"{start}resultats/",
            PseudonymHistory.as_view(results_only=True),
            name="pseudonym_history_results",
        ),
    ]


@hooks.register("register_admin_menu_item")
def offer_recoveries() -> MenuItem:
    return ItemFor(
        _("Accès perdus"),
        reverse_lazy("recoveries:index"),
        name="acces-perdus",
        icon_name="key",
        order=650,
        concerns=is_concerned,
    )


@hooks.register("register_reports_menu_item")
def offer_history() -> MenuItem:
    return ItemFor(
        _("Anciens pseudonymes"),
        reverse_lazy("pseudonym_history"),
        name="anciens-pseudonymes",
        icon_name=ICON,
        order=900,
        concerns=may_look,
    )

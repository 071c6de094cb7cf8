"""What accounts add to the admin: the former names of people."""

from django.urls import path, reverse_lazy
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem

from .pseudonym_history import ICON, PseudonymHistory, may_look


class HistoryItem(MenuItem):
    def is_shown(self, request) -> bool:
        return may_look(request.user)


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    start = "pseudonymes/"
    return [
        path(start, PseudonymHistory.as_view(), name="pseudonym_history"),
        path(
            f"{start}resultats/",
            PseudonymHistory.as_view(results_only=True),
            name="pseudonym_history_results",
        ),
    ]


@hooks.register("register_reports_menu_item")
def offer_history() -> MenuItem:
    return HistoryItem(
        _("Anciens pseudonymes"),
        reverse_lazy("pseudonym_history"),
        name="anciens-pseudonymes",
        icon_name=ICON,
        order=900,
    )

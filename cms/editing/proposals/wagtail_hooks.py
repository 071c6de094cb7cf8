"""« Propositions » in the admin's menu, its addresses, and the words of its acts in the log."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from cms.editing.teams_only import owners_of
from sites.teams.scope import scope_of

from . import deciding
from .duties import ICON
from .reach import proposals_of


class ProposalsItem(MenuItem):
    """Its label says how many wait; items are shared by all requests, so it is made in time."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(owners_of(scope_of(request)))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = proposals_of(owners_of(scope_of(request))).waiting().count()
        label = _now("Propositions (%(n)s)") % {"n": count} if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.proposals.urls"))]


@hooks.register("register_admin_menu_item")
def offer_proposals() -> MenuItem:
    return ProposalsItem(
        _("Propositions"),
        reverse_lazy("proposals_admin:queue"),
        name="proposals",
        icon_name=ICON,
        order=155,
    )


@hooks.register("register_log_actions")
def name_acts(actions) -> None:
    for act, label in (
        (deciding.TAKEN, _("Proposition à l’ordre du jour")),
        (deciding.MERGED, _("Proposition regroupée")),
        (deciding.ANSWERED, _("Proposition répondue")),
        (deciding.SET_ASIDE, _("Proposition écartée")),
        (deciding.REOPENED, _("Proposition à reprendre")),
    ):
        actions.register_action(act, label, label)

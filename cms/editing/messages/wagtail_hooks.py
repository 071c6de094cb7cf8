"""« Messages » in the admin's menu, its addresses, and the words of its acts in Wagtail's log."""

from django.http import HttpRequest
from django.urls import include, path, reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.ui.sidebar import LinkMenuItem

from cms.editing.teams_only import owners_of
from sites.teams.scope import scope_of

from . import acts
from .reach import messages_of, waiting
from .screens import ICON


class MessagesItem(MenuItem):
    """Its label says how many wait; items are shared by all requests, so it is made in time."""

    def is_shown(self, request: HttpRequest) -> bool:
        return bool(owners_of(scope_of(request)))

    def render_component(self, request: HttpRequest) -> LinkMenuItem:
        count = waiting(messages_of(owners_of(scope_of(request)))).count()
        label = _now("Messages (%(n)s)") % {"n": count} if count else self.label
        return LinkMenuItem(self.name, label, self.url, icon_name=self.icon_name)


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.messages.urls"))]


@hooks.register("register_admin_menu_item")
def offer_messages() -> MenuItem:
    return MessagesItem(
        _("Messages"),
        reverse_lazy("messages_admin:inbox"),
        name="messages",
        icon_name=ICON,
        order=150,
    )


@hooks.register("register_log_actions")
def name_acts(actions) -> None:
    actions.register_action(acts.HANDLED, _("Message traité"), _("Message traité"))
    actions.register_action(acts.REOPENED, _("Message à reprendre"), _("Message à reprendre"))
    actions.register_action(acts.DELETED, _("Message supprimé"), _("Message supprimé"))

"""The way to « Convocation » from a meeting's form and from lists of pages; its addresses; its acts
in Wagtail's log (loaded by cms/editing/wagtail_hooks.py).
"""

from collections.abc import Iterator

from django.urls import include, path, reverse
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.meetings.models import MeetingPage
from cms.meetings.notices import sending
from sites.accounts.models import User

from .screens import ICON


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.notices.urls"))]


@hooks.register("register_page_header_buttons")
def offer_in_form(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from _button(page, user, 13)


@hooks.register("register_page_listing_more_buttons")
def offer_in_lists(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    yield from _button(page, user, 13)


def _button(page: Page, user: User, priority: int) -> Iterator[Button]:
    """For a meeting that is published, to who may publish it."""
    if page.specific_class is MeetingPage and page.live:
        if page.permissions_for_user(user).can_publish():
            url = reverse("notices_admin:one", args=[page.pk])
            yield Button(_now("Convocation"), url, icon_name=ICON, priority=priority)


@hooks.register("register_log_actions")
def name_acts(actions) -> None:
    actions.register_action(sending.QUEUED, _("Convocation à envoyer"), _("Convocation à envoyer"))
    stopped = _("Envoi de la convocation annulé")
    actions.register_action(sending.STOPPED, stopped, stopped)

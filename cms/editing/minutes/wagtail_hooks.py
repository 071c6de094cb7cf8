"""The addresses of « Publier un compte rendu », and the way there from a meeting's own form."""

from collections.abc import Iterator

from django.urls import include, path, reverse
from django.utils.translation import gettext as _
from wagtail import hooks
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.meetings.models import MeetingPage
from sites.accounts.models import User

from .targets import is_awaited
from .views import CHOOSE, ICON


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.minutes.urls"))]


@hooks.register("register_page_header_buttons")
def offer_word_file(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    """On a meeting that was held, for whoever writes in it."""
    meeting = page.specific if page.specific_class is MeetingPage else None
    if meeting and is_awaited(meeting):
        site = meeting.get_site()
        if site and meeting.permissions_for_user(user).can_edit():
            url = reverse("word_minutes:choose", args=[site.pk]) + f"?{CHOOSE}={meeting.pk}"
            label = _("Compte rendu d’après un document Word")
            yield Button(label, url, icon_name=ICON, priority=14)

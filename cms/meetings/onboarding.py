"""The list of meetings that every site starts with."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.models import PortalHomePage
from cms.pages.onboarding import child

from .models import MeetingIndexPage


def meeting_index(home: Page) -> Page:
    """« Séances » below ``home``: the list that is there, or a new one.

    On the portal the agenda leads to them: its menu has no place left.
    """
    title, in_menu = _("Séances et comptes rendus"), not isinstance(home, PortalHomePage)
    return child(home, MeetingIndexPage, "seances", title=title, show_in_menus=in_menu)

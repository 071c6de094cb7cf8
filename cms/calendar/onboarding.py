"""The « Agenda » that every site starts with."""

from django.utils.translation import gettext as _
from wagtail.models import Page

from cms.pages.onboarding import child

from .models import EventIndexPage

SLUG = "agenda"


def event_index(home: Page) -> Page:
    """« Agenda » below ``home``: the one that is there, or a new one."""
    return child(home, EventIndexPage, SLUG, title=_("Agenda"), show_in_menus=True)

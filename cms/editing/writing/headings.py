"""Headings of Wagtail's screens: « Ajouter : lieu », with the spaces that French has."""

from django.utils.translation import gettext as _
from wagtail.admin.views.generic.base import WagtailAdminTemplateMixin


def connect() -> None:
    """Once, when the admin is loaded."""
    WagtailAdminTemplateMixin.get_header_title = _heading


def _heading(view: WagtailAdminTemplateMixin) -> str:
    """Wagtail 8.0.1 puts an English colon there."""
    title, about = view.get_page_title(), view.get_page_subtitle()
    return _("%(title)s : %(about)s") % {"title": title, "about": about} if about else title

"""What a previewed page carries for the editor that frames it (cms/editing/previews.py)."""

from django.conf import settings
from django.forms import Media
from django.http import HttpRequest
from wagtail.admin.ui.components import Component
from wagtail.admin.userbar import ContentCheckerItem, apply_userbar_hooks


class PageChecks(ContentCheckerItem):
    """The checks as the page runs them for the editor that frames it."""

    def get_axe_spec(self, request: HttpRequest) -> dict:
        spec = super().get_axe_spec(request)
        return spec | {"allowedOrigins": [settings.WAGTAILADMIN_BASE_URL]}


class PreviewUserbar(Component):
    """Wagtail's userbar as its preview panel needs it.

    Wagtail's own asks for a person with rights, and takes the page's host for the admin's.
    """

    template_name = "wagtailadmin/userbar/base.html"

    def get_context_data(self, parent_context: dict) -> dict:
        request = parent_context["request"]
        items = [PageChecks()]
        apply_userbar_hooks(request, items, None)
        return {
            "request": request,
            "origin": settings.WAGTAILADMIN_BASE_URL,
            "items": [item.render_html(parent_context) for item in items],
            "media": sum((getattr(item, "media", Media()) for item in items), Media()),
        }

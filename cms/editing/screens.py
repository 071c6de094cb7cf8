"""The furniture of a quick form's screen: its title, and the path from the first screen to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _


def screen(
    request: HttpRequest, template: str, title: str, icon: str, status: int = 200, **context
) -> HttpResponse:
    """A page of the admin. ``template`` below templates/wagtailadmin/."""
    home = {"label": _("Accueil"), "url": reverse("wagtailadmin_home")}
    furniture = {
        "breadcrumbs_items": [home, {"label": title, "url": ""}],
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "header_buttons": (),
    }
    return render(request, f"wagtailadmin/{template}", furniture | context, status=status)

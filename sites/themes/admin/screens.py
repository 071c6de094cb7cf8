"""The furniture of a screen of the admin: title, path to it, buttons."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.admin.ui.components import Component

from sites.delivery.furniture import furniture

THEMES_ICON, LOOK_ICON = "code", "view"
Crumb = tuple[str, str]  # its words and its address


def themes_crumb() -> Crumb:
    return _("Thèmes"), reverse("themes_admin:index")


def looks_crumb() -> Crumb:
    return _("Apparence"), reverse("themes_admin:looks")


def screen(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    icon: str,
    above: tuple[Crumb, ...] = (),
    short: str = "",
    buttons: tuple[Component, ...] = (),
    **context,
) -> HttpResponse:
    """A page of the admin; ``above`` leads from its first screen to this one, called ``short``."""
    around = furniture(title, icon=icon, above=above, short=short, buttons=buttons)
    return render(request, f"wagtailadmin/themes/{template}", around | context)

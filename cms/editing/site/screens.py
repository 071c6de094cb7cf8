"""The furniture of a screen of the admin: title, path to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

from sites.delivery.furniture import furniture

SETTINGS_ICON, REDIRECTS_ICON, COUNCILS_ICON = "cog", "redirect", "group"
Crumb = tuple[str, str]  # its words and its address


def settings_url(site: Site | int) -> str:
    """Where the settings of a site are edited: Wagtail's own form, filled by settings_form.py."""
    key = site if isinstance(site, int) else site.pk
    return reverse("wagtailsettings:edit", args=("quartiers_pages", "sitesettings", key))


def settings_crumb() -> Crumb:
    return _("Réglages du site"), reverse("site_admin:index")


def screen(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    icon: str,
    above: tuple[Crumb, ...] = (),
    short: str = "",
    **context,
) -> HttpResponse:
    """A page of the admin; ``above`` leads from its first screen to this one, called ``short``."""
    around = furniture(title, icon=icon, above=above, short=short)
    return render(request, f"wagtailadmin/{template}", around | context)

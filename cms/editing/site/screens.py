"""The furniture of a screen of the admin: title, path to it."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from wagtail.models import Site

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
    crumbs = [{"label": _("Accueil"), "url": reverse("wagtailadmin_home")}]
    crumbs += [{"label": label, "url": url} for label, url in above]
    furniture = {
        "breadcrumbs_items": [*crumbs, {"label": short or title, "url": ""}],
        "page_title": title,
        "header_title": title,
        "header_icon": icon,
        "header_buttons": (),
    }
    return render(request, f"wagtailadmin/{template}", furniture | context)

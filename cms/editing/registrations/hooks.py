"""« Inscriptions » in the admin's menu and beside pages; loaded by cms/editing/wagtail_hooks.py."""

from collections.abc import Iterator

from django.http import HttpRequest
from django.urls import include, path, reverse, reverse_lazy
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _
from wagtail import hooks
from wagtail.admin.menu import MenuItem
from wagtail.admin.widgets import Button
from wagtail.models import Page

from cms.calendar.models import Registrable
from cms.editing.teams_only import owners_of
from sites.accounts.models import User
from sites.teams.scope import scope_for, scope_of

from . import acts
from .screens import ICON, TITLE


class RegistrationsItem(MenuItem):
    def is_shown(self, request: HttpRequest) -> bool:
        return bool(owners_of(scope_of(request)))


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.registrations.urls"))]


@hooks.register("register_admin_menu_item")
def offer_registrations() -> MenuItem:
    url = reverse_lazy("registrations:index")
    return RegistrationsItem(TITLE, url, name="inscriptions", icon_name=ICON, order=155)


@hooks.register("register_page_header_buttons")
def lead_from_the_form(
    page: Page, user: User, view_name: str, next_url: str | None = None
) -> Iterator[Button]:
    yield from _button(page, user, priority=13)


@hooks.register("register_page_listing_more_buttons")
def lead_from_the_list(page: Page, user: User, next_url: str | None = None) -> Iterator[Button]:
    yield from _button(page, user, priority=45)


def _button(page: Page, user: User, priority: int) -> Iterator[Button]:
    """For whoever reads registrations, on what takes them."""
    model = page.specific_class
    if not (model and issubclass(model, Registrable) and page.pk):
        return
    specific = page.specific
    if not specific.takes_registrations or not specific.registration_dates():
        return
    owners = owners_of(scope_for(user))
    if any(page.path.startswith(owner.site.root_page.path) for owner in owners):
        url = reverse("registrations:one", args=[page.pk])
        yield Button(_now("Inscriptions"), url, icon_name=ICON, priority=priority)


@hooks.register("register_log_actions")
def name_acts(actions) -> None:
    added, removed = _("Inscription ajoutée par l’équipe"), _("Inscription retirée par l’équipe")
    noted = _("Présences notées")
    actions.register_action(acts.ADDED, added, added)
    actions.register_action(acts.REMOVED, removed, removed)
    actions.register_action(acts.ATTENDANCE, noted, noted)

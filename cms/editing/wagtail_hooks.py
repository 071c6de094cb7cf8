"""What the admin shows of ours, and what its screens for pages do not check themselves."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.utils.html import format_html
from django.utils.safestring import SafeString
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.site_summary import SummaryItem
from wagtail.models import Page
from wagtail.query import PageQuerySet
from wagtail.snippets.models import register_snippet

from cms.pages.changes import SITE_IS_KEPT
from cms.pages.tree import may_move
from sites.teams.scope import scope_of

from .home import hooks as home_hooks  # noqa: F401  (it registers them)
from .isolation.narrowing import scope_files
from .isolation.things import linkable_pages
from .notices import hooks as _notices  # noqa: F401
from .onboarding import hooks as _onboarding  # noqa: F401
from .registrations import hooks as _registrations  # noqa: F401
from .scheduling import hooks as _scheduling  # noqa: F401
from .shared import SharedThings
from .site import hooks as _site  # noqa: F401

register_snippet(SharedThings)
hooks.register("construct_admin_api", scope_files, order=1000)


@hooks.register("insert_global_admin_css")
def load_styles() -> SafeString:
    return format_html('<link rel="stylesheet" href="{}">', static("admin/screens.css"))


@hooks.register("before_move_page")
def refuse_move(request: HttpRequest, page: Page, destination: Page) -> HttpResponse | None:
    """Say in words that a page keeps its site.

    Wagtail shows the confirmation, and the page's title, to anybody: the right is asked for here.
    """
    rights = page.permissions_for_user(request.user)
    if rights.can_move_to(destination):
        return None
    if rights.can_move() and not may_move(page, destination):
        messages.error(request, SITE_IS_KEPT)
        return redirect("wagtailadmin_explore", page.get_parent().pk)
    raise PermissionDenied


@hooks.register("construct_page_chooser_queryset")
def offer_what_may_be_read(pages: PageQuerySet, request: HttpRequest) -> PageQuerySet:
    """A link may lead to any site, but only to what its writer may see there."""
    return linkable_pages(scope_of(request), pages)


@hooks.register("construct_homepage_summary_items", order=1000)  # when all have added theirs
def leave_out_counters(request: HttpRequest, items: list[SummaryItem]) -> None:
    """Wagtail counts below the first page two sites have in common: everybody's pages."""
    items.clear()

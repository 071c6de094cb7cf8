"""What the admin's screens for pages do not check themselves."""

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from wagtail import hooks
from wagtail.admin import messages
from wagtail.models import Page

from .changes import SITE_IS_KEPT
from .tree import may_move


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

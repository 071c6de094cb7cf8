"""Where schedules meet Wagtail's screens for pages; loaded by cms/editing/wagtail_hooks.py."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import include, path
from django.utils.text import capfirst
from wagtail import hooks
from wagtail.admin import messages
from wagtail.admin.utils import get_valid_next_url_from_request
from wagtail.models import Page

from .menu import construct
from .schedule import scheduled_version
from .views import said_of
from .words import will_be_withdrawn

hooks.register("construct_page_action_menu", construct, order=20)  # after the review's


@hooks.register("register_admin_urls")
def add_addresses() -> list:
    return [path("", include("cms.editing.scheduling.urls"))]


@hooks.register("after_publish_page", order=1000)
def say_when(request: HttpRequest, page: Page) -> HttpResponse | None:
    """« … sera publiée le … » instead of « has been scheduled ».

    Answering here leaves out Wagtail's message, and with it the hooks that would come after it.
    """
    version = scheduled_version(page)
    if version is None:
        if page.live and page.expire_at:
            messages.info(request, capfirst(will_be_withdrawn(page.expire_at)) + ".")
        return None
    messages.success(request, said_of(page))
    is_new = "parent_page_id" in request.resolver_match.kwargs
    for after in hooks.get_hooks("after_create_page" if is_new else "after_edit_page"):
        if answer := after(request, page):
            return answer
    next_url = get_valid_next_url_from_request(request)
    return redirect(next_url or _list_of(page))


def _list_of(page: Page) -> str:
    from django.urls import reverse

    return reverse("wagtailadmin_explore", args=[page.get_parent().pk])

"""Previews leave the admin's host: rendered here, answered by the site (sites.delivery.previews).

All of Wagtail's previews (form, draft, version, review, snippet, setting) are made by one method,
after the right to see them was checked; it is wrapped there. The page beside the form and the
editor around it have two origins then, and each must know the other's to work on the checks.
"""

from collections.abc import Callable
from functools import wraps
from io import BytesIO
from typing import cast
from urllib.parse import urlsplit

from django.core.handlers.wsgi import WSGIRequest
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.cache import add_never_cache_headers
from django.utils.translation import gettext as _
from wagtail.admin.ui.side_panels import BaseSidePanel, ChecksSidePanel, PreviewSidePanel
from wagtail.models import Page, PreviewableMixin, Site

from sites.accounts.models import User
from sites.councils.hosts import Kind, resolve, table
from sites.delivery import previews

# What Wagtail would copy from the editor's request. A page is previewed as its readers see it, and
# a site's host must learn nothing that opens the admin.
PERSONAL = ("HTTP_COOKIE", "HTTP_AUTHORIZATION")


def connect() -> None:
    PreviewableMixin.make_preview_request = _answered_by_site(PreviewableMixin.make_preview_request)
    PreviewSidePanel.get_context_data = _framing_site(PreviewSidePanel.get_context_data)
    ChecksSidePanel.get_axe_configuration = _reaching_site(ChecksSidePanel.get_axe_configuration)


def _answered_by_site(make: Callable) -> Callable:
    @wraps(make)
    def make_and_redirect(
        thing, original_request=None, preview_mode=None, extra_request_attrs=None
    ):
        if original_request is None:  # asked by code: no browser reads the answer
            return make(thing, None, preview_mode, extra_request_attrs)
        site = site_of(thing)
        if site is None:
            return without_preview(original_request, _("Cette page n’est sur aucun site."))
        reader = _as_reader(original_request, site)
        answer = make(thing, reader, preview_mode, extra_request_attrs)
        return _hand_over(answer, site, original_request)

    return make_and_redirect


def _hand_over(answer: HttpResponse, site: Site, request: HttpRequest) -> HttpResponse:
    editor = cast(User, request.user)  # Wagtail has asked for a right
    try:
        response = HttpResponseRedirect(previews.keep(answer, site, editor))
    except previews.TooLong:
        return without_preview(request, _("Cette page est trop longue pour un aperçu."))
    add_never_cache_headers(response)
    return response


def without_preview(request: HttpRequest, reason: str) -> HttpResponse:
    return render(request, "wagtailadmin/previews/none.html", {"reason": reason})


def site_of(thing: object) -> Site | None:
    """The site whose host answers the preview of ``thing``, as a page or otherwise.

    What is no page (a setting, a snippet) shows on its own site, or on the portal if all share it.
    """
    if address := getattr(thing, "full_url", None):
        return _known(urlsplit(address).hostname)
    if isinstance(thing, Page):
        return None
    if isinstance(own := getattr(thing, "site", None), Site):
        return _known(own.hostname.lower())
    portal = table().portal
    return portal.site if portal else None


def _known(hostname: str | None) -> Site | None:
    entry = resolve(hostname or "")
    return entry.site if entry and entry.kind is Kind.SITE else None


def _as_reader(request: HttpRequest, site: Site) -> WSGIRequest:
    """``request`` as if somebody without a session had sent it to ``site``."""
    address = urlsplit(site.root_url)
    meta = {name: value for name, value in request.META.items() if name not in PERSONAL}
    meta |= {"HTTP_HOST": address.netloc, "wsgi.url_scheme": address.scheme}
    return WSGIRequest(meta | {"REQUEST_METHOD": "GET", "wsgi.input": BytesIO()})


# The editor's side ------------------------------------------------------------------------------


def _framing_site(get_context_data: Callable) -> Callable:
    @wraps(get_context_data)
    def allow_and_get(panel: PreviewSidePanel, parent_context: dict) -> dict:
        panel.request.frames = _origins(panel)  # for SecurityHeadersMiddleware
        return get_context_data(panel, parent_context)

    return allow_and_get


def _reaching_site(get_axe_configuration: Callable) -> Callable:
    @wraps(get_axe_configuration)
    def get_with_origins(panel: ChecksSidePanel) -> dict | None:
        configuration = get_axe_configuration(panel)
        if configuration and (origins := _origins(panel)):
            configuration["spec"]["allowedOrigins"] = origins
        return configuration

    return get_with_origins


def _origins(panel: BaseSidePanel) -> list[str]:
    """The origin of what ``panel`` previews; one that is not saved yet goes below its parent."""
    thing = panel.object
    if isinstance(thing, Page) and not thing.pk:
        parent = panel.request.resolver_match.kwargs.get("parent_page_id")
        thing = Page.objects.filter(pk=parent).first()
    site = site_of(thing) if thing else None
    return [site.root_url] if site else []

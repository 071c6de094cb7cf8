"""Every page is made in what its site wears, and a broken theme never takes a site down."""

import logging
from collections.abc import Callable

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse

from sites.councils.hosts import Kind

from . import live, previewing
from .stack import Stack, base, take_off, wear
from .wardrobe import stack_of

logger = logging.getLogger(__name__)
SAFE = ("GET", "HEAD")


class ThemeMiddleware:
    """Stands right behind the gate, which says which site the request is for."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if request.host_entry.kind is not Kind.SITE:
            return self.get_response(request)
        preview = previewing.stack_for(request)
        stack = preview or live.stack_for(request.site.pk) or stack_of(request.site.pk)
        response = self.answer(request, stack)
        if preview:
            previewing.keep_private(response)
        return response

    def answer(self, request: HttpRequest, stack: Stack) -> HttpResponse:
        response = self.made_in(request, stack)
        if response.status_code == 500 and not stack.is_base and request.method in SAFE:
            if isinstance(getattr(request, "failure", None), OperationalError | InterfaceError):
                return response
            return self.without_theme(request, stack, response)
        return response

    def without_theme(
        self, request: HttpRequest, stack: Stack, failed: HttpResponse
    ) -> HttpResponse:
        """The same page in the base theme: a GET changes nothing, so it may be asked for again."""
        response = self.made_in(request, base())
        if response.status_code == 500:
            return failed  # the fault is not the theme's
        logger.error("theme %s fails on %s: shown without it", stack, request.path)
        return response

    def made_in(self, request: HttpRequest, stack: Stack) -> HttpResponse:
        token = wear(stack)
        try:
            return self.get_response(request)
        finally:
            take_off(token)

    @staticmethod
    def process_exception(request: HttpRequest, exception: Exception) -> None:
        request.failure = exception  # type: ignore[attr-defined]

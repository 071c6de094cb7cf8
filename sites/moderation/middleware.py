"""Whoever is suspended from everywhere is nobody to every view, whatever session they hold."""

from collections.abc import Callable

from django.contrib.auth.models import AnonymousUser
from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from .sanctions import active


class SuspensionMiddleware:
    """After AuthenticationMiddleware; asks nothing unless a view asks who is there.

    The sessions are deleted in the decision's transaction already. This is for what would outlive
    that: a session made in the same moment, a suspension that begins later.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        user = request.user
        shown = SimpleLazyObject(lambda: AnonymousUser() if active(user) else user)
        request.user = shown  # type: ignore[assignment]
        return self.get_response(request)

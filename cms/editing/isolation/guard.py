"""Holds every request of the admin against the table, before its view is asked."""

from collections.abc import Callable

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.http.request import QueryDict

from sites.councils.hosts import Kind
from sites.teams.scope import Scope, scope_of

from . import narrowing
from .current import answering
from .table import RULES, Rule

ADMIN = "/admin/"


class IsolationMiddleware:
    """Only on the admin's host; after whoever asks is known. An administrator passes.

    Whoever is not signed in passes too: Wagtail shows them the way in.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]):
        self.get_response = get_response
        narrowing.connect()

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not _is_admin(request):
            return self.get_response(request)
        with answering(request):
            return self.get_response(request)

    def process_view(self, request: HttpRequest, view, args, kwargs) -> None:
        if not _is_admin(request) or settings.SESSION_COOKIE_NAME not in request.COOKIES:
            return
        if not request.user.is_authenticated:
            return
        scope = scope_of(request)
        if scope.is_administrator:
            return
        match = request.resolver_match
        rule = RULES.get(match.view_name) if match else None
        if rule is None or not allows(rule, scope, kwargs, request.GET):
            raise Http404


def _is_admin(request: HttpRequest) -> bool:
    return request.host_entry.kind is Kind.ADMIN and request.path_info.startswith(ADMIN)


def allows(rule: Rule, scope: Scope, path: dict, query: QueryDict) -> bool:
    """Whether somebody with ``scope`` may ask for an address with these parameters."""
    if rule.for_administrators:
        return scope.is_administrator
    if rule.asks_itself:
        return True
    for name, value in path.items():
        check = rule.path.get(name)
        if check is None or not check(scope, value, path):
            return False
    return all(
        check(scope, value, path)
        for name, check in rule.query.items()
        for value in query.getlist(name)
        if value != "all"  # narrowed to what is somebody's own: narrowing.py
    )

"""The request of the admin that is being answered, for code that Wagtail calls without it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from django.http import HttpRequest

from sites.teams.scope import Scope, scope_of

_request: ContextVar[HttpRequest | None] = ContextVar("request of the admin", default=None)


@contextmanager
def answering(request: HttpRequest) -> Iterator[None]:
    token = _request.set(request)
    try:
        yield
    finally:
        _request.reset(token)


def scope_now() -> Scope | None:
    """Whose eyes the admin is seen with; None outside it (a command, a public page)."""
    request = _request.get()
    return scope_of(request) if request is not None else None


def limited_scope() -> Scope | None:
    """The same, None for an administrator too: whoever gets a scope here must be limited to it."""
    scope = scope_now()
    return None if scope is None or scope.is_administrator else scope

"""Django's check against forged forms, for views that answer it themselves: a plain refusal would
lose what somebody typed.
"""

from django.http import HttpRequest, HttpResponse
from django.middleware.csrf import CsrfViewMiddleware


class OwnCheck(CsrfViewMiddleware):
    """Django's check of forms, which says what it would refuse instead of answering."""

    def _reject(self, request, reason):
        return reason


def is_foreign(request: HttpRequest) -> bool:
    """Whether the form did not come, with its token, from a page of this site."""
    check = OwnCheck(lambda request: HttpResponse())
    return check.process_view(request, None, (), {}) is not None  # type: ignore[arg-type]

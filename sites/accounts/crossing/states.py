"""The state: a cookie that says « the browser that comes back is the one that left »."""

import hashlib
import re
import secrets

from django.conf import settings
from django.http import HttpRequest, HttpResponse

BYTES = 32
LASTS = 3600  # seconds: a mail may be slow to come
_STATE = re.compile("[A-Za-z0-9_-]{43}")


def state_of(request: HttpRequest) -> str:
    """The browser's state on this host; empty when it has none."""
    state = request.COOKIES.get(settings.STATE_COOKIE_NAME, "")
    return state if _STATE.fullmatch(state) else ""


def new_state() -> str:
    return secrets.token_urlsafe(BYTES)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode(errors="replace")).hexdigest()


def give(response: HttpResponse, state: str) -> None:
    """Let the browser keep ``state``, for this host only."""
    response.set_cookie(
        settings.STATE_COOKIE_NAME,
        state,
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def take(response: HttpResponse) -> None:
    """Let the browser forget it."""
    response.delete_cookie(settings.STATE_COOKIE_NAME, samesite="Lax")

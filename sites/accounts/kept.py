"""What was typed before a sign-in is there after it.

A form that is sent without a session is put aside here; the browser is given a key of its own (a
cookie of that host, for a day), goes to sign in, and finds its words again in the same form.
"""

import hashlib
import re
import secrets
from datetime import timedelta

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import timezone

from sites.delivery.network import network_of

from .limits import Limit
from .models import KeptText
from .sign_ins import hostname

LASTS = timedelta(days=1)
LONGEST = 200_000  # characters of all fields together
KEPT = Limit("kept-texts", allowed=20, seconds=3600)  # for each network: anybody may ask
MOST = 2000  # at once in an install: networks are cheap (IPv6), 400 MB are enough
_KEY = re.compile("[A-Za-z0-9_-]{43}")


def keep(request: HttpRequest, fields: dict[str, str]) -> str | None:
    """Put ``fields`` of the form at this path aside; its key, or None when it is too much."""
    too_long = sum(map(len, fields.values())) > LONGEST
    if too_long or KEPT.take(network_of(request)):
        return None
    forget(request)
    if KeptText.objects.count() >= MOST:
        return None
    key = secrets.token_urlsafe(32)
    KeptText.objects.create(
        digest=_digest(key),
        host=hostname(request),
        path=request.path,
        fields=fields,
        expires_at=timezone.now() + LASTS,
    )
    return key


def give(response: HttpResponse, key: str) -> None:
    """Let the browser hold the key."""
    response.set_cookie(
        settings.KEPT_COOKIE_NAME,
        key,
        max_age=int(LASTS.total_seconds()),
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def typed(request: HttpRequest) -> dict[str, str]:
    """What this browser had typed into the form at this path; empty for all others."""
    found = _of(request)
    kept = found.filter(path=request.path, expires_at__gt=timezone.now()).first() if found else None
    return kept.fields if kept else {}


def forget(request: HttpRequest) -> None:
    """It was sent, or something else is kept instead."""
    if found := _of(request):
        found.delete()


def take(response: HttpResponse) -> None:
    """Let the browser forget the key."""
    response.delete_cookie(settings.KEPT_COOKIE_NAME, samesite="Lax")


def purge() -> int:
    """Delete what nobody came back for; returns how many."""
    return KeptText.objects.filter(expires_at__lte=timezone.now()).delete()[0]


def _of(request: HttpRequest):
    key = request.COOKIES.get(settings.KEPT_COOKIE_NAME, "")
    if not _KEY.fullmatch(key):
        return None
    return KeptText.objects.filter(digest=_digest(key), host=hostname(request))


def _digest(key: str) -> str:
    return hashlib.sha256(key.encode()).hexdigest()

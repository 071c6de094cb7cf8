"""Previews are answered by the site they were rendered for, never by the admin's host.

A theme's scripts run in a previewed page; on the admin's origin they would act as the editor. The
admin keeps the answer here and sends the browser to ``/apercu/<key>/`` of the site. The key is the
whole right to see it: the site asks for no session, which its host does not have.
"""

import hashlib
import secrets
from datetime import timedelta

from csp.constants import HEADER as CSP
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.http import require_safe
from wagtail.models import Site

from sites.accounts.models import User

from .models import Preview

KEY_BYTES = 32
LIFETIME = timedelta(seconds=60)
MOST_BYTES = 2 * 1024 * 1024
MOST_KEPT = 20  # for each person: a refresh every half second, and the windows beside it

HEADERS = {
    "Cache-Control": "private, no-store",
    "X-Robots-Tag": "noindex",
    "Referrer-Policy": "no-referrer",  # the address is the key
}


class TooLong(ValueError):
    """An answer of more than ``MOST_BYTES``."""


def keep(answer: HttpResponse, site: Site, owner: User) -> str:
    """Keep ``answer`` for a minute; the address of ``site`` that hands it out."""
    if len(answer.content) > MOST_BYTES:
        raise TooLong
    make_room(owner)
    key = secrets.token_urlsafe(KEY_BYTES)
    Preview.objects.create(
        digest=digest(key),
        site=site,
        owner=owner,
        expires_at=timezone.now() + LIFETIME,
        status=answer.status_code,
        content_type=answer.get("Content-Type", ""),
        policy=answer.get(CSP, ""),
        content=answer.content,
    )
    return site.root_url + reverse("preview", args=[key], urlconf=settings.ROOT_URLCONF)


def make_room(owner: User) -> None:
    """Leave fewer than ``MOST_KEPT``; what has expired goes by the routine."""
    theirs = Preview.objects.filter(owner=owner).order_by("-expires_at")
    oldest = list(theirs.values_list("pk", flat=True)[MOST_KEPT - 1 :])
    if oldest:
        Preview.objects.filter(pk__in=oldest).delete()


def find(key: str, site: Site | None) -> Preview | None:
    """What ``key`` opens on ``site``, if it has not expired."""
    return Preview.objects.fresh().filter(pk=digest(key), site=site).first()


def digest(key: str) -> str:
    return hashlib.sha256(key.encode(errors="replace")).hexdigest()


def purge() -> int:
    """Delete what has expired; returns how many."""
    return Preview.objects.expired().delete()[0]


@require_safe
def show(request: HttpRequest, key: str) -> HttpResponse:
    """``/apercu/<key>/``: the page an editor is working on, for the admin's frame or a window."""
    request.is_preview = True  # the words of a refusal are read in the same frame
    kept = find(key, request.site)
    response = kept.answer() if kept else render(request, "errors/preview.html", status=404)
    for name, value in HEADERS.items():
        response[name] = value
    return response

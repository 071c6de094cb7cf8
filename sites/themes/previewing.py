"""Seeing a theme on the real site before anybody else does, by a signed link."""

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.urls import reverse
from wagtail.models import Site

from .checking import dangers
from .models import Look, Release
from .stack import Stack, base
from .wardrobe import Broken, stack

COOKIE = "theme-preview"
LINK_AGE = 7 * 24 * 3600  # seconds: a link may be sent to a council by mail
COOKIE_AGE = 4 * 3600
SALT = "quartiers.themes.preview"
COOKIE_SALT = "quartiers.themes.preview.cookie"  # a cookie is no link that could be passed on


def link(site: Site, release: Release | None) -> str:
    """An address that shows ``site`` in ``release`` (None: the base theme) to whoever opens it."""
    return f"{site.root_url}{reverse('theme_preview', args=[token(site.pk, release)])}"


def token(site_id: int, release: Release | None) -> str:
    return signing.dumps([site_id, release.pk if release else None], salt=SALT)


def cookie(site_id: int, release_id: int | None) -> str:
    """What the browser of whoever tries a theme holds."""
    return signing.dumps([site_id, release_id], salt=COOKIE_SALT)


def read(text: str, site_id: int, age: int, salt: str = SALT) -> list | None:
    """What a token stands for on this site; None when it is forged, too old or another site's."""
    try:
        told = signing.loads(text, salt=salt, max_age=age)
    except signing.BadSignature:
        return None
    return told if told[0] == site_id else None


def start(response: HttpResponse, site_id: int, release_id: int | None) -> None:
    """Let the browser that gets ``response`` see the theme for some hours."""
    response.set_cookie(
        COOKIE,
        cookie(site_id, release_id),
        max_age=COOKIE_AGE,
        httponly=True,
        samesite="Lax",
        secure=settings.SESSION_COOKIE_SECURE,
    )


def stop(response: HttpResponse) -> None:
    response.delete_cookie(COOKIE, samesite="Lax")


def stack_for(request: HttpRequest) -> Stack | None:
    """What the reader asked to see; None for everybody else."""
    if COOKIE not in request.COOKIES:
        return None
    told = read(request.COOKIES[COOKIE], request.site.pk, COOKIE_AGE, COOKIE_SALT)
    if told is None:
        return None
    release = Release.objects.filter(pk=told[1]).first()
    if told[1] and not release:
        return None
    try:
        if release and dangers(release):
            return None
        # With the site's own colours and logo, as it would be after switching.
        worn = stack(release, _differences(request.site)) if release else base()
    except Broken:
        return None
    request.theme_preview = str(release or worn.top.manifest)  # type: ignore[attr-defined]
    return worn


def _differences(site: Site) -> dict:
    kept = Look.objects.filter(site_id=site.pk).values_list("differences", flat=True).first()
    return kept or {}


def keep_private(response: HttpResponse) -> None:
    """No cache between us and the reader may show this to anybody else."""
    response["Cache-Control"] = "private, no-store"

"""Signing out over there as well: OpenID Connect RP-Initiated Logout 1.0.

Asked for by FranceConnect and ProConnect: on a shared computer, the next person would else find
the provider's session open. The id_token, which says nothing but who and when, stays in the session
for that; it ends with it.
"""

from secrets import token_urlsafe
from urllib.parse import urlencode

from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse

from sites.councils.hosts import table

from . import metadata
from .errors import IdentityError
from .exchange import Identity

KEY = "identity_out"
RANDOM = 32  # bytes


def remember(request: HttpRequest, identity: Identity) -> None:
    """Keep what it takes to sign out at the provider of ``identity`` ."""
    request.session[KEY] = {"provider": identity.provider, "id_token": identity.id_token}


def address(request: HttpRequest) -> str:
    """Where to go on to after signing out here; empty when there is no need. Ask it *before*.

    ``state`` comes back and is not looked at: coming back does nothing, whoever asks for it.
    """
    kept = request.session.get(KEY) or {}
    provider = next(
        (p for p in settings.IDENTITY_PROVIDERS if p.name == kept.get("provider")), None
    )
    if provider is None:
        return ""
    try:
        end = metadata.of(provider).end_session
    except IdentityError:
        return ""  # signing out here must work while they are away
    if not end:
        return ""
    fields = {
        "id_token_hint": kept["id_token"],
        "state": token_urlsafe(RANDOM),
        "post_logout_redirect_uri": table().portal_url + reverse("accounts:identity_left"),
    }
    return f"{end}{'&' if '?' in end else '?'}{urlencode(fields)}"

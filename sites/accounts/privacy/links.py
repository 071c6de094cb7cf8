"""Addresses that undo a closing: signed, for one closing, worth nothing once it is over."""

from django.conf import settings
from django.core import signing
from django.urls import reverse

from sites.accounts.models import Closure
from sites.councils.hosts import table

SALT = "quartiers.privacy.undo"


def undo_path(closure: Closure) -> str:
    """Where the portal undoes ``closure``; whoever holds it can, so it goes to its holder only."""
    stamp = int(closure.asked_at.timestamp() * 1000)
    key = signing.Signer(salt=SALT).sign_object([closure.pk, closure.user_id, stamp])
    return reverse("accounts:undo_erasure", args=[key], urlconf=settings.ROOT_URLCONF)


def undo_url(closure: Closure) -> str:
    return table().portal_url + undo_path(closure)


def read(key: str) -> Closure | None:
    """The closing that ``key`` undoes; None for a forged key or one that is over."""
    try:
        pk, user_id, stamp = signing.Signer(salt=SALT).unsign_object(key)
    except (signing.BadSignature, ValueError, TypeError):  # forged, or not ours
        return None
    closure = Closure.objects.select_related("user").filter(pk=pk, user=user_id).first()
    if closure is None or int(closure.asked_at.timestamp() * 1000) != stamp:
        return None
    return closure

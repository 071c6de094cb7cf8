"""Codes of an authenticator app (TOTP, RFC 6238): each is taken once, a step early or late.

Allauth remembers used codes in the cache, which may be away or another process's: here the row
itself remembers the last step that was taken, under a lock. Nothing older is taken after it.
"""

import time
from typing import Any

from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import format_hotp_value, generate_totp_secret, hotp_value
from django.db import transaction
from django.http import HttpRequest
from django.utils.crypto import constant_time_compare

from sites.accounts.models import User

from . import sealing

TYPE = Authenticator.Type.TOTP
SECRET = "app_secret"  # noqa: S105 - a key of the session
NEVER = -1


def is_tied(user: User) -> bool:
    """Whether ``user`` has an app."""
    return Authenticator.objects.filter(user=user, type=TYPE).exists()


def secret_to_show(request: HttpRequest) -> str:
    """The key this session proposes (base32), the same until an app has been tied to it."""
    secret = sealing.unseal(request.session.get(SECRET, ""))
    if not secret:
        secret = generate_totp_secret()
        request.session[SECRET] = sealing.seal(secret)
    return secret


def in_groups(secret: str) -> str:
    """The key as somebody types it from the screen: groups of four."""
    return " ".join(secret[i : i + 4] for i in range(0, len(secret), 4))


def address(user: User, secret: str) -> str:
    """The ``otpauth:`` address that the QR code holds."""
    return get_adapter().build_totp_url(user, secret)


def step_of(secret: str, typed: str) -> int | None:
    """The time step whose code ``typed`` is, near enough to now; None when there is none."""
    code = "".join(char for char in typed if char.isdigit() and char.isascii())
    now = int(time.time()) // app_settings.TOTP_PERIOD
    tolerated = range(now - app_settings.TOTP_TOLERANCE, now + app_settings.TOTP_TOLERANCE + 1)
    for step in tolerated:
        if constant_time_compare(code, format_hotp_value(hotp_value(secret, step))):
            return step
    return None


def tie(request: HttpRequest, user: User, typed: str) -> Authenticator | None:
    """Tie the app that shows ``typed`` to the account; None when the code is wrong."""
    secret = secret_to_show(request)
    step = step_of(secret, typed)
    if step is None:
        return None
    data: dict[str, Any] = {"secret": get_adapter().encrypt(secret), "last_step": step}
    row, made = Authenticator.objects.get_or_create(user=user, type=TYPE, defaults={"data": data})
    request.session.pop(SECRET, None)
    return row if made else None  # another browser was quicker, with a key of its own


@transaction.atomic
def use(user: User, typed: str) -> Authenticator | None:
    """Take the code ``typed``; the app's row, or None for a wrong or a used one."""
    row = Authenticator.objects.select_for_update().filter(user=user, type=TYPE).first()
    secret = get_adapter().decrypt(row.data["secret"]) if row else ""
    step = step_of(secret, typed) if secret else None
    if row is None or step is None or step <= row.data.get("last_step", NEVER):
        return None
    row.data["last_step"] = step
    row.save(update_fields=["data"])
    return row

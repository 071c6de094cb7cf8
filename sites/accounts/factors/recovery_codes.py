"""Recovery codes: ten, each good for one sign-in, for when phone and computer are lost.

Kept as password hashes (a code has 45 bits) in allauth's row of the person; a code is struck out
under a lock on that row. The plain codes live in the session, sealed, until they are noted down.
"""

import json
import secrets
from datetime import timedelta

from allauth.mfa.models import Authenticator
from django.contrib.auth.hashers import check_password, make_password
from django.db import transaction
from django.http import HttpRequest
from django.utils import timezone
from django.utils.dateparse import parse_datetime

from sites.accounts.models import User

from . import sealing

HOW_MANY, LENGTH = 10, 9
ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789"  # no i, l, o, 0, 1: they are mistaken for each other
PLACES = ALPHABET[:HOW_MANY]  # the first sign of a code says which hash it is: one is computed
TO_NOTE = "recovery_codes_to_note"
SHOWN_FOR = timedelta(minutes=30)
TYPE = Authenticator.Type.RECOVERY_CODES


def row_of(user: User) -> Authenticator | None:
    """Allauth's row for the codes of ``user``."""
    return Authenticator.objects.filter(user=user, type=TYPE).first()


def left(row: Authenticator | None) -> int:
    """How many codes are still good."""
    return len(row.data["hashes"]) if row else 0


def are_noted(row: Authenticator | None) -> bool:
    """Whether the person has said that they kept the codes."""
    return bool(row and row.data.get("noted"))


def make(request: HttpRequest, user: User) -> Authenticator:
    """New codes in place of the old ones; the session shows them until they are noted."""
    codes = [place + _random(LENGTH) for place in PLACES]
    data = {"hashes": {code[0]: make_password(code) for code in codes}, "noted": False}
    row, _made = Authenticator.objects.update_or_create(
        user=user, type=TYPE, defaults={"data": data, "created_at": timezone.now()}
    )
    told = {"codes": codes, "until": (timezone.now() + SHOWN_FOR).isoformat(), "of": user.pk}
    request.session[TO_NOTE] = sealing.seal(json.dumps(told))
    return row


def to_note(request: HttpRequest) -> list[str]:
    """The codes as the person writes them down (« abcde-fghjk »), while they may be shown."""
    told = json.loads(sealing.unseal(request.session.get(TO_NOTE, "")) or "{}")
    until = parse_datetime(told.get("until", ""))
    if told.get("of") != request.user.pk or not until or until < timezone.now():
        return []
    return [f"{code[:5]}-{code[5:]}" for code in told["codes"]]


def noted(request: HttpRequest) -> None:
    """The person has kept the codes: they are never shown again."""
    request.session.pop(TO_NOTE, None)
    with transaction.atomic():
        row = Authenticator.objects.select_for_update().filter(user=request.user, type=TYPE).first()
        if row:
            row.data["noted"] = True
            row.save(update_fields=["data"])


@transaction.atomic
def use(user: User, typed: str) -> Authenticator | None:
    """Strike out the code ``typed``; the row, or None when it is no code (any more)."""
    code = "".join(char for char in typed.lower() if char in ALPHABET)
    row = Authenticator.objects.select_for_update().filter(user=user, type=TYPE).first()
    hashed = row.data["hashes"].get(code[:1]) if row else None
    if not row or not hashed or not check_password(code, hashed):
        return None
    del row.data["hashes"][code[0]]
    row.save(update_fields=["data"])
    return row


def _random(length: int) -> str:
    return "".join(secrets.choice(ALPHABET) for _ in range(length))

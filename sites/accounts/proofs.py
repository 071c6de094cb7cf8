"""Proving an e-mail address: a code to type, or a link to open, mailed to it.

The code is for the browser that asked, which knows which proof it belongs to; the link, which is
long enough to stand alone, may be opened anywhere. Both are kept as digests. A code bears five
tries, and both end after ten minutes (ASVS 5.0, 6.5.5 and 6.6).
"""

import hashlib
import hmac
import secrets
import unicodedata
from dataclasses import dataclass
from datetime import timedelta
from enum import Enum

from django.conf import settings
from django.db import transaction
from django.db.models import F
from django.utils import timezone

from .models import Proof, User

DIGITS = 6
TRIES = 5
TOKEN_BYTES = 32
LASTS = timedelta(minutes=10)
KEPT = timedelta(days=1)


class Outcome(Enum):
    """What became of a code that was typed."""

    RIGHT = "right"
    WRONG = "wrong"
    OVER = "over"  # used, expired, or tried too often: only a new one helps


@dataclass(frozen=True)
class Sealed:
    """A new proof, with what only its mail may say."""

    proof: Proof
    code: str
    token: str


def issue(
    purpose: str,
    email: str,
    *,
    user: User | None = None,
    query: str = "",
    lasts: timedelta = LASTS,
) -> Sealed:
    """A proof of ``email``; the caller mails it. ``query`` is where the person was going."""
    code = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    token = secrets.token_urlsafe(TOKEN_BYTES)
    proof = Proof.objects.create(
        purpose=purpose,
        email=email.lower(),
        user=user,
        code=_code_digest(code, token_digest(token)),
        link=token_digest(token),
        query=query,
        expires_at=timezone.now() + lasts,
    )
    return Sealed(proof, code, token)


@transaction.atomic
def try_code(pk: int, purpose: str, typed: str) -> tuple[Outcome, Proof | None]:
    """Try a code; the right one uses its proof up. Counted under a lock, so five are five."""
    locked = Proof.objects.select_for_update().open().filter(pk=pk, purpose=purpose)
    proof = locked.filter(tries__lt=TRIES).first()
    if proof is None:
        return Outcome.OVER, None
    if not hmac.compare_digest(proof.code, _code_digest(digits_of(typed), proof.link)):
        Proof.objects.filter(pk=pk).update(tries=F("tries") + 1)
        return (Outcome.WRONG if proof.tries + 1 < TRIES else Outcome.OVER), None
    use(proof)
    return Outcome.RIGHT, proof


def by_link(token: str, purpose: str) -> Proof | None:
    """The open proof whose link holds ``token``; opening it changes nothing, see ``use``."""
    return Proof.objects.open().filter(link=token_digest(token), purpose=purpose).first()


def use(proof: Proof) -> bool:
    """Use ``proof`` up; False when somebody was quicker."""
    return bool(Proof.objects.open().filter(pk=proof.pk).update(used_at=timezone.now()))


def end(pk: int) -> None:
    """Nothing opens with this proof any more."""
    Proof.objects.open().filter(pk=pk).update(used_at=timezone.now())


def digits_of(typed: str) -> str:
    """« 123 456 » as 123456; digits of any script are digits."""
    return "".join(str(unicodedata.decimal(c)) for c in typed if c.isdecimal())


def purge() -> int:
    """Delete what has been over for a day; returns how many."""
    return Proof.objects.filter(expires_at__lte=timezone.now() - KEPT).delete()[0]


def token_digest(token: str) -> str:
    return hashlib.sha256(token.encode(errors="replace")).hexdigest()


def _code_digest(code: str, link: str) -> str:
    """Keyed, for six digits are soon tried; and bound to its own proof."""
    key = f"proof\0{settings.SECRET_KEY}".encode()
    return hmac.new(key, f"{link}\0{code}".encode(), hashlib.sha256).hexdigest()

"""A code mailed to the address that goes with an identity, to know that the person reads it."""

from secrets import randbelow

from django.http import HttpRequest
from django.utils.crypto import constant_time_compare, salted_hmac

from sites.accounts.guard import HOUR, MINUTE
from sites.accounts.limits import Limit
from sites.delivery.network import network_of
from sites.notifications import outbox

from . import pending
from .flows import label_of
from .pending import Pending

DIGITS = 6
ADDRESS = Limit("identity-code-address", 5, HOUR)
NETWORK = Limit("identity-code-network", 20, HOUR)
TRIES = Limit("identity-code-tries", 5, 15 * MINUTE)


def send(request: HttpRequest, waiting: Pending, email: str) -> int:
    """Mail a new code to ``email``; seconds to wait when there were too many, else 0."""
    wait = NETWORK.take(network_of(request)) or ADDRESS.take(email.casefold())
    if wait:
        return wait
    code = f"{randbelow(10**DIGITS):0{DIGITS}}"
    outbox.post("identity_code", email, {"code": code, "label": label_of(waiting.provider)})
    pending.change(request, waiting, email=email, proof="", digest=_digest(waiting, email, code))
    return 0


def check(request: HttpRequest, waiting: Pending, typed: str) -> bool:
    """Whether ``typed`` is the code, which is good once; a few tries, counted in the database."""
    if TRIES.take(waiting.key):
        return False
    digits = "".join(c for c in typed if c.isascii() and c.isdigit())
    if not waiting.digest or not constant_time_compare(
        waiting.digest, _digest(waiting, waiting.email, digits)
    ):
        return False
    TRIES.forget(waiting.key)
    pending.change(request, waiting, proof=pending.CODE, digest="")
    return True


def is_locked(waiting: Pending) -> bool:
    """Whether the code cannot be tried any more: another one does not help before it is time."""
    return TRIES.wait(waiting.key) > 0


def _digest(waiting: Pending, email: str, code: str) -> str:
    text = "\0".join((waiting.key, waiting.uid, email, code))
    return salted_hmac("sites.accounts.identities", text, algorithm="sha256").hexdigest()

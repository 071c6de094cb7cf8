"""A code of six digits sent to the person's address: for a confirmation, for a recovery.

``sites.accounts.proofs`` keeps and counts it; it is of use in the session that asked for it only.
"""

from django.http import HttpRequest

from sites.accounts import devices, proofs
from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.delivery.network import network_of
from sites.notifications import outbox

CONFIRM, RECOVERY = "confirm", "recovery"  # purposes
SENT = Limit("mailed-code-sent", 5, 60 * 60)
# Wrong ones, whatever network they come from: who holds a session may hold many networks, too.
GUESSED = Limit("mailed-code-guessed", 30, 24 * 60 * 60)


def send(request: HttpRequest, user: User, purpose: str) -> int:
    """Send a code for ``purpose``; seconds to wait if too many were sent, 0 when it is sent.

    The mail is ``mail/<purpose>_code.txt``.
    """
    wait = GUESSED.wait(purpose, str(user.pk))
    if wait := wait or SENT.take(purpose, str(user.pk), network_of(request)):
        return wait
    sealed = proofs.issue(purpose, user.email, user=user)
    request.session[_key(purpose)] = [user.pk, sealed.proof.pk]
    minutes = int(proofs.LASTS.total_seconds() // 60)
    context = {"code": sealed.code, "minutes": minutes, "asked_from": devices.name_of(request)}
    outbox.post(f"{purpose}_code", user.email, context, person=user, expires_in=proofs.LASTS)
    return 0


def is_waited_for(request: HttpRequest, user: User, purpose: str) -> bool:
    """Whether this session has sent a code to ``user``."""
    return _proof(request, user, purpose) is not None


def take(request: HttpRequest, user: User, purpose: str, typed: str) -> bool:
    """Whether ``typed`` is the code that was sent; it is good once, and bears five tries."""
    pk = _proof(request, user, purpose)
    if pk is None or GUESSED.wait(purpose, str(user.pk)):
        return False
    outcome, _proof_used = proofs.try_code(pk, purpose, typed)
    if outcome is not proofs.Outcome.WRONG:
        request.session.pop(_key(purpose), None)
    if outcome is not proofs.Outcome.RIGHT:
        GUESSED.take(purpose, str(user.pk))
    return outcome is proofs.Outcome.RIGHT


def _proof(request: HttpRequest, user: User, purpose: str) -> int | None:
    known = request.session.get(_key(purpose))
    return known[1] if known and known[0] == user.pk else None


def _key(purpose: str) -> str:
    return f"mailed_code_{purpose}"

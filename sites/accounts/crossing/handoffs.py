"""Writing a hand-off down, and changing its code into a session: once."""

import secrets
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone

from sites.accounts.models import HandOff

from .demands import Demand
from .states import digest

CODE_BYTES = 32
LASTS = timedelta(seconds=60)
KEPT = timedelta(
    hours=1
)  # used and expired ones: so that a second use is told from an invented one


@dataclass(frozen=True)
class Refused:
    """``reason`` is for the journal; ``used`` the hand-off that had been used before, if any."""

    reason: str
    used: HandOff | None = None


def issue(sign_in: int, demand: Demand) -> str:
    """A code for ``demand``: the whole right to enter its host as the person of the sign-in."""
    code = secrets.token_urlsafe(CODE_BYTES)
    HandOff.objects.create(
        digest=digest(code),
        sign_in_id=sign_in,
        host=demand.host,
        state=demand.state,
        path=demand.path,
        expires_at=timezone.now() + LASTS,
    )
    return code


def redeem(code: str, host: str, state: str) -> HandOff | Refused:
    """The hand-off that ``code`` stands for, used from now on.

    To be called in a transaction, which holds hand-off and sign-in until the session is made: of
    many uses at once one succeeds, and a sign-in that ends meanwhile leaves no session behind. A
    code that comes to the wrong host or browser has leaked: it is used up as well.
    """
    found = HandOff.objects.select_for_update(of=("self", "sign_in"))
    hand_off = found.select_related("sign_in__user").filter(pk=digest(code)).first()
    if hand_off is None:
        return Refused("unknown")
    if hand_off.used_at:
        return Refused("used", hand_off)
    now = timezone.now()
    HandOff.objects.filter(pk=hand_off.pk).update(used_at=now)
    reason = _fault(hand_off, host, state, now)
    return Refused(reason) if reason else hand_off


def _fault(hand_off: HandOff, host: str, state: str, now) -> str:
    if hand_off.host != host:
        return "wrong-host"
    if hand_off.expires_at <= now:
        return "expired"
    if not state or not secrets.compare_digest(hand_off.state, digest(state)):
        return "wrong-browser"
    if hand_off.sign_in.ends_at <= now or not hand_off.sign_in.user.is_active:
        return "sign-in-over"
    return ""


def purge() -> int:
    """Delete what is of no more use; returns how many."""
    return HandOff.objects.filter(expires_at__lte=timezone.now() - KEPT).delete()[0]

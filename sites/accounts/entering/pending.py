"""What the portal's session remembers of somebody on the way in: nothing but numbers and times."""

from dataclasses import dataclass

from django.http import HttpRequest
from django.utils import timezone

PROOF, ADDRESS, PROVEN = "entering_proof", "entering_address", "entering_proven"
PROVEN_LASTS = 1800  # seconds to choose a pseudonym in
FORGOTTEN = 3600  # seconds after which the address of somebody who went away is kept no longer


@dataclass(frozen=True)
class Asked:
    """A code that this browser asked for."""

    proof: int
    email: str


def ask(request: HttpRequest, proof: int, email: str) -> None:
    request.session[PROOF], request.session[ADDRESS] = proof, email
    request.session.set_expiry(FORGOTTEN)


def asked(request: HttpRequest) -> Asked | None:
    proof, email = request.session.get(PROOF), request.session.get(ADDRESS)
    return Asked(proof, email) if proof and email else None


def prove(request: HttpRequest, email: str) -> None:
    """The person reads the mail of ``email``; a new session key, for it is worth more now."""
    forget(request)
    request.session.cycle_key()
    request.session.set_expiry(FORGOTTEN)
    request.session[PROVEN] = [email, timezone.now().timestamp() + PROVEN_LASTS]


def proven(request: HttpRequest) -> str:
    """The address that was proven in this session, if it was lately; else empty."""
    email, until = request.session.get(PROVEN, ("", 0))
    return email if timezone.now().timestamp() < until else ""


def forget(request: HttpRequest) -> None:
    for name in (PROOF, ADDRESS, PROVEN):
        request.session.pop(name, None)

"""An identity that nobody here has yet, between its arrival and its place on an account.

It waits in the browser's session, for half an hour: nothing is stored of somebody who leaves.
"""

import time
from dataclasses import asdict, dataclass, fields, replace
from secrets import token_hex

from django.http import HttpRequest

from .exchange import Identity

KEY = "identity_pending"
LIFETIME = 1800  # seconds
CODE = "code"  # proven by a mailed code
PROVIDER = "provider"  # proven because the provider vouches for it


@dataclass(frozen=True)
class Pending:
    """``email`` is what the provider or the person says; ``proof`` how we know that they read it,
    empty when we do not. ``digest`` is that of the code that was mailed to ``email`` .
    """

    provider: str
    uid: str
    acr: str
    id_token: str
    email: str
    proof: str
    next: str
    at: float
    key: str
    digest: str = ""

    @property
    def identity(self) -> Identity:
        return Identity(
            self.provider, self.uid, self.email, bool(self.proof), self.acr, self.id_token
        )

    @property
    def is_proven(self) -> bool:
        return bool(self.proof)


def put(request: HttpRequest, identity: Identity, path: str) -> Pending:
    """Keep ``identity`` until the person has said what to do with it."""
    return _save(
        request,
        Pending(
            provider=identity.provider,
            uid=identity.uid,
            acr=identity.acr,
            id_token=identity.id_token,
            email=identity.email,
            proof=PROVIDER if identity.is_proven else "",
            next=path,
            at=time.time(),
            key=token_hex(16),
        ),
    )


def get(request: HttpRequest) -> Pending | None:
    """The identity that waits, if there is one and it is not too old."""
    kept = request.session.get(KEY)
    if not isinstance(kept, dict) or kept.keys() != {field.name for field in fields(Pending)}:
        return None
    found = Pending(**kept)
    return found if time.time() - found.at < LIFETIME else None


def change(request: HttpRequest, known: Pending, **values) -> Pending:
    return _save(request, replace(known, **values))


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)


def _save(request: HttpRequest, kept: Pending) -> Pending:
    request.session[KEY] = asdict(kept)
    return kept

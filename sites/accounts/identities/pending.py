"""An identity that nobody here has yet, between its arrival and its place on an account.

It waits in the browser's session, for half an hour: nothing is stored of somebody who leaves.
"""

import time
from dataclasses import asdict, dataclass

from django.http import HttpRequest

from .exchange import Identity

KEY = "identity_pending"
LIFETIME = 1800  # seconds


@dataclass(frozen=True)
class Pending:
    """``query``: where the person is going (crossing/destinations.py)."""

    identity: Identity
    query: str


def put(request: HttpRequest, identity: Identity, query: str) -> None:
    """Keep ``identity`` until the person has said what to do with it."""
    request.session[KEY] = {"identity": asdict(identity), "query": query, "at": time.time()}


def get(request: HttpRequest) -> Pending | None:
    """The identity that waits, if there is one and it is not too old."""
    kept = request.session.get(KEY)
    if not kept or time.time() - kept["at"] >= LIFETIME:
        return None
    return Pending(Identity(**kept["identity"]), kept["query"])


def drop(request: HttpRequest) -> None:
    request.session.pop(KEY, None)

"""Letting in the owner of an identity, through the same stages as everybody (entering/making.py).

What an identity is worth goes with it: only a level that stands for two factors makes a sign-in
strong, and only when the sign-in went through.
"""

from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse

from sites.accounts import journal, sign_ins
from sites.accounts.crossing import destinations
from sites.accounts.entering import making
from sites.accounts.models import User

from . import leaving
from .exchange import Identity

EVENT = "identity"  # in the journal


def by_identity(request: HttpRequest, user: User, identity: Identity, query: str) -> HttpResponse:
    """Sign ``user`` in, who is the owner of ``identity``, and on to where they were going."""
    if request.user.is_authenticated and request.user != user:
        logout(request)  # nobody is signed in twice
    facts = {"provider": identity.provider, "acr": identity.acr}
    journal.note(EVENT, "recognised", request, user, **facts)
    leaving.remember(request, identity)  # their session over there is open in any case
    response = making.let_in(request, user, destinations.read(query), "socialaccount", **facts)
    # Not while a second factor is asked for: giving it makes the sign-in strong by itself.
    if request.user.is_authenticated and identity.is_strong:
        sign_ins.strengthen(request)
    return response

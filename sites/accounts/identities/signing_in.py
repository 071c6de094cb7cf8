"""Opening a session for somebody who has shown who they are; the stages of a sign-in are allauth's.

What an identity is worth goes with it: only a level that stands for two factors makes a sign-in
strong, and only when the sign-in went through.
"""

from allauth.account.internal.flows.login import record_authentication
from allauth.account.utils import perform_login
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from sites.accounts import journal, sign_ins
from sites.accounts.models import User
from sites.accounts.sessions import STRONG

from . import leaving
from .errors import Closed
from .exchange import Identity

EVENT = "sign-in-identity"


def by_identity(request: HttpRequest, user: User, identity: Identity, path: str) -> HttpResponse:
    """Sign ``user`` in, who is the owner of ``identity`` ."""
    _make_room(request, user)
    record_authentication(
        request, user, "socialaccount", provider=identity.provider, acr=identity.acr
    )
    if identity.is_strong:
        request.session[STRONG] = True
    response = _go(request, user, path)
    if _is_in(request, user):
        leaving.remember(request, identity)
        if identity.is_strong:
            sign_ins.strengthen(request)
    else:  # a second factor is asked for: it will say so itself
        request.session.pop(STRONG, None)
    journal.note(EVENT, "ok", request, user, provider=identity.provider, acr=identity.acr)
    return response


def by_code(request: HttpRequest, user: User, path: str) -> HttpResponse:
    """Sign ``user`` in, who has just given the code that was mailed to their address."""
    _make_room(request, user)
    record_authentication(request, user, "code")
    return _go(request, user, path)


def _make_room(request: HttpRequest, user: User) -> None:
    """Nobody is signed in twice; somebody whose account is closed is not signed in at all."""
    if not user.is_active:
        raise Closed("account")
    if request.user.is_authenticated and request.user != user:
        logout(request)


def _go(request: HttpRequest, user: User, path: str) -> HttpResponse:
    to = path or reverse("accounts:profile")
    response: HttpResponse = perform_login(
        request, user, email_verification="none", redirect_url=to
    )
    return response


def _is_in(request: HttpRequest, user: User) -> bool:
    return request.user.is_authenticated and request.user.pk == user.pk

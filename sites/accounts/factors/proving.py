"""A person proves a second factor: in the sign-in, or again before something sensitive."""

from collections.abc import Callable

from allauth.mfa.base.internal.flows import post_authentication
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from sites.accounts import journal
from sites.accounts.entering.forms import too_many
from sites.accounts.models import User
from sites.delivery.network import network_of

from .guard import FactorGuard

Check = Callable[[], Authenticator | None]


def prove(
    request: HttpRequest, user: User, check: Check, wrong: str, *, again: bool = False
) -> Authenticator:
    """The factor that ``check`` finds right, recorded in the session as allauth does.

    ``again``: the person is signed in and confirms. Raises ValidationError with ``wrong`` for a
    wrong code, with the time to wait after too many.
    """
    guard = FactorGuard(user.pk, network_of(request))
    if wait := guard.wait():
        journal.note("second-factor", "too-many", request, user)
        raise too_many(wait)
    factor = check()
    if factor is None:
        guard.failed()
        journal.note("second-factor", "wrong", request, user)
        raise ValidationError(wrong, code="wrong")
    guard.succeeded()
    factor.user = user
    post_authentication(request, factor, reauthenticated=again)
    journal.note("second-factor", "ok", request, user, kind=factor.type)
    return factor

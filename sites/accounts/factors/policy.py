"""Who owes a second factor, who has one, and whether this session was opened with it.

``settings.SECOND_FACTOR`` is ``required`` (production: without one, roles cannot be used) or
``invited`` (the demo: it is proposed, and may be put off).
"""

from collections.abc import Callable
from urllib.parse import urlencode

from allauth.account.internal.flows.login import get_authentication_records
from allauth.mfa.models import Authenticator
from django.conf import settings
from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone

from sites.accounts import sign_ins
from sites.accounts.models import HostSession, SignIn, User
from sites.accounts.sessions import STRONG, SessionStore

REQUIRED, INVITED = "required", "invited"
LATER = "second_factor_later"  # a key of the session
KINDS = (Authenticator.Type.TOTP, Authenticator.Type.WEBAUTHN)  # recovery codes only stand in

# What an upper floor knows of powers that are given otherwise than by a group.
powers_elsewhere: list[Callable[[User], bool]] = []


def is_required() -> bool:
    """Whether roles are worth nothing without a second factor."""
    return settings.SECOND_FACTOR == REQUIRED


def needs(user: User) -> bool:
    """Whether ``user`` can edit, moderate or administer anything at all."""
    if user.is_superuser or user.is_staff:
        return True
    if user.groups.exists() or user.user_permissions.exists():
        return True
    return any(has_power(user) for has_power in powers_elsewhere)


def has_factor(user: User) -> bool:
    """Whether ``user`` has set up a passkey or an app."""
    return Authenticator.objects.filter(user=user, type__in=KINDS).exists()


def is_missing(user: User) -> bool:
    """Whether ``user`` owes a second factor and has none."""
    return needs(user) and not has_factor(user)


def is_strong(request: HttpRequest) -> bool:
    """Whether a second factor was used in this sign-in."""
    return request.session.get(STRONG) is True


def may_use_roles(request: HttpRequest) -> bool:
    """Whether what the person may do by their roles holds in this session. No query."""
    return not is_required() or is_strong(request)


def proved_factor(request: HttpRequest, user: User) -> bool:
    """Whether this session's records hold a factor of ``user`` (not of somebody before them)."""
    return any(record["method"] == "mfa" for record in get_authentication_records(request, user))


def mark_strong(request: HttpRequest) -> None:
    """The signed-in person has just shown a second factor, or set one up: on every host."""
    if not is_strong(request):
        sign_ins.strengthen(request)
        _tell_other_hosts(request, True)


def _tell_other_hosts(request: HttpRequest, strong: bool) -> None:
    """What the sessions of this sign-in say of it; a request must not have to ask."""
    lasting = HostSession.objects.filter(expire_date__gt=timezone.now())
    sessions = lasting.filter(sign_in=sign_ins.current(request))
    for key in sessions.values_list("session_key", flat=True):
        if key != request.session.session_key:
            store = SessionStore(key)
            store[STRONG] = strong
            store.save()


def mark_weak(request: HttpRequest, user: User) -> None:
    """The last factor of ``user`` is gone: a session proves no more than a password does."""
    request.session[STRONG] = False
    SignIn.objects.filter(user=user).update(strong=False)
    _tell_other_hosts(request, False)


def put_off(request: HttpRequest) -> None:
    """The person will set one up later: do not ask again in this session."""
    request.session[LATER] = True


def obstacle_to(request: HttpRequest, address: str) -> str | None:
    """The address of the page that ``request.user`` must pass before ``address`` of the portal."""
    path = obstacle(request, request.user)  # type: ignore[arg-type]
    return f"{path}?{urlencode({'next': address})}" if path else None


def obstacle(request: HttpRequest, user: User) -> str | None:
    """Where (a path of the portal) ``user`` must pass before going on to the admin, or None.

    The page takes ``?next=``, a path of the portal, and leads there afterwards.
    """
    if is_strong(request) or not needs(user):
        return None
    if has_factor(user):  # signed in before it was set up
        return reverse("mfa_reauthenticate")
    if not is_required() and request.session.get(LATER):
        return None
    return reverse("second_factor:guide")


def invitation(request: HttpRequest, user: User) -> str | None:
    """Where somebody who has just signed in is led first: the guide, or None."""
    if request.session.get(LATER) or not is_missing(user):
        return None
    return reverse("second_factor:guide")

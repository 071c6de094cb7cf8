"""Making an account for an address that was proven, and letting its owner in."""

from allauth.account.internal.flows.login import perform_login, record_authentication
from allauth.account.models import EmailAddress, Login
from django.db import IntegrityError, transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render

from sites.accounts import journal
from sites.accounts.crossing.destinations import Destination
from sites.accounts.guard import CODES, Guard
from sites.accounts.models import User
from sites.accounts.privacy import erasure, links
from sites.delivery.network import network_of

from . import pending


class Taken(Exception):
    """Somebody took the pseudonym, or the address, since the form was checked; ``field`` which."""

    def __init__(self, field: str):
        super().__init__(field)
        self.field = field


def make_account(email: str, pseudonym: str) -> User:
    """A resident's account. Raises Taken."""
    try:
        with transaction.atomic():
            user = User.objects.create_user(email, pseudonym=pseudonym)
            confirm_address(user)
    except IntegrityError as error:
        field = "email" if User.objects.of_address(email) else "pseudonym"
        raise Taken(field) from error
    return user


def confirm_address(user: User) -> None:
    """The address of ``user`` is proven, and is the only one."""
    email = user.email.lower()
    EmailAddress.objects.filter(user=user).exclude(email=email).delete()
    EmailAddress.objects.filter(email=email).exclude(user=user).delete()  # left by somebody else
    EmailAddress.objects.update_or_create(
        user=user, email=email, defaults={"verified": True, "primary": True}
    )


def let_in(
    request: HttpRequest, user: User, destination: Destination, method: str, **facts
) -> HttpResponse:
    """Through allauth's pipeline, which asks for a second factor where there is one."""
    record_authentication(request, user, method, **facts)
    return perform_login(request, Login(user=user, redirect_url=destination.address()))


def by_address(request: HttpRequest, email: str, destination: Destination) -> HttpResponse:
    """The person has proven ``email``: into their account, or on to making one."""
    user = User.objects.of_address(email)
    if user is None:
        pending.prove(request, email)
        return HttpResponseRedirect(destination.address("accounts:sign_up"))
    pending.forget(request)
    if closure := erasure.pending(user):  # closed by its holder: they may change their mind
        journal.note("sign-in", "closing", request, user)
        return HttpResponseRedirect(links.undo_path(closure))
    if not user.is_active:
        journal.note("sign-in", "closed", request, user)
        return render(request, "accounts/closed.html", status=403)
    Guard(email, network_of(request), CODES).succeeded()
    confirm_address(user)
    return let_in(request, user, destination, "code", email=email)

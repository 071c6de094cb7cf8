"""``/compte/confirmer/``: before something sensitive, by the strongest ways the person has."""

from functools import partial

from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import (
    reauthenticate_by_password,
    resume_request,
)
from django import forms
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sites.accounts import journal
from sites.accounts.confirming import is_confirmed
from sites.accounts.entering.forms import too_many
from sites.accounts.guard import Guard
from sites.accounts.models import User
from sites.delivery.network import network_of

from .. import mailed_codes, policy
from ..forms import WRONG_MAILED, MailedCodeForm, PasswordForm
from ..places import next_path, on_portal
from ..ways import ASKS_OPTIONS, MAIL, PASSWORD, Person, factor_forms, shown, status_of

SEND = "send"


@on_portal
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest) -> HttpResponse:
    """Ask; then go back to where the person was, with what they had sent."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("accounts:login"))
    user: User = request.user
    sent = request.POST.get("way", "") if request.method == "POST" else ""
    if ASKS_OPTIONS in request.POST:
        return Person(request, user, again=True).options()
    if not sent and is_confirmed(request) and is_enough(request, user):
        return redirect(target(request))
    if sent == SEND and not policy.has_factor(user):
        return _send(request, user)
    ways = ways_of(request, user, sent)
    form = ways.get(sent)
    if form and form.is_valid():
        return _go_on(request)
    return _show(request, ways, form)


def is_enough(request: HttpRequest, user: User) -> bool:
    """A weak session of somebody with a factor comes here to become strong."""
    return policy.is_strong(request) or not policy.has_factor(user)


def target(request: HttpRequest) -> str:
    return next_path(request, reverse("mfa_index"))


def ways_of(request: HttpRequest, user: User, sent: str = "") -> dict[str, forms.Form]:
    """Factors where there are any (nothing weaker then), else password and mailed code."""
    if policy.has_factor(user):
        return factor_forms(Person(request, user, again=True), sent)
    ways: dict[str, forms.Form] = {}
    if user.has_usable_password():
        check = partial(prove_password, request, user)
        ways[PASSWORD] = PasswordForm(request.POST if sent == PASSWORD else None, prove=check)
    if sent == MAIL or mailed_codes.is_waited_for(request, user, mailed_codes.CONFIRM):
        check = partial(prove_mailed_code, request, user)
        ways[MAIL] = MailedCodeForm(request.POST if sent == MAIL else None, prove=check)
    return ways


def check_password(request: HttpRequest, user: User, typed: str) -> None:
    """Raises ValidationError when it is not the password, or after too many tries."""
    guard = Guard(user.email, network_of(request))
    if wait := guard.wait():
        journal.note("confirm", "too-many", request, user)
        raise too_many(wait)
    if not user.check_password(typed):
        guard.failed()
        journal.note("confirm", "wrong", request, user, kind="password")
        raise ValidationError(_("Ce n’est pas votre mot de passe. Vérifiez-le, puis réessayez."))
    guard.succeeded()


def prove_password(request: HttpRequest, user: User, typed: str) -> None:
    check_password(request, user, typed)
    reauthenticate_by_password(request)
    journal.note("confirm", "ok", request, user, kind="password")


def prove_mailed_code(request: HttpRequest, user: User, typed: str) -> None:
    if not mailed_codes.take(request, user, mailed_codes.CONFIRM, typed):
        journal.note("confirm", "wrong", request, user, kind="mail")
        raise ValidationError(WRONG_MAILED)
    record_authentication(request, user, "code", reauthenticated=True)
    journal.note("confirm", "ok", request, user, kind="mail")


def _send(request: HttpRequest, user: User) -> HttpResponse:
    if wait := mailed_codes.send(request, user, mailed_codes.CONFIRM):
        form = MailedCodeForm({}, prove=None)
        form.errors.clear()
        form.add_error(None, too_many(wait))
        return _show(request, {**ways_of(request, user), MAIL: form}, form)
    messages.info(request, _("Un code vient de partir vers votre adresse électronique."))
    return redirect(request.get_full_path())


def _show(request: HttpRequest, ways: dict[str, forms.Form], form: forms.Form | None):
    has_factor = policy.has_factor(request.user)  # type: ignore[arg-type]
    context = {"form": form, **shown(ways), "may_ask_mail": not has_factor}
    return render(request, "accounts/factors/confirm.html", context, status=status_of(form))


def _go_on(request: HttpRequest) -> HttpResponse:
    """Allauth plays the request again that was suspended; it would follow ``next`` to any host."""
    if not next_path(request):
        return redirect(target(request))
    return resume_request(request) or redirect(target(request))

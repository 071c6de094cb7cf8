"""``/compte/securite/``: the ways somebody has to sign in, seen, renamed, taken away."""

from dataclasses import dataclass
from datetime import datetime

from allauth.mfa.models import Authenticator
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sites.accounts.confirming import confirmed
from sites.accounts.models import User

from .. import app_codes, changes, passkeys, policy, recovery_codes
from ..forms import PasskeyNameForm
from ..places import on_portal

LINKS = {
    "guide": "second_factor:guide",
    "new_password": "second_factor:password",
    "remove_password": "second_factor:remove_password",
    "passkey": "mfa_add_webauthn",
    "app": "mfa_activate_totp",
    "codes": "mfa_view_recovery_codes",
    "renew": "mfa_generate_recovery_codes",
    "address": "accounts:address",
    "sign_ins": "accounts:sign_ins",
    "identities": "accounts:identities",
}


@dataclass(frozen=True)
class Key:
    """A passkey or an app as the page shows it."""

    name: str
    added_at: datetime
    used_at: datetime | None
    remove_url: str
    rename_url: str = ""


def passkey(row: Authenticator) -> Key:
    addresses = [
        reverse(name, args=[row.pk]) for name in ("mfa_remove_webauthn", "mfa_edit_webauthn")
    ]
    return Key(row.data["name"], row.created_at, row.last_used_at, *addresses)


def app(row: Authenticator) -> Key:
    return Key("", row.created_at, row.last_used_at, reverse("mfa_deactivate_totp"))


@on_portal
@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Everything at a glance; each change is a page of its own."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("accounts:login"))
    user: User = request.user
    rows = list(Authenticator.objects.filter(user=user).order_by("created_at", "pk"))
    codes = next((row for row in rows if row.type == recovery_codes.TYPE), None)
    context = {
        "email": user.email,
        "has_password": user.has_usable_password(),
        "passkeys": [passkey(row) for row in rows if row.type == passkeys.TYPE],
        "app": next((app(row) for row in rows if row.type == app_codes.TYPE), None),
        "codes_left": recovery_codes.left(codes),
        "codes_noted": recovery_codes.are_noted(codes),
        "codes_shown": bool(recovery_codes.to_note(request)),
        "has_factor": any(row.type in policy.KINDS for row in rows),
        "needs": policy.needs(user),
        "has_providers": bool(settings.IDENTITY_PROVIDERS),
        "links": {key: reverse(name) for key, name in LINKS.items()},
    }
    return render(request, "accounts/factors/overview.html", context)


def _passkey(request: HttpRequest, pk: int) -> Authenticator:
    """One of their own, or 404."""
    return get_object_or_404(Authenticator, user=request.user, type=passkeys.TYPE, pk=pk)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def rename_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    key = _passkey(request, pk)
    form = PasskeyNameForm(request.POST or None, initial={"name": key.data["name"]})
    if request.method == "POST" and form.is_valid():
        key.data["name"] = form.cleaned_data["name"]
        key.save(update_fields=["data"])
        messages.success(request, _("Le nom est enregistré."))
        return redirect("mfa_index")
    context = {"form": form, "back_url": reverse("mfa_index")}
    return render(request, "accounts/factors/rename_passkey.html", context)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def remove_passkey(request: HttpRequest, pk: int) -> HttpResponse:
    return _remove(request, _passkey(request, pk))


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def remove_app(request: HttpRequest) -> HttpResponse:
    row = get_object_or_404(Authenticator, user=request.user, type=app_codes.TYPE)
    return _remove(request, row)


def _remove(request: HttpRequest, factor: Authenticator) -> HttpResponse:
    """Ask, then do it; or say why not."""
    user: User = request.user  # type: ignore[assignment]
    what = changes.words_for(factor)
    if request.method != "POST":
        others = Authenticator.objects.filter(user=user, type__in=policy.KINDS)
        is_last = not others.exclude(pk=factor.pk).exists()
        context = {"what": what, "is_last": is_last, "back_url": reverse("mfa_index")}
        return render(request, "accounts/factors/remove.html", context)
    try:
        changes.remove(request, user, factor)
    except changes.NotTheLast as refusal:
        messages.error(request, str(refusal))
    else:
        messages.success(request, _("C’est retiré : %(what)s.") % {"what": what})
    return redirect("mfa_index")

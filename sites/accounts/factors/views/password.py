"""``/compte/securite/mot-de-passe/``: a password is one way among others; it may be none."""

from functools import partial

from django.contrib import messages
from django.contrib.auth import update_session_auth_hash
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_http_methods

from sites.accounts import journal, sign_ins
from sites.accounts.confirming import confirmed
from sites.accounts.models import User
from sites.notifications import outbox

from .. import changes
from ..forms import ChangePasswordForm, NewPasswordForm
from ..ways import status_of
from .confirm import check_password


@sensitive_post_parameters()
@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def password(request: HttpRequest) -> HttpResponse:
    """Set a first one, or change it (which asks for the one of today)."""
    user: User = request.user  # type: ignore[assignment]
    data = request.POST or None
    if user.has_usable_password():
        form: NewPasswordForm = ChangePasswordForm(
            data, user=user, check=partial(check_password, request, user)
        )
    else:
        form = NewPasswordForm(data, user=user)
    if request.method == "POST" and form.is_valid():
        keep(request, user, form.cleaned_data["new_password"])
        messages.success(
            request, _("Votre mot de passe est enregistré. Vos autres appareils sont déconnectés.")
        )
        return redirect("mfa_index")
    back = reverse("mfa_index")
    context = {"form": form, "has_password": user.has_usable_password(), "back_url": back}
    return render(request, "accounts/factors/new_password.html", context, status=status_of(form))


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def remove_password(request: HttpRequest) -> HttpResponse:
    """Ask, then sign in by mailed code, passkey or app only."""
    user: User = request.user  # type: ignore[assignment]
    if request.method != "POST":
        context = {"back_url": reverse("mfa_index")}
        return render(request, "accounts/factors/remove_password.html", context)
    keep(request, user, None)
    messages.success(request, _("Vous n’avez plus de mot de passe."))
    return redirect("mfa_index")


@transaction.atomic
def keep(request: HttpRequest, user: User, raw: str | None) -> None:
    """The new password (None: none); every other session ends, the person is told."""
    user.set_password(raw)
    user.save(update_fields=["password"])
    update_session_auth_hash(request, user)
    sign_ins.end_all(user, but=sign_ins.current(request))
    journal.note("password", "changed" if raw else "removed", request, user)
    outbox.post("password_changed", user.email, changes.circumstances(request), person=user)

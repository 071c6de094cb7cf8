"""``/compte/securite/deux-etapes/``: set up in two minutes: choose, scan, keep the codes."""

from functools import partial

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from sites.accounts.confirming import confirmed
from sites.accounts.crossing import destinations
from sites.accounts.entering.forms import too_many
from sites.accounts.limits import Limit
from sites.accounts.models import User

from .. import app_codes, changes, drawing, passkeys, policy, recovery_codes
from ..forms import WRONG_CODE, AppCodeForm, NotedForm, PasskeyNameForm
from ..places import destination, next_path, on_portal, onward
from ..ways import ASKS_OPTIONS

TRIES = Limit("app-tied", 20, 15 * 60)  # for each account: only its owner, who is signed in
LATER = "later"


@on_portal
@require_http_methods(["GET", "HEAD", "POST"])
def guide(request: HttpRequest) -> HttpResponse:
    """Step 1: why, and which; or later, where it is not owed."""
    if not request.user.is_authenticated:
        return redirect_to_login(request.get_full_path(), reverse("accounts:login"))
    user: User = request.user
    may_skip = may_go_on_without(request, user)
    if request.method == "POST" and LATER in request.POST and may_skip:
        policy.put_off(request)
        return redirect(next_path(request, reverse("accounts:profile")))
    context = {
        "needs": policy.needs(user),
        "may_skip": may_skip,
        "is_required": policy.is_required(),
        "has_factor": policy.has_factor(user),
        "bound_for": destination(request).bound_for(),
        "app_url": onward(request, "mfa_activate_totp"),
        "passkey_url": onward(request, "mfa_add_webauthn"),
    }
    return render(request, "accounts/factors/guide.html", context)


def may_go_on_without(request: HttpRequest, user: User) -> bool:
    """Not to the admin, where a second factor is owed; elsewhere roles are asleep meanwhile."""
    demand = destinations.of_address(next_path(request)).demand
    to_admin = demand is not None and demand.host == settings.ADMIN_HOST
    return not (to_admin and policy.is_required() and policy.needs(user))


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def tie_app(request: HttpRequest) -> HttpResponse:
    """Step 2 with an app: the QR code, the key in words, the first code."""
    user: User = request.user  # type: ignore[assignment]
    if app_codes.is_tied(user):
        messages.info(request, _("Une application est déjà liée à votre compte."))
        return redirect("mfa_index")
    form = AppCodeForm(request.POST or None, prove=partial(_tie, request, user))
    if request.method == "POST" and form.is_valid():
        messages.success(request, _("Votre application est liée à votre compte."))
        return redirect(onward(request, "mfa_view_recovery_codes"))
    secret = app_codes.secret_to_show(request)
    address = app_codes.address(user, secret)
    context = {
        "form": form,
        "key": app_codes.in_groups(secret),
        "address": address,
        "drawing": drawing.of(address),
    }
    return render(request, "accounts/factors/app.html", context)


def _tie(request: HttpRequest, user: User, typed: str) -> None:
    if wait := TRIES.take(str(user.pk)):
        raise too_many(wait)
    with transaction.atomic():
        factor = app_codes.tie(request, user, typed)
        if factor is None:
            raise ValidationError(WRONG_CODE, code="wrong")
        changes.added(request, user, factor)


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def add_passkey(request: HttpRequest) -> HttpResponse:
    """Step 2 with a passkey: a name, and the browser does the rest."""
    user: User = request.user  # type: ignore[assignment]
    if len(passkeys.of(user)) >= passkeys.MOST:
        messages.error(request, _("Vous avez déjà vingt clés. Retirez-en une d’abord."))
        return redirect("mfa_index")
    if ASKS_OPTIONS in request.POST:
        return JsonResponse(passkeys.begin_making(request, user))
    form = PasskeyNameForm(
        request.POST if "credential" in request.POST else None,
        initial={"name": passkeys.proposed_name(user)},
    )
    if form.is_bound and form.is_valid() and _keep(request, user, form):
        messages.success(request, _("Votre clé d’accès est prête."))
        return redirect(onward(request, "mfa_view_recovery_codes"))
    context = {"form": form, "app_url": onward(request, "mfa_activate_totp")}
    return render(request, "accounts/factors/add_passkey.html", context)


def _keep(request: HttpRequest, user: User, form: PasskeyNameForm) -> bool:
    answer, name = request.POST["credential"], form.cleaned_data["name"]
    with transaction.atomic():
        factor = passkeys.finish_making(request, user, answer, name)
        if factor:
            changes.added(request, user, factor)
            return True
    words = _("La clé d’accès n’a pas pu être créée. Réessayez.")
    form.add_error(None, ValidationError(words, code="wrong"))
    return False


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def keep_codes(request: HttpRequest) -> HttpResponse:
    """Step 3: the recovery codes, shown until the person says that they have kept them."""
    codes = recovery_codes.to_note(request)
    if not codes:
        return redirect(next_path(request, reverse("mfa_index")))
    form = NotedForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        recovery_codes.noted(request)
        messages.success(request, _("Tout est prêt : votre compte est mieux protégé."))
        return redirect(next_path(request, reverse("mfa_index")))
    download = reverse("mfa_download_recovery_codes")
    context = {"form": form, "codes": codes, "download_url": download}
    return render(request, "accounts/factors/codes.html", context)


@confirmed
@require_safe
def download_codes(request: HttpRequest) -> HttpResponse:
    """The same as a text file, as long as they are shown."""
    codes = recovery_codes.to_note(request)
    if not codes:
        return redirect("mfa_index")
    lines = [_("Codes de secours – chacun sert une fois"), "", *codes, ""]
    response = HttpResponse("\n".join(lines), content_type="text/plain; charset=utf-8")
    response["Content-Disposition"] = 'attachment; filename="codes-de-secours.txt"'
    return response


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def renew_codes(request: HttpRequest) -> HttpResponse:
    """Ask, then make ten new codes in place of the old ones."""
    user: User = request.user  # type: ignore[assignment]
    if not policy.has_factor(user):
        return redirect("second_factor:guide")
    if request.method == "POST":
        changes.new_recovery_codes(request, user)
        return redirect("mfa_view_recovery_codes")
    context = {"back_url": reverse("mfa_index")}
    return render(request, "accounts/factors/renew_codes.html", context)

"""``/compte/connexion/cle/``: signing in with a passkey alone, which is two factors in one."""

from allauth.account.models import Login
from allauth.mfa.webauthn.internal.flows import perform_passwordless_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from sites.accounts import journal
from sites.accounts.limits import Limit
from sites.delivery.network import network_of

from .. import passkeys
from ..places import next_path, on_portal
from ..ways import ASKS_OPTIONS

# A key cannot be guessed: this only keeps a network from filling the table of sessions.
CHALLENGES = Limit("passkey-challenges", 300, 15 * 60)


@on_portal
@require_POST
def sign_in(request: HttpRequest) -> HttpResponse:
    """The options for the browser, then what it answered. ``next``: where to go on."""
    if ASKS_OPTIONS in request.POST:
        if CHALLENGES.take(network_of(request)):
            return JsonResponse({}, status=429)
        return JsonResponse(passkeys.begin_showing(request))
    if request.user.is_authenticated:
        return redirect(next_path(request, reverse("accounts:profile")))
    factor = passkeys.finish_showing(request, request.POST.get("credential", ""))
    if factor is None:
        journal.note("passkey-sign-in", "wrong", request)
        messages.error(
            request, _("Cette clé d’accès n’est pas reconnue ici. Prenez un autre moyen.")
        )
        return redirect(_back(request))
    journal.note("passkey-sign-in", "ok", request, factor.user)
    login = Login(user=factor.user, redirect_url=next_path(request) or None)
    return perform_passwordless_login(request, factor, login)


def _back(request: HttpRequest) -> str:
    """The sign-in page one came from, with what it knew of where one was going."""
    sign_in_page = reverse("account_login")
    here = next_path(request, sign_in_page)
    return here if here.startswith(sign_in_page) else sign_in_page

"""The two ends of a hand-off on a host that is not the portal."""

from django.contrib.auth import SESSION_KEY, login
from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET

from sites.accounts import journal, sign_ins
from sites.accounts.models import HandOff
from sites.accounts.paths import safe_path
from sites.councils.hosts import table

from . import states
from .demands import Demand, home_of
from .handoffs import Refused, redeem

BACKEND = "django.contrib.auth.backends.ModelBackend"


@never_cache
@require_GET
def leave(request: HttpRequest) -> HttpResponse:
    """``/compte/connexion/?next=…`` on any other host: to the portal, and back to ``next``."""
    host = sign_ins.hostname(request)
    path = safe_path(request.GET.get("next"), home_of(host))
    if request.user.is_authenticated:
        return stay(request, path)
    if not table().portal_url:
        return render(request, "accounts/no_portal.html", status=503)
    state = states.state_of(request) or states.new_state()
    demand = Demand(host, states.digest(state), path)
    response = HttpResponseRedirect(portal_url(f"{reverse('accounts:login')}?{demand.query()}"))
    states.give(response, state)
    return response


def stay(request: HttpRequest, path: str) -> HttpResponse:
    """On to where they were going; not back to an admin that has just sent them away."""
    if request.site is None and not request.user.has_perm("wagtailadmin.access_admin"):
        return render(request, "accounts/no_access.html", status=403)
    return HttpResponseRedirect(path)


def portal_url(path: str) -> str:
    """The full address of a path of the portal."""
    return f"{table().portal_url}{path}"


@never_cache
@require_GET
def come_back(request: HttpRequest) -> HttpResponse:
    """``/compte/retour/?code=…``: the code becomes a session of this host."""
    host, state = sign_ins.hostname(request), states.state_of(request)
    with transaction.atomic():
        found = redeem(request.GET.get("code", ""), host, state)
        response = refuse(request, found) if isinstance(found, Refused) else welcome(request, found)
    response["Referrer-Policy"] = "no-referrer"
    return response


def welcome(request: HttpRequest, hand_off: HandOff) -> HttpResponse:
    if SESSION_KEY in request.session:  # somebody else's, or one that no longer counts
        request.session.flush()
    # Before login() makes the session: a row without its sign-in would outlive it.
    sign_ins.bind(request, hand_off.sign_in)
    login(request, hand_off.sign_in.user, BACKEND)
    journal.note("hand-off", "ok", request, hand_off.sign_in.user, host=hand_off.host)
    response = HttpResponseRedirect(hand_off.path)
    states.take(response)
    return response


def refuse(request: HttpRequest, refusal: Refused) -> HttpResponse:
    """Words and a way to start again; a browser that came twice just goes on."""
    used = refusal.used
    if used and used.sign_in_id == sign_ins.current(request):
        return HttpResponseRedirect(used.path)
    journal.note("hand-off", refusal.reason, request)
    return render(request, "accounts/hand_off_refused.html", status=400)

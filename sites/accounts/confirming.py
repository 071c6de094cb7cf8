"""Before something sensitive the person shows again that it is them: `@confirmed`.

Ten minutes after they have authenticated, by any way they have, and by a second factor if they have
one: a session left open, or a mailbox taken over, must not be enough to take over the account.
"""

import time
from functools import wraps

from allauth.account import app_settings
from allauth.account.internal.flows.login import get_authentication_records
from allauth.account.internal.flows.reauthentication import STATE_SESSION_KEY, suspend_request
from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode

from .factors import policy
from .factors.places import View, on_portal

PAGE = "account_reauthenticate"


def confirmed(view: View) -> View:
    """A page of the portal for somebody who has authenticated a moment ago.

    Others confirm first and come back; what a form had sent is done then, unless there is a
    password in it, which is not kept.
    """

    @on_portal
    @wraps(view)
    def guarded(request: HttpRequest, *args, **kwargs) -> HttpResponse:
        if not request.user.is_authenticated:
            return redirect_to_login(request.get_full_path(), reverse("accounts:login"))
        if is_confirmed(request):
            return view(request, *args, **kwargs)
        return ask(request)

    return guarded


def is_confirmed(request: HttpRequest) -> bool:
    """Whether the person has authenticated well enough, within ACCOUNT_REAUTHENTICATION_TIMEOUT."""
    records = get_authentication_records(request, request.user)
    limit = time.time() - app_settings.REAUTHENTICATION_TIMEOUT
    recent = {record["method"] for record in records if record["at"] > limit}
    if not recent:
        return False
    return "mfa" in recent or not policy.has_factor(request.user)  # type: ignore[arg-type]


def ask(request: HttpRequest) -> HttpResponse:
    """To the page that asks for a confirmation, from which one comes back here."""
    request.session.pop(STATE_SESSION_KEY, None)  # what was given up is not done after all
    if any("password" in name or name in ("current", "again") for name in request.POST):
        query = urlencode({"next": request.get_full_path()})
        return HttpResponseRedirect(f"{reverse(PAGE)}?{query}")
    return suspend_request(request, reverse(PAGE))


class ConfirmingAdapter:
    """For ACCOUNT_ADAPTER: what asks allauth for a confirmation comes to our page too."""

    def get_reauthentication_methods(self, user) -> list[dict]:
        return [{"id": "reauthenticate", "description": "", "url": reverse(PAGE)}]

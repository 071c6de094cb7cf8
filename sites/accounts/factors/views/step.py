"""``/compte/connexion/deuxieme-etape/``: the second step of a sign-in, for whoever set one up."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.decorators import login_stage_required
from allauth.mfa.stages import AuthenticateStage
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from ..places import destination, on_portal
from ..ways import ASKS_OPTIONS, RECOVERY, Person, factor_forms, shown, status_of

in_sign_in = login_stage_required(stage=AuthenticateStage.key, redirect_urlname="account_login")


@on_portal
@in_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def step(request: HttpRequest) -> HttpResponse:
    """A passkey, or a code of the app; the recovery codes are one page further."""
    more = {"lost_url": reverse("second_factor:lost")}
    return _ask(request, "accounts/factors/step.html", more, hidden=RECOVERY)


@on_portal
@in_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def lost(request: HttpRequest) -> HttpResponse:
    """« J’ai perdu mon téléphone »: a recovery code, and what to do without one."""
    more = {"back_url": reverse("mfa_authenticate"), "ask_url": reverse("second_factor:ask")}
    return _ask(request, "accounts/factors/lost.html", more)


def _ask(request: HttpRequest, template: str, more: dict, hidden: str = "") -> HttpResponse:
    stage = request._login_stage  # type: ignore[attr-defined]
    person = Person(request, stage.login.user)
    if not person.user.is_active:  # closed since the first step
        return get_adapter().respond_user_inactive(request, person.user)
    if request.method == "POST" and ASKS_OPTIONS in request.POST:
        return person.options()
    sent = request.POST.get("way", "") if request.method == "POST" else ""
    ways = factor_forms(person, sent)
    form = ways.get(sent)
    if form and form.is_valid():
        return stage.exit()
    ways.pop(hidden, None)
    bound_for = destination(request).bound_for()
    context = {"form": form, "bound_for": bound_for, **shown(ways), **more}
    return render(request, template, context, status=status_of(form))

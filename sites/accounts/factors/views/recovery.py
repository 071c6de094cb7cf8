"""« Je n’ai plus rien de tout cela »: in a sign-in that stands at its second step."""

from functools import partial

from django import forms
from django.core.exceptions import ValidationError
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods

from sites.accounts.entering.forms import too_many
from sites.accounts.entering.places import keeps_its_address
from sites.accounts.models import User

from .. import mailed_codes, recovery
from ..forms import WRONG_MAILED, MailedCodeForm
from ..places import destination, on_portal
from ..ways import status_of
from .step import in_sign_in

SEND = "send"


@on_portal
@in_sign_in
@require_http_methods(["GET", "HEAD", "POST"])
def ask(request: HttpRequest) -> HttpResponse:
    """A mailed code first, whatever the first step was: the request begins at the mailbox."""
    user: User = request._login_stage.login.user  # type: ignore[attr-defined]
    if request.method == "POST" and SEND in request.POST:
        return _send(request, user)
    form = None
    if request.method == "POST":
        form = MailedCodeForm(request.POST, prove=partial(_take, request, user))
        if form.is_valid():
            made = recovery.ask(user, request)
            context = {"until": made.expires_at, "has_council": bool(recovery.councils_of(user))}
            return render(request, "accounts/factors/asked.html", context)
    elif mailed_codes.is_waited_for(request, user, mailed_codes.RECOVERY):
        form = MailedCodeForm()
    return _show(request, form)


def _take(request: HttpRequest, user: User, typed: str) -> None:
    if not mailed_codes.take(request, user, mailed_codes.RECOVERY, typed):
        raise ValidationError(WRONG_MAILED)


def _send(request: HttpRequest, user: User) -> HttpResponse:
    if wait := mailed_codes.send(request, user, mailed_codes.RECOVERY):
        form = MailedCodeForm({}, prove=None)
        form.errors.clear()
        form.add_error(None, too_many(wait))
        return _show(request, form)
    return redirect("second_factor:ask")


def _show(request: HttpRequest, form: forms.Form | None) -> HttpResponse:
    back_url, bound_for = reverse("second_factor:lost"), destination(request).bound_for()
    context = {"form": form, "back_url": back_url, "bound_for": bound_for}
    return render(request, "accounts/factors/ask.html", context, status=status_of(form))


@keeps_its_address
@on_portal
@require_http_methods(["GET", "HEAD", "POST"])
def stop(request: HttpRequest, token: str) -> HttpResponse:
    """From a mail: it was not me. Whoever reads the mail may stop a request, and no more."""
    asked = recovery.told_by(token)
    if asked is None:
        raise Http404
    is_open = asked.is_open()
    if request.method == "POST" and is_open:
        recovery.withdraw(asked.person, request)
        return render(request, "accounts/factors/stop.html", {"is_open": False, "done": True})
    return render(request, "accounts/factors/stop.html", {"is_open": is_open, "done": False})

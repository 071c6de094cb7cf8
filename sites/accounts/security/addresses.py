"""``/compte/securite/adresse/``: moving the account to another address."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sites.accounts import address_changes, devices, journal
from sites.accounts.confirming import confirmed
from sites.accounts.entering.places import keeps_its_address
from sites.accounts.factors.places import on_portal
from sites.accounts.guard import HOUR
from sites.accounts.limits import Limit
from sites.accounts.models import Proof, User

from .forms import NewAddressForm

CHANGES = Limit("address-changes", allowed=5, seconds=HOUR)  # each mails two people


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def change(request: HttpRequest) -> HttpResponse:
    """Ask for another address, see what is still to be confirmed, or give it up."""
    user: User = request.user  # type: ignore[assignment]
    if "annuler" in request.POST:
        address_changes.cancel(user)
        messages.success(request, _("Votre adresse ne change pas."))
        return redirect("accounts:address")
    form = NewAddressForm(request.POST or None, user=user)
    if request.method == "POST" and form.is_valid():
        if not CHANGES.take(str(user.pk)):
            address_changes.begin(user, form.cleaned_data["email"], devices.name_of(request))
            journal.note("address-change", "asked", request, user)
            return redirect("accounts:address")
        form.add_error(None, _("Trop de demandes : réessayez dans une heure."))
    context = {"form": form, "email": user.email, "change": address_changes.open_change(user)}
    return render(request, "accounts/security/address.html", context)


@keeps_its_address
@on_portal
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """``…/adresse/<token>/``: the link of either mail, in any browser; a button confirms."""
    proof = address_changes.by_link(token)
    if proof is None:
        return _answer(request, "over", status=410)
    if request.method != "POST":
        return _answer(request, "ask", is_new=proof.purpose == address_changes.NEW)
    return _confirmed(request, proof)


def _confirmed(request: HttpRequest, proof: Proof) -> HttpResponse:
    try:
        change = address_changes.confirm(proof)
    except address_changes.Taken:
        journal.note("address-change", "taken", request, proof.user)
        return _answer(request, "taken", status=409)
    if change is None:
        return _answer(request, "over", status=410)
    outcome = "done" if change.pk is None else "half"
    journal.note("address-change", outcome, request, proof.user)
    return _answer(request, outcome)


def _answer(request: HttpRequest, outcome: str, *, status: int = 200, **more) -> HttpResponse:
    context = {"outcome": outcome, **more}
    return render(request, "accounts/security/confirm_address.html", context, status=status)

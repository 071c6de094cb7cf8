"""``/compte/connexion/…`` and ``/compte/inscription/`` of the portal."""

from django.db import transaction
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _

from sites.accounts import journal, proofs
from sites.accounts.crossing import demands, destinations
from sites.accounts.crossing.views import leave
from sites.accounts.guard import CODES, SIGN_UPS, Guard, may_type_code, typed_wrong_code
from sites.accounts.identities import offers
from sites.accounts.models import User
from sites.accounts.sign_ins import hostname
from sites.delivery.network import network_of

from . import mails, making, pending
from .forms import (
    AddressForm,
    CodeForm,
    PasswordForm,
    SignUpForm,
    too_many,
    too_many_accounts,
    too_many_codes,
)
from .places import entrance, keeps_its_address


def sign_in(request: HttpRequest) -> HttpResponse:
    """``/compte/connexion/``: the form on the portal; on any other host the way there."""
    if demands.is_portal(hostname(request)):
        return by_mail(request)
    return leave(request)


@entrance
def by_mail(request: HttpRequest, destination: destinations.Destination) -> HttpResponse:
    """Ask for the address; a code and a link go there."""
    form = AddressForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        if wait := _ask(request, form.cleaned_data["email"], destination):
            form.add_error(None, too_many(wait))
        else:
            return HttpResponseRedirect(destination.address("accounts:code"))
    offered = offers.to_sign_in()
    return show(request, "accounts/sign_in.html", destination, form, providers=offered)


def _ask(request: HttpRequest, email: str, destination: destinations.Destination) -> int:
    """Mail a code to ``email``; or the seconds to wait when there were too many already."""
    guard = Guard(email, network_of(request), CODES)
    if wait := guard.wait():
        journal.note("code", "limited", request)
        return wait
    guard.failed()  # until it is used
    before = pending.asked(request)
    with transaction.atomic():
        if before and before.email == email:  # and nobody else's, who could lock its owner out
            proofs.end(before.proof)
        sealed = mails.send_code(request, email, destination)
    journal.note("code", "sent", request)
    pending.ask(request, sealed.proof.pk, email)
    return 0


@entrance
def code(request: HttpRequest, destination: destinations.Destination) -> HttpResponse:
    """``/compte/connexion/code/``: the code that was mailed, in the browser that asked for it."""
    asked = pending.asked(request)
    if asked is None:
        return HttpResponseRedirect(destination.address())
    if "renvoyer" in request.POST:
        return _again(request, asked.email, destination)
    form = CodeForm(request.POST or None, request=request)
    if request.method == "POST" and form.is_valid():
        if email := _try(request, asked, form):
            return making.by_address(request, email, destination)
    return show(request, "accounts/code.html", destination, form, email=asked.email)


def _try(request: HttpRequest, asked: pending.Asked, form: CodeForm) -> str:
    """Try the code; the address that it proves, or empty, with the reason in the form."""
    network = network_of(request)
    if not may_type_code(asked.email, network):
        journal.note("code", "refused", request)
        form.add_error(None, too_many_codes())
        return ""
    outcome, proof = proofs.try_code(asked.proof, mails.PURPOSE, form.cleaned_data["code"])
    journal.note("code", outcome.value, request)
    if proof:
        return proof.email
    typed_wrong_code(asked.email, network)
    form.add_error("code", _words(outcome))
    return ""


def _again(request: HttpRequest, email: str, destination: destinations.Destination) -> HttpResponse:
    wait = _ask(request, email, destination)
    form = CodeForm.untyped(request, too_many(wait) if wait else None)
    return show(request, "accounts/code.html", destination, form, email=email, was_sent=not wait)


def _words(outcome: proofs.Outcome) -> str:
    if outcome is proofs.Outcome.OVER:
        return _("Ce code ne vaut plus rien : demandez-en un nouveau.")
    return _("Ce n’est pas le bon code. Vérifiez-le dans le dernier courriel reçu.")


@keeps_its_address
@entrance
def link(request: HttpRequest, destination: destinations.Destination, token: str) -> HttpResponse:
    """``/compte/connexion/lien/<token>/``: from the mail, in any browser; a button, not the GET,
    lets in, for mail programs open links by themselves."""
    proof = proofs.by_link(token, mails.PURPOSE)
    if proof is None:
        return _link_over(request, destination)
    asked = pending.asked(request)
    there = destinations.read(proof.query)
    if asked is None or asked.proof != proof.pk:
        there = there.in_another_browser()
    if request.method != "POST":
        is_new = User.objects.of_address(proof.email) is None
        return show(request, "accounts/link.html", there, email=proof.email, is_new=is_new)
    if not proofs.use(proof):  # somebody was quicker
        return _link_over(request, there)
    journal.note("link", "right", request)
    return making.by_address(request, proof.email, there)


def _link_over(request: HttpRequest, destination: destinations.Destination) -> HttpResponse:
    journal.note("link", "over", request)
    return show(request, "accounts/link_over.html", destination, status=410)


@entrance
def password(request: HttpRequest, destination: destinations.Destination) -> HttpResponse:
    """``/compte/connexion/mot-de-passe/``"""
    form = PasswordForm(request.POST or None, request=request)
    if request.method == "POST":
        if form.is_valid() and form.user:
            return making.let_in(request, form.user, destination, "password")
        journal.note("password", "limited" if form.is_too_many else "wrong", request)
    return show(request, "accounts/password.html", destination, form)


@entrance
def sign_up(request: HttpRequest, destination: destinations.Destination) -> HttpResponse:
    """``/compte/inscription/``: the pseudonym, for an address that was just proven."""
    email = pending.proven(request)
    if not email:
        return HttpResponseRedirect(destination.address())
    if request.method == "POST" and User.objects.of_address(email):  # made in another window
        return making.by_address(request, email, destination)
    form = SignUpForm(request.POST or None, instance=User())
    if request.method == "POST" and form.is_valid():
        if SIGN_UPS.take(network_of(request)):
            journal.note("sign-up", "limited", request)
            form.add_error(None, too_many_accounts())
        elif response := _make(request, email, form, destination):
            return response
    return show(request, "accounts/sign_up.html", destination, form, email=email)


def _make(request, email: str, form: SignUpForm, destination) -> HttpResponse | None:
    try:
        user = making.make_account(email, form.cleaned_data["pseudonym"])
    except making.Taken as taken:
        if taken.field == "email":  # in another window, a moment ago
            return making.by_address(request, email, destination)
        form.add_error("pseudonym", _("Ce pseudonyme est déjà pris."))
        return None
    pending.forget(request)
    journal.note("sign-up", "ok", request, user)
    return making.let_in(request, user, destination, "code", email=email)


def show(
    request: HttpRequest,
    template: str,
    destination: destinations.Destination,
    form=None,
    *,
    status: int = 200,
    **more,
) -> HttpResponse:
    """A page of the entrance. ``query`` is the destination, for links to its other pages, and
    ``bound_for`` the same in words."""
    if form is not None and form.is_too_many:
        status = 429
    where = {"query": destination.query(), "bound_for": destination.bound_for()}
    context = {"form": form, **where, **more}
    response = render(request, template, context, status=status)
    destinations.let_forms_through(response, destination)
    return response

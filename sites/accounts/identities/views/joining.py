"""The first visit with an identity: prove an address, then join an account or make one.

An identity never opens an account because it says the same address. Whoever reads the address's
mail may sign in to the account that has it, as everybody may by a mailed code, second factor
included; only somebody who is signed in links the identity.
"""

from collections.abc import Callable
from functools import wraps

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sites.accounts import journal

from .. import accounts, flows, mailed_codes, pending, signing_in
from ..errors import IdentityError
from ..forms import AddressForm, CodeForm, NewAccountForm, too_soon
from ..pending import Pending
from ..places import on_portal
from . import arriving

Step = Callable[[HttpRequest, Pending], HttpResponse]


def step(view: Step) -> Callable[[HttpRequest], HttpResponse]:
    """A page for somebody who comes from a provider and is not signed in; else the usual door."""

    @wraps(view)
    def checked(request: HttpRequest) -> HttpResponse:
        waiting = pending.get(request)
        if request.user.is_authenticated:
            return redirect("accounts:identity_join" if waiting else "accounts:profile")
        if waiting is None:
            return redirect("accounts:login")
        return view(request, waiting)

    return on_portal(require_http_methods(["GET", "HEAD", "POST"])(checked))


@step
def address(request: HttpRequest, waiting: Pending) -> HttpResponse:
    """``…/adresse/``: which address? A code is mailed there, whoever has it."""
    form = AddressForm(request.POST or None, initial={"email": waiting.email})
    if request.method == "POST" and form.is_valid():
        wait = mailed_codes.send(request, waiting, form.cleaned_data["email"])
        if not wait:
            return redirect("accounts:identity_code")
        form.add_error(None, too_soon(wait))
    return _page(request, waiting, "address", form=form, join_url=_join_url())


@step
def code(request: HttpRequest, waiting: Pending) -> HttpResponse:
    """``…/code/``: the code from the mail."""
    if waiting.is_proven:
        return redirect(arriving.next_step(waiting))
    if not waiting.digest:
        return redirect("accounts:identity_address")
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if mailed_codes.check(request, waiting, form.cleaned_data["code"]):
            proven = pending.get(request)
            return redirect(arriving.next_step(proven) if proven else "accounts:login")
        journal.note("identity-code", "wrong", request, provider=waiting.provider)
        form.add_error("code", _wrong_code(waiting))
    return _page(request, waiting, "code", form=form)


def _wrong_code(waiting: Pending) -> str:
    if mailed_codes.is_locked(waiting):
        return _("Trop d’essais. Attendez un quart d’heure, puis demandez un autre code.")
    return _("Ce code n’est pas le bon, ou il a déjà servi. Vérifiez-le ou demandez-en un autre.")


@step
def known(request: HttpRequest, waiting: Pending) -> HttpResponse:
    """``…/compte-existant/``: an account has the address; sign in to it to link the identity."""
    owner = accounts.owner_of(waiting.email) if waiting.is_proven else None
    if owner is None:
        return redirect(arriving.next_step(waiting))
    reads_mail = waiting.proof == pending.CODE
    if request.method == "POST" and reads_mail:
        return _sign_in(request, waiting, lambda: signing_in.by_code(request, owner, _join()))
    if request.method == "POST":  # the provider vouches, but that alone opens nothing
        wait = mailed_codes.send(request, waiting, waiting.email)
        if not wait:
            return redirect("accounts:identity_code")
        form = AddressForm({"email": waiting.email})
        form.add_error(None, too_soon(wait))
        return _page(request, waiting, "known", form=form, join_url=_join_url())
    return _page(request, waiting, "known", reads_mail=reads_mail, join_url=_join_url())


@step
def sign_up(request: HttpRequest, waiting: Pending) -> HttpResponse:
    """``…/inscription/``: a pseudonym, the charter, and in."""
    if not waiting.is_proven or accounts.owner_of(waiting.email):
        return redirect(arriving.next_step(waiting))
    form = NewAccountForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            user = accounts.sign_up(waiting.identity, waiting.email, form.cleaned_data["pseudonym"])
        except accounts.Taken as taken:
            return _taken(request, waiting, form, taken.what)
        pending.drop(request)
        journal.note("sign-up-identity", "ok", request, user, provider=waiting.provider)
        return signing_in.by_identity(request, user, waiting.identity, waiting.next)
    return _page(request, waiting, "sign_up", form=form)


def _taken(request: HttpRequest, waiting: Pending, form, what: str) -> HttpResponse:
    if what == "email":
        return redirect("accounts:identity_known")
    if what == "identity":  # two tabs: the other one was quicker
        pending.drop(request)
        return redirect(arriving.sign_in_url(waiting.next))
    form.add_error("pseudonym", _("Ce pseudonyme est déjà pris."))
    return _page(request, waiting, "sign_up", form=form)


def _sign_in(
    request: HttpRequest, waiting: Pending, sign_in: Callable[[], HttpResponse]
) -> HttpResponse:
    try:
        return sign_in()
    except IdentityError as error:
        provider = flows.named(waiting.provider)
        return arriving.failed(request, provider, error, waiting.next)


def _page(request: HttpRequest, waiting: Pending, name: str, **context) -> HttpResponse:
    label = flows.label_of(waiting.provider)
    context = {"label": label, "email": waiting.email, **context}
    return render(request, f"accounts/identities/{name}.html", context)


def _join() -> str:
    from django.urls import reverse

    return reverse("accounts:identity_join")


def _join_url() -> str:
    """The usual sign-in, which comes back to link the identity."""
    from django.urls import reverse

    return f"{reverse('accounts:login')}?{urlencode({'next': _join()})}"

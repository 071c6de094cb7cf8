"""The first visit with an identity: into the account one has, or on to a new one.

An identity never opens an account because it says the same address. The person comes in by the
usual ways, a mailed code first of all, second factor included, and links the identity once they are
in. So whether an account has the address is told to nobody but who reads its mail; or whom a
provider vouches for, if the install believes it.
"""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sites.accounts.confirming import confirmed
from sites.accounts.crossing import destinations
from sites.accounts.crossing.destinations import Destination
from sites.accounts.entering import pending as entering
from sites.accounts.entering.forms import AddressForm
from sites.accounts.entering.places import portal_only
from sites.accounts.models import User

from .. import flows, pending
from ..pending import Pending
from . import arriving


@portal_only
@never_cache
@require_safe
def first(request: HttpRequest) -> HttpResponse:
    """``/compte/connexion/premiere-fois/``: which address? The usual entrance takes it from here,
    and comes back to link the identity.
    """
    waiting = pending.get(request)
    if request.user.is_authenticated:
        return redirect("accounts:identity_join" if waiting else "accounts:profile")
    if waiting is None:
        return redirect("accounts:login")
    identity = waiting.identity
    is_known = identity.is_proven and User.objects.of_address(identity.email) is not None
    if identity.is_proven and not is_known:
        entering.prove(request, identity.email)
        return redirect(_then_join().address("accounts:sign_up"))
    context = {
        "label": flows.label_of(identity.provider),
        "form": AddressForm(initial={"email": identity.email}, request=request),
        "email": identity.email,
        "is_known": is_known,
        "url": _then_join().address(),
        "password_url": _then_join().address("accounts:password"),
    }
    return render(request, "accounts/identities/first.html", context)


def _then_join() -> Destination:
    return Destination(path=reverse("accounts:identity_join"))


@portal_only
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@confirmed
def join(request: HttpRequest) -> HttpResponse:
    """``/compte/securite/identites/relier/``: link the identity that one came with? Asked, for the
    browser may be a shared one, and whoever signs in not who came with it.
    """
    waiting = pending.get(request)
    if waiting is None:
        return redirect("accounts:identities")
    if request.method == "POST":
        arriving.link(request, waiting.identity)
        return _go_on(request, waiting)
    label = flows.label_of(waiting.identity.provider)
    return render(request, "accounts/identities/join.html", {"label": label})


@portal_only
@never_cache
@require_POST
@login_required
def decline(request: HttpRequest) -> HttpResponse:
    """``/compte/securite/identites/ne-pas-relier/``: forget the identity that one came with."""
    return _go_on(request, pending.get(request))


def _go_on(request: HttpRequest, waiting: Pending | None) -> HttpResponse:
    """To where they were going before all this; the identities if it was nowhere in particular."""
    pending.drop(request)
    if waiting is None or not waiting.query:
        return redirect("accounts:identities")
    return destinations.go_on(request, destinations.read(waiting.query))

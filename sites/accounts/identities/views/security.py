"""The identities of an account: which there are, one more, one less."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from sites.accounts import journal
from sites.accounts.confirming import confirmed

from .. import accounts, flows, offers, pending
from ..places import on_portal
from . import arriving


@on_portal
@require_safe
@login_required
def identities(request: HttpRequest) -> HttpResponse:
    """``/compte/securite/identites/``: what is linked, what may be."""
    context = {"identities": accounts.of(request.user), "offers": offers.to_link()}  # type: ignore[arg-type]
    return render(request, "accounts/identities/list.html", context)


@on_portal
@require_POST
@login_required
@confirmed
def add(request: HttpRequest, name: str) -> HttpResponse:
    """``…/<name>/relier/``: off to the provider, to link what comes back."""
    return arriving.depart(request, flows.named(name), "", linking=request.user.pk)


@on_portal
@require_http_methods(["GET", "HEAD", "POST"])
@login_required
@confirmed
def join(request: HttpRequest) -> HttpResponse:
    """``…/relier/``: link the identity that one came with before signing in."""
    waiting = pending.get(request)
    if waiting is None:
        return redirect("accounts:identities")
    if request.method == "POST":
        pending.drop(request)
        response = arriving.link(request, waiting.identity)
        return redirect(waiting.next) if waiting.next else response
    context = {"label": flows.label_of(waiting.provider)}
    return render(request, "accounts/identities/join.html", context)


@on_portal
@require_POST
@login_required
def refuse(request: HttpRequest) -> HttpResponse:
    """``…/ne-pas-relier/``: forget the identity that one came with."""
    waiting = pending.get(request)
    pending.drop(request)
    return redirect(waiting.next if waiting and waiting.next else "accounts:profile")


@on_portal
@require_POST
@login_required
@confirmed
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """``…/<pk>/delier/``: take an identity off the account."""
    user = request.user
    if not accounts.may_unlink(user):  # type: ignore[arg-type]
        words = _("C’est votre seule façon de vous connecter : ajoutez d’abord une adresse.")
        messages.error(request, words)
        return redirect("accounts:identities")
    provider = accounts.unlink(user, pk)  # type: ignore[arg-type]
    if provider:
        journal.note("identity-unlink", "ok", request, user, provider=provider)
        words = _("%(label)s n’est plus relié à votre compte.")
        messages.success(request, words % {"label": flows.label_of(provider)})
    return redirect("accounts:identities")

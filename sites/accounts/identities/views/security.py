"""The identities of an account: which there are, one more, one less."""

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from sites.accounts import journal
from sites.accounts.confirming import confirmed
from sites.accounts.entering.places import portal_only

from .. import accounts, flows, offers
from . import arriving


@portal_only
@never_cache
@require_safe
@login_required
@confirmed
def identities(request: HttpRequest) -> HttpResponse:
    """``/compte/securite/identites/``: what is linked, what may be. Asks who one is, so that the
    buttons do not: what a form sent would be lost on the way.
    """
    context = {"identities": accounts.of(request.user), "offers": offers.to_link()}  # type: ignore[arg-type]
    return render(request, "accounts/identities/list.html", context)


@portal_only
@never_cache
@require_POST
@login_required
@confirmed
def add(request: HttpRequest, name: str) -> HttpResponse:
    """``…/<name>/relier/``: off to the provider, to link what comes back."""
    return arriving.depart(request, flows.named(name), "", linking=request.user.pk)


@portal_only
@never_cache
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

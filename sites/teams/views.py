"""What the invited sees: who asks, for what, and two buttons."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.http import urlencode
from django.views.decorators.http import require_http_methods

from sites.accounts import addresses
from sites.accounts.entering.places import keeps_its_address
from sites.accounts.factors.places import on_portal
from sites.accounts.models import User

from . import inviting, letters, links, words
from .models import Invitation
from .rights import Refused

# What the page shows.
ASK, SIGN_IN, OTHER, JOINED, DECLINED, REFUSED = (
    *("ask", "sign_in", "other", "joined"),
    *("declined", "refused"),
)
GONE = 410


@dataclass(frozen=True)
class Offered:
    """One role in words."""

    label: str
    may: str


@dataclass(frozen=True)
class Offer:
    """An invitation as the invited reads it; everything in words."""

    team: str
    is_of_all: bool
    sender: str
    address: str
    roles: tuple[Offered, ...]
    note: str
    until: str


def offer_of(invitation: Invitation) -> Offer:
    keys = [key for key in words.ORDER if key in invitation.roles]
    return Offer(
        team=words.team(invitation.council),
        is_of_all=invitation.council is None,
        sender=invitation.sender.public_name if invitation.sender else "",
        address=invitation.address,
        roles=tuple(Offered(words.label(key), str(words.MAY[key])) for key in keys),
        note=invitation.note,
        until=words.day(invitation.expires_at),
    )


@keeps_its_address
@on_portal
@require_http_methods(["GET", "HEAD", "POST"])
def one(request: HttpRequest, token: str) -> HttpResponse:
    """``/compte/invitation/<token>/``: from the mail, in any browser; a button accepts."""
    invitation = links.found(token)
    if invitation is None:
        raise Http404
    if not request.user.is_authenticated:
        return _to_stranger(request, invitation)
    account: User = request.user
    if addresses.tidy(account.email) != invitation.address:
        return _show(request, invitation, OTHER, status=403)
    if request.method == "POST":
        return _answer(request, invitation, account)
    if invitation.accepted_by_id == account.pk:  # a second time, or back from the admin
        return _show(request, invitation, JOINED)
    if refusal := inviting.why_not(invitation, account):
        return _show(request, invitation, REFUSED, refusal, status=GONE)
    return _show(request, invitation, ASK)


def _to_stranger(request: HttpRequest, invitation: Invitation) -> HttpResponse:
    if not invitation.is_open:
        return _show(request, invitation, REFUSED, inviting.over(invitation), status=GONE)
    return _show(request, invitation, SIGN_IN)


def _answer(request: HttpRequest, invitation: Invitation, account: User) -> HttpResponse:
    try:
        if "decliner" in request.POST:
            inviting.decline(account, invitation.pk)
            return _show(request, invitation, DECLINED)
        invitation = inviting.accept(account, invitation.pk)
    except Refused as refusal:
        return _show(request, invitation, REFUSED, refusal.message, status=409)
    return _show(request, invitation, JOINED)


def _show(
    request: HttpRequest, invitation: Invitation, step: str, refusal: str = "", status: int = 200
) -> HttpResponse:
    query = urlencode({"next": request.path})
    context = {
        "offer": offer_of(invitation),
        "step": step,
        "refusal": refusal,
        "login_url": f"{reverse('accounts:login')}?{query}",
        "link": letters.admin_url(),
        "pseudonym": request.user.public_name if request.user.is_authenticated else "",
    }
    return render(request, "accounts/invitation.html", context, status=status)

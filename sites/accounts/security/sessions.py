"""``/compte/securite/connexions/``: in which browsers the account is open."""

from dataclasses import dataclass
from datetime import datetime

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from sites.accounts import journal, sign_ins
from sites.accounts.confirming import confirmed
from sites.accounts.models import SignIn, User
from sites.councils.hosts import resolve


@dataclass(frozen=True)
class Open:
    """A sign-in in words; ``sites`` are the names of those it went to."""

    pk: int
    device: str
    started_at: datetime
    seen_at: datetime
    is_this: bool
    sites: tuple[str, ...]


@confirmed
@require_http_methods(["GET", "HEAD", "POST"])
def listed(request: HttpRequest) -> HttpResponse:
    """Each with a button that ends it on every host, and one for all others."""
    user: User = request.user  # type: ignore[assignment]
    if request.method == "POST":
        return _end(request, user)
    here = sign_ins.current(request)
    found = sign_ins.of(user).prefetch_related("sessions")
    context = {"sign_ins": [_words(one, here) for one in found]}
    return render(request, "accounts/security/sessions.html", context)


def _end(request: HttpRequest, user: User) -> HttpResponse:
    here, which = sign_ins.current(request), request.POST.get("connexion", "")
    if which == "autres":
        sign_ins.end_all(user, but=here)
        messages.success(request, _("Vous n’êtes plus connecté que dans ce navigateur."))
    elif which.isdecimal() and len(which) < 19 and sign_ins.end(user, int(which)):
        messages.success(request, _("Cette connexion est fermée, sur tous les sites."))
    journal.note("sign-ins", "ended", request, user)
    return redirect("accounts:sign_ins")


def _words(sign_in: SignIn, here: int | None) -> Open:
    hosts = sorted({session.host for session in sign_in.sessions.all() if session.host})
    return Open(
        pk=sign_in.pk,
        device=sign_in.device or _("Navigateur inconnu"),
        started_at=sign_in.started_at,
        seen_at=sign_in.seen_at,
        is_this=sign_in.pk == here,
        sites=tuple(map(_site_name, hosts)),
    )


def _site_name(host: str) -> str:
    entry = resolve(host)
    if entry is None or entry.site is None:
        return _("Administration")
    return entry.council.name if entry.council else _("Portail")

"""``/compte/donnees/``: a copy of one's data, on every site; closing the account, on the portal."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from django.contrib import messages
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_required
from django.core.exceptions import ValidationError
from django.http import FileResponse, Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from sites.accounts.confirming import confirmed
from sites.accounts.entering.places import keeps_its_address
from sites.accounts.factors.places import on_portal
from sites.accounts.models import DataExport, User

from . import erasure, exporting, links
from .forms import CloseForm

State = DataExport.State
FILE_POLICY = "default-src 'none'; frame-ancestors 'none'; sandbox"


@dataclass(frozen=True)
class Copy:
    """A copy as the page lists it; ``url`` is empty while it is being made."""

    asked_at: datetime
    until: datetime
    size: int
    state: str
    url: str


@never_cache
@login_required
def data(request: HttpRequest) -> HttpResponse:
    """``/compte/donnees/``: what one can do with one's data; a POST asks for a copy."""
    user: User = request.user  # type: ignore[assignment]
    if request.method == "POST":
        return _ask(request, user)
    copies = [_copy(export) for export in exporting.ready(user)]
    return render(request, "accounts/data.html", {"copies": copies})


def _ask(request: HttpRequest, user: User) -> HttpResponse:
    try:
        export = exporting.ask(user, request.site)
    except exporting.TooOften:
        messages.error(request, _("Trois copies par jour, c’est le plus. Revenez demain."))
        return redirect("accounts:data")
    exporting.make_small(export)
    export.refresh_from_db()
    if export.state == State.READY:
        messages.success(request, _("Votre copie est prête : téléchargez-la ci-dessous."))
    else:
        messages.success(
            request,
            _("Votre copie sera prête dans une minute. Un courriel vous le dira."),
        )
    return redirect("accounts:data")


def _copy(export: DataExport) -> Copy:
    is_ready = export.state == State.READY
    url = reverse("accounts:data_copy", args=[export.pk]) if is_ready else ""
    until = export.asked_at + exporting.kept()
    return Copy(export.asked_at, until, export.size, export.state, url)


@never_cache
@login_required
@require_safe
def copy(request: HttpRequest, pk: int) -> FileResponse:
    """``/compte/donnees/copie/<pk>/``: one's own copy, to whoever is signed in as its owner."""
    user: User = request.user  # type: ignore[assignment]
    export = exporting.find(user, pk)
    if export is None:
        raise Http404
    try:
        content = export.file.open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(content, as_attachment=True, filename="mes-donnees.zip")
    response["Content-Security-Policy"] = FILE_POLICY
    return response


@never_cache
@on_portal
@login_required
@confirmed
def close(request: HttpRequest) -> HttpResponse:
    """``/compte/donnees/suppression/``: close one's account, by typing one's pseudonym."""
    user: User = request.user  # type: ignore[assignment]
    form = CloseForm(user, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid() and _closed(request, user, form):
        return redirect("accounts:farewell")
    days = erasure.undo_time() // timedelta(days=1)
    status = 422 if form.errors else 200
    return render(request, "accounts/close.html", {"form": form, "days": days}, status=status)


def _closed(request: HttpRequest, user: User, form: CloseForm) -> bool:
    try:
        erasure.close(user, site=request.site)
    except ValidationError as error:  # a council needs them
        form.add_error(None, error)
        return False
    logout(request)
    return True


@never_cache
@require_safe
def farewell(request: HttpRequest) -> HttpResponse:
    """``/compte/donnees/au-revoir/``: what happens now; the same for everybody."""
    days = erasure.undo_time() // timedelta(days=1)
    return render(request, "accounts/farewell.html", {"days": days})


@keeps_its_address
@never_cache
@on_portal
def undo(request: HttpRequest, key: str) -> HttpResponse:
    """``/compte/donnees/annuler/<key>/``: open a closed account again; a GET only shows the button.

    The key comes by mail, or from a sign-in that was proved. Somebody else who is signed in is not
    let through: it is not their account.
    """
    closure = links.read(key)
    is_theirs = closure and request.user.is_authenticated and request.user.pk != closure.user_id
    if closure is None or is_theirs:
        return _nothing_to_undo(request)
    if request.method != "POST":
        if erasure.pending(closure.user) is None:
            return _nothing_to_undo(request)
        context = {"until": closure.due_at}
        return render(request, "accounts/undo.html", context)
    try:
        erasure.undo(closure.pk)
    except erasure.TooLate:
        return _nothing_to_undo(request)
    messages.success(request, _("Votre compte est de retour, tel qu’il était. Connectez-vous."))
    return redirect("accounts:login")


def _nothing_to_undo(request: HttpRequest) -> HttpResponse:
    """The same words for a forged, used, expired or foreign link."""
    return render(request, "accounts/undo.html", {"until": None}, status=410)

"""Registering, and what the links of mails lead to. None of these pages is kept in a cache.

A link in a mail opens a page with one button: mail programs open links by themselves, and opening
changes nothing.
"""

from collections.abc import Callable
from dataclasses import dataclass

from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.pages.chrome import Entry
from cms.pages.form_guard import too_many
from cms.pages.site_views import home_trail
from cms.translations.typography import french
from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.accounts.privacy.held import duration

from . import acts, finding, letters, links, outcomes
from .acts import Outcome, Refused
from .finding import Place
from .forms import RegistrationForm
from .keeping import kept_days
from .outcomes import Told

SENT = "envoye"  # ?envoye=1 after a mail was sent: reloading the page sends nothing again
MAILS = Limit("registration", allowed=6, seconds=3600)  # to one address, whoever asks
METHODS = ["GET", "HEAD", "POST"]


@never_cache
@require_http_methods(METHODS)
def register(request: HttpRequest, path: str) -> HttpResponse:
    """``/agenda/fete/inscription/``, ``/seances/2026/pleniere/inscription/``."""
    place, reader = finding.place_or_404(request, path), _reader(request)
    most = acts.most_seats(place.page)
    if request.method != "POST":
        form = RegistrationForm(most_seats=most, reader=reader)
        return _form(request, place, form)
    form = RegistrationForm(request.POST, most_seats=most, reader=reader)
    if form.is_valid():
        if form.is_trapped:  # a machine filled the field nobody sees: it need not know
            return _sent(request)
        if refusal := _too_often(request, form):
            form.add_error(None, refusal)
        else:
            try:
                outcome, _row = acts.register(place.page, place.day, form.asked())
            except Refused as refused:
                form.add_error(None, str(refused))
            else:
                mailed = outcome is Outcome.MAILED
                return _sent(request) if mailed else HttpResponseRedirect(request.path)
    return _form(request, place, form, status=422)


def _too_often(request: HttpRequest, form: RegistrationForm) -> str:
    if too_many(request):
        return _("Trop de messages à la suite. Gardez ce texte et réessayez dans une heure.")
    if not form.reader and MAILS.take(form.cleaned_data["address"]):
        return _(
            "Plusieurs courriels sont déjà partis à cette adresse : regardez-y, ou "
            "réessayez dans une heure."
        )
    return ""


def _sent(request: HttpRequest) -> HttpResponse:
    return HttpResponseRedirect(f"{request.path}?{SENT}=1")


def _reader(request: HttpRequest) -> User | None:
    return request.user if request.user.is_authenticated else None


def _form(request: HttpRequest, place: Place, form, status: int = 200) -> HttpResponse:
    standing, row = place.standing, finding.own(place, form.reader)
    context = {
        "breadcrumbs": [*home_trail(), Entry(place.row.title, place.row.path)],
        "thing": place.row,
        "standing": standing,
        # What was typed too late is given back, and shown where it was typed.
        "form": form if (standing.is_open or form.is_bound) and not row else None,
        "own": row and outcomes.told_of(row),
        "cancel_path": row and links.path_of(links.CANCEL, row),
        "sent": SENT in request.GET,
        "hold_minutes": int(acts.HOLD.total_seconds() // 60),
        "kept": duration(kept_days()),
        "sign_in_url": "" if form.reader else _sign_in(request),
    }
    return render(request, "pages/registration.html", context, status=status)


def _sign_in(request: HttpRequest) -> str:
    return f"/compte/connexion/?next={request.path}"


# Links of mails ----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Act:
    """What the button of a link does, and what its page says."""

    name: str
    do: Callable[..., Outcome]
    told: Callable[..., Told]


CONFIRM = Act(links.CONFIRM, acts.confirm, outcomes.before_confirming)
ACCEPT = Act(links.ACCEPT, acts.accept, outcomes.before_accepting)
CANCEL = Act(links.CANCEL, acts.cancel, outcomes.before_cancelling)


@never_cache
@require_http_methods(METHODS)
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    return _by_link(request, CONFIRM, token)


@never_cache
@require_http_methods(METHODS)
def accept(request: HttpRequest, token: str) -> HttpResponse:
    return _by_link(request, ACCEPT, token)


@never_cache
@require_http_methods(METHODS)
def cancel(request: HttpRequest, token: str) -> HttpResponse:
    return _by_link(request, CANCEL, token)


def _by_link(request: HttpRequest, act: Act, token: str) -> HttpResponse:
    row = links.found(act.name, token)
    if row is None:
        return _link(request, outcomes.WORTHLESS(), status=404)
    refusal = ""
    if request.method == "POST":
        try:
            act.do(row)
            return HttpResponseRedirect(request.path)  # which says what became of it
        except Refused as refused:
            refusal = str(refused)
    told = act.told(row)
    context = {
        "thing": {
            "title": french(row.gathering.page.title),
            "url": letters.page_url(row.gathering),
            "when": letters.moment_words(row.gathering.starts_at),
        },
        "refusal": refusal,
        "seats": row.seats,
    }
    return _link(request, told, status=422 if refusal else 200, **context)


def _link(request: HttpRequest, told: Told, status: int, **context) -> HttpResponse:
    context = {"breadcrumbs": home_trail(), "told": told, **context}
    return render(request, "pages/registration_link.html", context, status=status)

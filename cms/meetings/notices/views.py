"""``/convocations/``: the notices of meetings by mail, on every site, without an account."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.pages.form_guard import too_many
from cms.pages.site_views import home_trail
from sites.accounts.limits import Limit
from sites.accounts.models import User
from sites.councils.hosts import table
from sites.councils.models import Council
from sites.notifications.subscriptions import subscribing

from .forms import NoticeForm
from .subjects import key_of

ASKED, DONE = "envoye", "abonne"  # ?envoye=1: a link is on its way; ?abonne=1: it is done
MAILS = Limit("subscription-mails", allowed=5, seconds=24 * 3600)  # to one address, whoever asks


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notices(request: HttpRequest) -> HttpResponse:
    """The form. What it answers does not depend on whether an address is known here."""
    account = _proven_account(request)
    if request.method != "POST":
        return _page(request, account, _form(request, account))
    form = _form(request, account, request.POST)
    if not form.is_valid():
        return _page(request, account, form, status=422)
    if form.is_trapped:  # a machine filled the field nobody sees: it need not know
        return _sent(request, ASKED)
    subjects = [key_of(council) for council in form.chosen()]
    if account:
        subscribing.subscribe(account.email.lower(), subjects)
        return _sent(request, DONE)
    if trouble := _too_many(request, form.cleaned_data["email"]):
        form.add_error(None, trouble)
        return _page(request, account, form, status=422)
    subscribing.ask(form.cleaned_data["email"], subjects, request.site)
    return _sent(request, ASKED)


def _too_many(request: HttpRequest, address: str) -> str:
    if too_many(request):
        return _("Trop de demandes à la suite. Réessayez dans une heure.")
    if MAILS.take(address):
        return _(
            "Plusieurs messages sont déjà partis aujourd’hui vers cette adresse : ouvrez le "
            "dernier, et regardez aussi parmi les indésirables. Ou réessayez demain."
        )
    return ""


def _proven_account(request: HttpRequest) -> User | None:
    """Who is signed in, when they have shown that they read the mail of their address."""
    user = request.user
    return user if isinstance(user, User) and subscribing.is_proven(user) else None


def _form(request: HttpRequest, account: User | None, data=None) -> NoticeForm:
    return NoticeForm(
        _councils(request.council),
        data,
        user=request.user,
        initial={"councils": _ticked(request)},
        asks_address=account is None,
        offers_all=request.council is None,
    )


def _councils(own: Council | None) -> list[Council]:
    """All of them, the site's own first."""
    known = [neighbour.council for neighbour in table().neighbours]
    return sorted(known, key=lambda council: council != own)


def _ticked(request: HttpRequest) -> list[str]:
    """The site's own council; on the portal the one that a link names (``?conseil=lba``)."""
    if request.council:
        return [request.council.code]
    return [code for code in [request.GET.get("conseil", "")] if code]


def _sent(request: HttpRequest, what: str) -> HttpResponse:
    return redirect(f"{request.path}?{what}=1")


def _page(
    request: HttpRequest, account: User | None, form: NoticeForm, *, status: int = 200
) -> HttpResponse:
    asked = next((what for what in (ASKED, DONE) if what in request.GET), "")
    context = {
        "breadcrumbs": home_trail(),
        "form": form,
        "sent": asked if request.method != "POST" else "",
        "email": account.email if account else "",
        "hours": subscribing.HOURS,
    }
    return render(request, "pages/notices.html", context, status=status)

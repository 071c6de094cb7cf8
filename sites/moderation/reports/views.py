"""« Signaler », and the notice of the law. Neither is cached, and nothing typed is ever lost."""

from urllib.parse import quote, urlunsplit

from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sites.accounts.limits import Limit
from sites.delivery.forgery import is_foreign
from sites.delivery.network import network_of
from sites.moderation import addresses, subjects
from sites.moderation.subjects import Kind, Subject

from . import filing
from .filing import Told
from .forms import NoticeForm, ReportForm

SENT = "envoye"  # ?envoye=1 after it was sent: reloading the page sends nothing again
OF_ACCOUNT = Limit("reports-account", allowed=20, seconds=24 * 3600)
OF_NETWORK = Limit("reports-network", allowed=10, seconds=3600)  # of people without an account
LONGEST_GIVEN_BACK = 20_000  # characters: more was not typed


@csrf_exempt  # is_foreign() is asked before anything is kept
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def report(request: HttpRequest, kind: str, key: str) -> HttpResponse:
    """``/signaler/<kind>/<key>/``: for whoever reads the thing, with or without an account."""
    if request.method != "POST" and SENT in request.GET:
        return _show(request, sent=True)
    found = subjects.kind_of(kind)
    subject = _readable(request, found, key)
    if found is None or subject is None:
        if request.method != "POST":
            raise Http404
        return _show(request, lost=request.POST.get("texte", ""), status=404)
    if request.method != "POST":
        return _show(request, subject, ReportForm(is_known=_is_known(request)))
    return _take_report(request, found, subject)


def _take_report(request: HttpRequest, kind: Kind, subject: Subject) -> HttpResponse:
    form = ReportForm(request.POST, is_known=_is_known(request))
    if not form.is_valid():
        return _show(request, subject, form, status=422)
    if form.is_trapped:  # a machine filled the field nobody sees: it need not know
        return HttpResponseRedirect(f"{request.path}?{SENT}=1")
    if refusal := _stale(request) or _too_many(request):
        form.add_error(None, refusal)
        return _show(request, subject, form, status=422)
    data = form.cleaned_data
    told = Told(data["motif"], data["texte"], email=data.get("courriel", ""))
    try:
        filing.file(kind, subject.key, request.user, told, network_of(request))
    except filing.Refused as refused:
        form.add_error(None, refused.message)
        return _show(request, subject, form, status=409)
    return HttpResponseRedirect(f"{request.path}?{SENT}=1")


def _readable(request: HttpRequest, kind: Kind | None, key: str) -> Subject | None:
    """The thing, public, and as its reader finds it on this site; not for its own author."""
    if kind is None or request.site is None:
        return None
    subject = kind.shown_to(request.user, key, request.council)
    if subject is None or not subject.is_visible:
        return None
    is_own = subject.author is not None and subject.author.pk == request.user.pk
    return None if is_own else subject


def _show(
    request: HttpRequest,
    subject: Subject | None = None,
    form: ReportForm | None = None,
    *,
    sent: bool = False,
    lost: str = "",
    status: int = 200,
) -> HttpResponse:
    notice = reverse("moderation:notice")
    context = {
        "thing": subject,
        "form": form,
        "sent": sent,
        "lost": lost[:LONGEST_GIVEN_BACK],
        "notice_url": f"{notice}?adresse={quote(subject.url, safe='')}" if subject else notice,
        "is_known": _is_known(request),
    }
    return render(request, "moderation/report.html", context, status=status)


# The notice of the law ----------------------------------------------------------------------------


@csrf_exempt  # is_foreign() is asked before anything is kept
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def notice(request: HttpRequest) -> HttpResponse:
    """``/signaler-un-contenu-illicite/``, the same on every site (DSA, art. 16)."""
    if request.site is None:
        raise Http404
    if request.method != "POST":
        if SENT in request.GET:
            return _show_notice(request, sent=True)
        initial = {"adresse": request.GET.get("adresse", "")[: addresses.LONGEST]}
        if request.user.is_authenticated:
            initial["courriel"] = request.user.email
        return _show_notice(request, NoticeForm(initial=initial))
    form = NoticeForm(request.POST)
    if not form.is_valid():
        return _show_notice(request, form, status=422)
    if form.is_trapped:
        return HttpResponseRedirect(f"{request.path}?{SENT}=1")
    if refusal := _stale(request) or _too_many(request):
        form.add_error(None, refusal)
        return _show_notice(request, form, status=422)
    return _take_notice(request, form)


def _take_notice(request: HttpRequest, form: NoticeForm) -> HttpResponse:
    data, url = form.cleaned_data, form.cleaned_data["adresse"]
    named = subjects.at(request.user, url)
    if named is None:  # a page, or what its sender may not read: its address is all we know
        kind, key = subjects.kind_of(addresses.Address.key), urlunsplit(url)
    else:
        kind, key = named
    told = Told("law", data["texte"], email=data["courriel"], name=data["nom"], is_notice=True)
    try:
        filing.file(kind, key, request.user, told, network_of(request))  # type: ignore[arg-type]
    except filing.Refused as refused:
        form.add_error(None, refused.message)
        return _show_notice(request, form, status=409)
    return HttpResponseRedirect(f"{request.path}?{SENT}=1")


def _show_notice(
    request: HttpRequest, form: NoticeForm | None = None, *, sent: bool = False, status: int = 200
) -> HttpResponse:
    context = {"form": form, "sent": sent}
    return render(request, "moderation/notice.html", context, status=status)


# Both ---------------------------------------------------------------------------------------------


def _is_known(request: HttpRequest) -> bool:
    return request.user.is_authenticated


def _stale(request: HttpRequest) -> str:
    """What is said of a form that came without its token: open for too long, or from elsewhere."""
    if not is_foreign(request):
        return ""
    return _("Le formulaire était ouvert depuis longtemps : relisez, puis envoyez-le de nouveau.")


def _too_many(request: HttpRequest) -> str:
    """Why no more is taken for now; empty when it is. Counts it.

    Who has an account is counted by it, so that a neighbour on the same network locks nobody out.
    """
    if _is_known(request):
        wait = OF_ACCOUNT.take(str(request.user.pk))
    else:
        wait = OF_NETWORK.take(network_of(request))
    if not wait:
        return ""
    return _("Beaucoup de signalements à la suite. Gardez ce texte, et réessayez dans une heure.")

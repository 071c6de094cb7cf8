"""The form that proposes a point, and the page of the link that confirms it. Neither is cached."""

from datetime import datetime

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from cms.pages.chrome import Entry
from cms.pages.form_guard import STARTED, too_many
from cms.pages.site_views import home_trail
from cms.publications import kinds
from cms.publications.listing import on_site
from cms.publications.models import Publication
from sites.accounts.entering.places import keeps_its_address
from sites.accounts.models import User

from ..models import MeetingPage, Proposal
from . import links, writing
from .account import account_of
from .calls import Call, form_address, last_moment, next_call, own_call
from .forms import ProposalForm
from .writing import Confirmed

SENT = "envoye"  # ?envoye=1 after it was sent: reloading the page sends nothing again
TO_CONFIRM, RECEIVED = "1", "recu"
GONE, NOT_FOUND = 410, 404
PRIVACY_PATH = "/donnees-personnelles/"


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def propose(request: HttpRequest, year: int, slug: str) -> HttpResponse:
    """``/seances/2026/pleniere/proposer/``"""
    page, row = _meeting_or_404(request, year, slug)
    account, now = account_of(request), timezone.now()
    email = account.email if account else ""
    if request.method != "POST":
        if sent := request.GET.get(SENT, ""):
            return _show(request, page, row, sent=sent)
        if call := own_call(page, row.path, now):
            return _show(request, page, row, form=ProposalForm(account_email=email), call=call)
        return _closed(request, page, row, None, now)
    form = ProposalForm(request.POST, account_email=email)
    call = own_call(page, row.path, now)
    if call is None:
        return _closed(request, page, row, form, now)
    if form.is_valid():
        if form.is_trapped:  # a machine filled the field nobody sees: it need not know
            return _sent(row, TO_CONFIRM)
        if refusal := _refusal(request, form.cleaned_data["email"]):
            form.add_error(None, refusal)
        else:
            return _keep(page, row, form, account, now)
    return _show(request, page, row, form=form, call=call, status=422)


def _meeting_or_404(request: HttpRequest, year: int, slug: str) -> tuple[MeetingPage, Publication]:
    """A meeting of this very site that everybody may read."""
    rows = on_site(request.council).filter(kind=kinds.MEETING, path=f"/seances/{year}/{slug}/")
    row = rows.first()
    if request.site is None or row is None or row.page_id is None:
        raise Http404
    return MeetingPage.objects.get(pk=row.page_id), row


def _refusal(request: HttpRequest, address: str) -> str:
    """Why no more is taken for now; empty when it may be. Counts it."""
    if too_many(request):
        return _("Trop de messages à la suite. Gardez ce texte et réessayez dans une heure.")
    if writing.FOR_AN_ADDRESS.take(address):
        return _(
            "Cinq propositions par jour pour une même adresse : gardez ce texte, et réessayez "
            "demain."
        )
    return ""


def _keep(
    page: MeetingPage, row: Publication, form: ProposalForm, account: User | None, now: datetime
) -> HttpResponse:
    told = form.cleaned_data
    proved = account if account and account.email.lower() == told["email"] else None
    writing.submit(page, row.home, told, proved, now)
    return _sent(row, RECEIVED if proved else TO_CONFIRM)


def _sent(row: Publication, what: str) -> HttpResponse:
    return HttpResponseRedirect(f"{form_address(row.path)}?{SENT}={what}")


def _closed(
    request: HttpRequest,
    page: MeetingPage,
    row: Publication,
    form: ProposalForm | None,
    now: datetime,
) -> HttpResponse:
    """Which meeting is open instead, with its form: what was typed stands in it already."""
    following = next_call(request.council, page.starts_at or now, now)
    typed = form.typed() if form else {}
    offered = ProposalForm(initial=typed | {STARTED: typed[STARTED]}) if form else None
    return _show(
        request,
        page,
        row,
        form=offered if following else None,
        following=following,
        typed=typed,
        is_closed=True,
        status=200 if form is None else 422,
    )


def _show(
    request: HttpRequest,
    page: MeetingPage,
    row: Publication,
    *,
    form: ProposalForm | None = None,
    call: Call | None = None,
    sent: str = "",
    status: int = 200,
    **more,
) -> HttpResponse:
    closes_at = page.proposals_close_at
    context = {
        "page": page,
        "breadcrumbs": [
            *home_trail(),
            Entry(_("Séances"), "/seances/"),
            Entry(row.title, row.path),
        ],
        "form": form,
        "call": call,
        "sent": sent,
        "is_closed": False,
        "following": None,
        "typed": {},
        "closed_on": last_moment(closes_at) if closes_at else "",
        "days": settings.RETENTION["proposals"]["days"],
        "meeting_url": row.path,
        "privacy_url": PRIVACY_PATH,
        **more,
    }
    return render(request, "pages/proposal_form.html", context, status=status)


# The link of the mail -----------------------------------------------------------------------------


@keeps_its_address
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def confirm(request: HttpRequest, token: str) -> HttpResponse:
    """``/seances/proposition/<token>/``: mail programs open it too, so a button confirms."""
    key = links.key_in(token)
    if request.site is None or key is None:
        return _tell(request, None, "forged", NOT_FOUND)
    rows = Proposal.objects.select_related("meeting")
    proposal = rows.filter(key=key).first()
    if proposal and proposal.council_id != (request.council.pk if request.council else None):
        return _tell(request, None, "forged", NOT_FOUND)
    if request.method == "POST":
        outcome = writing.confirm(key)
        return _tell(request, proposal, outcome.value, GONE if outcome is Confirmed.OVER else 200)
    if proposal is None:
        return _tell(request, None, "over", GONE)
    if proposal.state != Proposal.State.TO_CONFIRM:
        return _tell(request, proposal, "already")
    if timezone.now() >= proposal.link_ends_at:
        return _tell(request, proposal, "over", GONE)
    return _tell(request, proposal, "ask")


def _tell(
    request: HttpRequest, proposal: Proposal | None, step: str, status: int = 200
) -> HttpResponse:
    """``step``: ask, now, already, over, forged. What was typed is shown until it is confirmed."""
    meeting = proposal.meeting if proposal else None
    row = Publication.objects.filter(page_id=meeting.pk).first() if meeting else None
    following = None
    if step in ("over", "forged"):
        now = timezone.now()
        following = next_call(request.council, now, now)
    context = {
        "breadcrumbs": [*home_trail(), Entry(_("Séances"), "/seances/")],
        "step": step,
        "proposal": proposal if step in ("ask", "over") else None,
        "meeting": row,
        "following": following,
        "until": last_moment(proposal.link_ends_at) if proposal else "",
    }
    return render(request, "pages/proposal_confirm.html", context, status=status)

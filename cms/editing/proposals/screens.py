"""The queue, one proposal, and what is decided there. Nothing is here for who decides on none."""

from datetime import datetime
from functools import wraps

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages as notices
from wagtail.admin.paginator import WagtailPaginator

from cms.editing.teams_only import View, for_teams
from cms.meetings.models import Proposal
from cms.meetings.models.proposal import ProposalQuerySet
from cms.meetings.proposals.letters import CALL_BACK
from sites.delivery.furniture import furniture
from sites.notifications.models import Mail
from sites.teams.page_rights import Owner, code_of
from sites.teams.requests import TeamRequest

from . import agenda, deciding, reach
from .duties import ICON
from .forms import AnswerForm, MergeForm, TakeForm, meeting_name

A_PAGE, MOST_PARTNERS = 30, 200
State = Proposal.State
STATES = (
    ("a-traiter", gettext_lazy("À traiter"), (State.RECEIVED,)),
    ("decidees", gettext_lazy("Décidées"), (State.TAKEN, State.MERGED, State.ANSWERED)),
    ("ecartees", gettext_lazy("Écartées"), (State.SET_ASIDE,)),
    ("toutes", gettext_lazy("Toutes"), (State.RECEIVED, *Proposal.DECIDED)),
)


def of_theirs(view: View) -> View:
    """Only for who decides on the proposal of the address; the view gets it, and its site."""

    @for_teams
    @wraps(view)
    def guarded(request: TeamRequest, owners: list[Owner], pk: int) -> HttpResponse:
        rows = reach.proposals_of(owners).select_related(
            "meeting", "item_meeting", "decided_by", "merged_into", "mail"
        )
        proposal = rows.filter(pk=pk).first()
        owner = reach.owner_of(proposal, owners) if proposal else None
        if proposal is None or owner is None:
            raise Http404
        return view(request, proposal, owner)

    return guarded


# The list ---------------------------------------------------------------------------------------


@require_safe
@for_teams
def queue(request: TeamRequest, owners: list[Owner]) -> HttpResponse:
    """What was proposed to the reader's sites; what waits longest comes first."""
    choice = Choice(request, owners)
    order = "confirmed_at" if choice.state == STATES[0][0] else "-confirmed_at"
    rows = choice.rows.select_related("meeting").order_by(order, "pk")
    page = WagtailPaginator(rows, A_PAGE).get_page(request.GET.get("p"))
    return _screen(
        request,
        "queue.html",
        _("Propositions"),
        choice=choice,
        lines=[(row, reach.owner_of(row, owners)) for row in page],
        page=page,
        page_range=page.paginator.get_elided_page_range(page.number),
        show_site=len(owners) > 1 and not choice.owner,
    )


class Choice:
    """What the reader asks to see: ``?etat=``, ``?conseil=``; what is not theirs says nothing."""

    def __init__(self, request: HttpRequest, owners: list[Owner]):
        told = request.GET
        known = {key for key, _label, _states in STATES}
        self.state = told["etat"] if told.get("etat") in known else STATES[0][0]
        self.states = [(key, label, key == self.state) for key, label, _states in STATES]
        self.owners = [(owner, code_of(owner)) for owner in owners]
        code = told.get("conseil", "")
        self.owner = next((owner for owner, own in self.owners if own == code), None)
        self.code = code if self.owner else ""
        wanted = {key: states for key, _label, states in STATES}[self.state]
        within = reach.proposals_of([self.owner] if self.owner else owners)
        self.rows: ProposalQuerySet = within.filter(state__in=wanted)

    @property
    def query(self) -> str:
        """The address's query without the state."""
        return f"&conseil={self.code}" if self.code else ""


# One --------------------------------------------------------------------------------------------


@require_safe
@of_theirs
def one(request: TeamRequest, proposal: Proposal, owner: Owner) -> HttpResponse:
    return _one(request, proposal, owner)


def _once(view: View) -> View:
    """A decision: who comes second is told what was decided."""

    @require_POST
    @of_theirs
    @wraps(view)
    def decided(request: TeamRequest, proposal: Proposal, owner: Owner) -> HttpResponse:
        try:
            return view(request, proposal, owner)
        except deciding.AlreadyDecided as first:
            told = {"state": first.proposal.get_state_display(), "who": _who(first.proposal)}
            words = _("Trop tard : cette proposition est déjà traitée (%(state)s, par %(who)s).")
            notices.warning(request, words % told)
        except Proposal.DoesNotExist:
            raise Http404 from None
        return redirect("proposals_admin:one", proposal.pk)

    return decided


def _who(proposal: Proposal) -> str:
    return proposal.decided_by.public_name if proposal.decided_by else _("un compte effacé")


@_once
def take(request: TeamRequest, proposal: Proposal, owner: Owner) -> HttpResponse:
    form = TakeForm(request.POST, proposal=proposal, meetings=reach.meetings_of(owner))
    if not form.is_valid():
        return _one(request, proposal, owner, take=form)
    page, item = form.chosen()
    try:
        deciding.take(proposal.pk, page, item, request.user)
    except agenda.Refused as refused:
        form.add_error(None, refused.message)
        return _one(request, proposal, owner, take=form)
    notices.success(request, _("Le point est dans le brouillon de la séance.") + " " + _will_hear())
    return redirect("wagtailadmin_pages:edit", page.pk)


@_once
def merge(request: TeamRequest, proposal: Proposal, owner: Owner) -> HttpResponse:
    form = MergeForm(request.POST, partners=_partners(proposal, owner))
    if form.is_valid():
        try:
            deciding.merge(proposal.pk, form.cleaned_data["partner"], request.user)
        except deciding.NoSuchPartner:
            words = _("Cette proposition vient d’être traitée : choisissez-en une autre.")
            form.add_error("partner", words)
    if form.errors:
        return _one(request, proposal, owner, merge=form)
    notices.success(request, _("Les deux propositions sont regroupées.") + " " + _will_hear())
    return redirect("proposals_admin:queue")


@_once
def answer(request: TeamRequest, proposal: Proposal, owner: Owner) -> HttpResponse:
    form = AnswerForm(request.POST)
    if not form.is_valid():
        return _one(request, proposal, owner, answer=form)
    deciding.answer(proposal.pk, form.cleaned_data["text"], request.user)
    notices.success(request, _("La réponse est enregistrée.") + " " + _will_hear())
    return redirect("proposals_admin:queue")


@_once
def set_aside(request: TeamRequest, proposal: Proposal, owner: Owner) -> HttpResponse:
    deciding.set_aside(proposal.pk, request.user)
    notices.success(request, _("La proposition est écartée ; personne n’est prévenu."))
    return redirect("proposals_admin:queue")


@require_POST
@of_theirs
def reopen(request: TeamRequest, proposal: Proposal, owner: Owner) -> HttpResponse:
    was_told = deciding.reopen(proposal.pk, request.user)
    words = [_("La proposition est de nouveau à traiter.")]
    if was_told:
        words.append(_("La personne avait déjà reçu votre décision ; la prochaine lui sera dite."))
    if proposal.state == State.TAKEN:
        words.append(_("Le point reste dans la séance : retirez-le s’il n’y a plus sa place."))
    notices.success(request, " ".join(words))
    return redirect("proposals_admin:one", proposal.pk)


def _will_hear() -> str:
    minutes = int(CALL_BACK.total_seconds() // 60)
    words = _(
        "La personne le saura par courriel dans %(n)s minutes ; d’ici là, vous pouvez changer "
        "d’avis."
    )
    return words % {"n": minutes}


def _partners(proposal: Proposal, owner: Owner) -> list[Proposal]:
    """What it may be merged into: the rest of what waits or is on an agenda."""
    rows = reach.proposals_of([owner]).filter(state__in=(State.RECEIVED, State.TAKEN))
    return list(rows.exclude(pk=proposal.pk).order_by("-confirmed_at")[:MOST_PARTNERS])


def _one(request: TeamRequest, proposal: Proposal, owner: Owner, **forms) -> HttpResponse:
    """``forms``: the one that something is wrong with, by the name of its view."""
    shown = {}
    if proposal.is_waiting:
        meetings = reach.meetings_of(owner)
        shown = {
            "take": TakeForm(proposal=proposal, meetings=meetings),
            "merge": MergeForm(partners=_partners(proposal, owner)),
            "answer": AnswerForm(),
            "has_meetings": bool(meetings),
        }
    item_meeting = proposal.item_meeting
    return _screen(
        request,
        "one.html",
        proposal.subject,
        status=422 if forms else 200,
        proposal=proposal,
        owner=owner,
        meeting_name=meeting_name(proposal.meeting) if proposal.meeting else "",
        item_meeting_name=meeting_name(item_meeting) if item_meeting else "",
        decided_by=_who(proposal) if proposal.is_decided else "",
        leaves_at=_leaves_at(proposal),
        joined=proposal.joined.filter(state=State.MERGED).order_by("confirmed_at"),
        **(shown | forms),
    )


def _leaves_at(proposal: Proposal) -> datetime | None:
    """When its author will hear of the decision; None when they have, or will not."""
    mail = proposal.mail
    if mail is None or mail.state != Mail.State.WAITING or mail.attempts:
        return None
    return mail.due_at


def _screen(
    request: HttpRequest, template: str, title: str, *, status: int = 200, **context
) -> HttpResponse:
    queue_crumb = (_("Propositions"), reverse("proposals_admin:queue"))
    above = [queue_crumb] if template != "queue.html" else []
    around = furniture(title, icon=ICON, above=above)
    names = f"wagtailadmin/proposals/{template}"
    return render(request, names, around | context, status=status)

"""The notice of one meeting: what it says, to how many, and sending it.

Nobody's address is shown here, and none leaves by any other way than a mail to it.
"""

from dataclasses import dataclass
from functools import wraps

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe
from wagtail.admin import messages

from cms.editing.home.pages import below, title_of
from cms.editing.scheduling.words import moment
from cms.editing.teams_only import View, owners_of
from cms.meetings.models import MeetingPage
from cms.meetings.notices import sending
from cms.meetings.notices.calling import LEFT, What
from cms.meetings.notices.sending import Standing, standing_of
from cms.meetings.notices.subjects import councils_of
from sites.accounts.limits import Limit
from sites.delivery.furniture import furniture
from sites.notifications.rendering import Made
from sites.notifications.subscriptions.models import Event
from sites.teams.requests import TeamRequest
from sites.teams.scope import scope_of

from .words import TITLES, sort_of, state_of

ICON = "mail"
TESTS = Limit("notice-tests", allowed=20, seconds=3600)  # for each person


@dataclass(frozen=True)
class Line:
    """One notice of the list."""

    event: Event

    @property
    def sort(self) -> str:
        return sort_of(self.event)

    @property
    def state(self) -> str:
        return state_of(self.event)


def of_theirs(view: View) -> View:
    """Only for who changes pages of the meeting's site; the view gets the meeting as published."""

    @wraps(view)
    def guarded(request: TeamRequest, page_id: int) -> HttpResponse:
        owners = owners_of(scope_of(request))
        pages = below(MeetingPage.objects.select_related("place"), owners)
        page = pages.filter(pk=page_id).first()
        if page is None:
            raise Http404
        return view(request, page)

    return guarded


@require_safe
@of_theirs
def one(request: TeamRequest, page: MeetingPage) -> HttpResponse:
    """The text, the number of people, the buttons, and what was sent before."""
    standing = standing_of(page)
    made = sending.text_of(standing, _shown(standing)) if standing.facts else None
    above = [(title_of(page), reverse("wagtailadmin_pages:edit", args=[page.pk]))]
    context = {
        **furniture(_("Convocation"), icon=ICON, above=above, header=title_of(page)),
        "page": page,
        "moment": moment(page.starts_at) if page.starts_at else "",
        "standing": standing,
        "title": TITLES[standing.what] if standing.what else "",
        "made": made,
        "plain": _plain(made),
        "count": sending.audience(page),
        "councils": [council.name for council in councils_of(page)],
        "lines": [Line(event) for event in standing.events],
        "minutes": _minutes_left(standing.open),
        "without_agenda": _lacks_agenda(standing),
        "has_draft": page.live and page.has_unpublished_changes,
    }
    return render(request, "wagtailadmin/notices/one.html", context)


@require_POST
@of_theirs
def send(request: TeamRequest, page: MeetingPage) -> HttpResponse:
    try:
        sending.send(page, request.POST.get("what", ""), request.POST.get("seen", ""), request.user)
    except sending.Refused as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, _said(sending.audience(page)))
    return _back(page)


def _said(count: int) -> str:
    if count:
        return _("Le message part dans dix minutes. D’ici là, vous pouvez annuler l’envoi.")
    return _("C’est noté. Pendant dix minutes, vous pouvez encore l’annuler.")


@require_POST
@of_theirs
def stop(request: TeamRequest, page: MeetingPage) -> HttpResponse:
    waiting = standing_of(page).open
    if waiting and sending.stop(page, waiting, request.user):
        messages.success(request, _("L’envoi est annulé : personne n’a rien reçu."))
    else:
        messages.error(request, _("Trop tard : les messages sont déjà en route, ou déjà annulés."))
    return _back(page)


@require_POST
@of_theirs
def try_out(request: TeamRequest, page: MeetingPage) -> HttpResponse:
    """One copy to oneself."""
    standing = standing_of(page)
    if standing.facts is None:
        messages.error(request, standing.hindrance)
    elif TESTS.take(str(request.user.pk)):
        messages.error(request, _("Trop d’essais à la suite. Réessayez dans une heure."))
    else:
        sending.try_out(standing, _shown(standing), request.user)
        sent = _("Un essai vient de partir à %(address)s. Personne d’autre ne le reçoit.")
        messages.success(request, sent % {"address": request.user.email})
    return _back(page)


def _shown(standing: Standing) -> str:
    """The sort of notice that the screen shows: what is called for, what waits, what was last."""
    if standing.what:
        return standing.what
    last = next((event.what for event in standing.events if not event.is_over), "")
    return last or What.CALL


def _lacks_agenda(standing: Standing) -> bool:
    """Whether those who are called would not know why."""
    return bool(standing.facts and not standing.facts["items"] and standing.what not in LEFT)


def _plain(made: Made | None) -> str:
    return f"{made.subject}\n\n{sending.plain_text(made)}" if made else ""


def _minutes_left(event: Event | None) -> int:
    """Until it leaves; 0 once it should have."""
    if event is None or not event.is_waiting:
        return 0
    seconds = (event.due_at - timezone.now()).total_seconds()
    return max(0, -int(-seconds // 60))


def _back(page: MeetingPage) -> HttpResponse:
    return redirect("notices_admin:one", page.pk)

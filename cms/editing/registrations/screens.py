"""The list of dates, those registered for one of them, and what a team does there.

Nothing is here for who may not change pages of the site: 404, as for what does not exist.
"""

from datetime import timedelta

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages
from wagtail.log_actions import log

from cms.calendar import words
from cms.calendar.models import RegistrationState
from cms.calendar.registration import acts as registering
from cms.calendar.registration.acts import Outcome, Refused
from cms.calendar.registration.counting import Figures, figures_of
from cms.calendar.registration.keeping import kept_days
from cms.editing.teams_only import for_teams
from sites.delivery.furniture import furniture
from sites.teams.page_rights import Owner
from sites.teams.requests import TeamRequest

from . import attendance as coming_back
from . import reach
from .acts import ADDED, REMOVED
from .forms import AddForm, AttendanceForm, RemoveForm
from .reach import Chosen, chosen_or_404
from .sheet import as_pdf
from .spreadsheet import as_csv

ICON = "clipboard-list"
TITLE = gettext_lazy("Inscriptions")
AHEAD = timedelta(days=1200)
GROUPS = (
    (RegistrationState.REGISTERED, gettext_lazy("Inscrits")),
    (RegistrationState.OFFERED, gettext_lazy("À qui une place est proposée")),
    (RegistrationState.WAITING, gettext_lazy("Liste d’attente")),
)


@require_safe
@for_teams
def index(request: TeamRequest, owners: list[Owner]) -> HttpResponse:
    """Dates to come that take registrations, then those of the last weeks."""
    now = timezone.now()
    return _screen(
        request,
        "index.html",
        str(TITLE),
        coming=reach.lines_of(owners, now, now + AHEAD),
        past=reach.lines_of(owners, now - reach.SHOWN_BACK, now)[::-1],
        show_site=len(owners) > 1,
    )


@require_safe
def one(request: HttpRequest, page_id: int) -> HttpResponse:
    chosen = chosen_or_404(request, page_id)
    return _one(request, chosen, _add_form(chosen))


@require_POST
def add(request: HttpRequest, page_id: int) -> HttpResponse:
    """Write somebody down; places are counted as for everybody."""
    chosen = chosen_or_404(request, page_id)
    form = _add_form(chosen, request.POST)
    if form.is_valid():
        try:
            asked = form.asked()
            outcome, _row = registering.add(chosen.page, chosen.one.day, asked)
        except Refused as refused:
            form.add_error(None, str(refused))
        else:
            log(chosen.page, ADDED, user=request.user)
            said = {
                Outcome.REGISTERED: _("%(name)s a sa place."),
                Outcome.WAITING: _("C’est complet : %(name)s est en liste d’attente, à son rang."),
            }[outcome]
            messages.success(request, said % {"name": asked.name})
            return redirect(_url("one", chosen))
    return _one(request, chosen, form, status=422)


@require_http_methods(["GET", "HEAD", "POST"])
def remove(request: HttpRequest, pk: int) -> HttpResponse:
    """Take somebody off the list; they are told, and who waits moves up."""
    row, _owner = reach.registration_or_404(request, pk)
    page_id, day = row.gathering.page_id, row.gathering.day
    back = reverse("registrations:one", args=[page_id]) + (f"?date={day}" if day else "")
    form = RemoveForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        if registering.remove(row, form.cleaned_data["reason"]) is Outcome.OVER:
            messages.info(request, _("Cette personne n’était déjà plus inscrite."))
        else:
            log(row.gathering.page.specific, REMOVED, user=request.user)
            messages.success(
                request, _("L’inscription de %(name)s est annulée.") % {"name": row.name}
            )
        return redirect(back)
    title = _("Retirer cette personne ?")
    above = (row.gathering.page.title, back)
    return _screen(request, "remove.html", title, above=above, row=row, form=form, back=back)


@require_safe
def export(request: HttpRequest, page_id: int) -> HttpResponse:
    return as_csv(chosen_or_404(request, page_id))


@require_safe
def sheet(request: HttpRequest, page_id: int) -> HttpResponse:
    return as_pdf(chosen_or_404(request, page_id))


@require_http_methods(["GET", "HEAD", "POST"])
def attendance(request: HttpRequest, page_id: int) -> HttpResponse:
    """Tick who came, from the paper sheet."""
    chosen = chosen_or_404(request, page_id)
    rows = coming_back.registered(chosen.gathering)
    form = AttendanceForm(
        request.POST or None,
        initial={
            "came": [row.pk for row in rows if row.came],
            "walk_ins": chosen.gathering and chosen.gathering.walk_ins,
        },
    )
    form.fields["came"].choices = [(row.pk, _label(row)) for row in rows]  # type: ignore[attr-defined]
    if request.method == "POST" and form.is_valid():
        typed = form.cleaned_data
        coming_back.note(chosen, typed["came"], typed["walk_ins"], request.user)  # type: ignore[arg-type]
        messages.success(request, _("Les présences sont notées."))
        return redirect(_url("one", chosen))
    above = (chosen.page.title, _url("one", chosen))  # type: ignore[attr-defined]
    status = 422 if form.errors else 200
    title = _("Qui est venu ?")
    return _screen(
        request, "attendance.html", title, above=above, status=status, form=form, rows=rows
    )


@require_POST
def propose(request: HttpRequest, page_id: int) -> HttpResponse:
    """Write the number of those present into the meeting's draft."""
    chosen = chosen_or_404(request, page_id)
    if not coming_back.is_noted(chosen.gathering):
        raise Http404
    if not coming_back.may_propose(chosen, request.user):  # type: ignore[arg-type]
        messages.error(request, _("La séance est verrouillée ou son compte rendu est approuvé."))
        return redirect(_url("one", chosen))
    coming_back.propose(chosen, request.user)  # type: ignore[arg-type]
    messages.success(request, _("Le nombre est dans le brouillon : relisez-le, puis publiez."))
    return redirect("wagtailadmin_pages:edit", page_id)


def _label(row) -> str:
    return row.name if row.seats == 1 else f"{row.name} ({row.seats})"


def _add_form(chosen: Chosen, data=None) -> AddForm:
    return AddForm(data, most_seats=registering.most_seats(chosen.page))


def _one(request: HttpRequest, chosen: Chosen, form: AddForm, status: int = 200) -> HttpResponse:
    gathering, now = chosen.gathering, timezone.now()
    rows = reach.sure_rows(gathering)
    noted = coming_back.is_noted(gathering)
    return _screen(
        request,
        "one.html",
        chosen.page.title,  # type: ignore[attr-defined]
        status=status,
        chosen=chosen,
        when=words.when(chosen.one.starts, chosen.one.ends),
        figures=figures_of(gathering) if gathering else Figures(chosen.page.registration_capacity),
        groups=[(label, [row for row in rows if row.state == state]) for state, label in GROUPS],
        has_rows=bool(rows),
        is_anonymous=bool(rows) and not any(row.name for row in rows),
        can_add=chosen.one.starts > now and chosen.page.takes_registrations,
        has_begun=chosen.one.starts <= now,
        form=form,
        noted=noted,
        present=coming_back.present(gathering) if noted else 0,
        can_propose=noted and coming_back.may_propose(chosen, request.user),  # type: ignore[arg-type]
        kept_days=kept_days(),
    )


def _url(name: str, chosen: Chosen) -> str:
    page_id = chosen.page.pk
    return reverse(f"registrations:{name}", args=[page_id]) + chosen.query


def _screen(
    request: HttpRequest,
    template: str,
    title: str,
    *,
    above: tuple[str, str] | None = None,
    status: int = 200,
    **context,
) -> HttpResponse:
    whole = (str(TITLE), reverse("registrations:index"))
    steps = [whole] if title != whole[0] else []
    around = furniture(title, icon=ICON, above=[*steps, above] if above else steps)
    names = f"wagtailadmin/registrations/{template}"
    return render(request, names, around | context, status=status)

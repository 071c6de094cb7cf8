"""« Passation »: one page that is continued until all is done, then a page to print."""

from collections.abc import Callable
from dataclasses import dataclass

from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from sites.accounts.models import User
from sites.councils.models import Council
from sites.councils.roles import LEAD
from sites.teams import holding, inviting, words
from sites.teams.handover import checklist, registry, running
from sites.teams.handover.running import Choice
from sites.teams.members import TooFewLeads
from sites.teams.models import Handover, Succession
from sites.teams.rights import NotTheirs, Refused

from .forms import SuccessionsForm
from .screens import Team, TeamRequest, of_council, screen, team_crumbs
from .showing import members_of

INVITED = "i"  # begins the value of an invitation among who may take over


@dataclass(frozen=True)
class Row:
    """Somebody who leaves, in words."""

    leaver: str
    roles: str
    heir: str  # empty: nobody yet
    is_known: bool  # they are in the team: the work can change hands
    held: list[registry.Held]
    moved: list[str]
    has_left: bool


@of_council
@require_http_methods(["GET", "HEAD", "POST"])
def handover(request: TeamRequest, team: Team) -> HttpResponse:
    """The state of things; the form about who leaves begins a hand-over or changes it."""
    council = _council(team)
    current = running.open_of(council)
    form = _form(request, team, current)
    if request.method == "POST" and form.is_valid():
        try:
            return _choose(request, team, form)
        except NotTheirs:
            raise Http404 from None
        except Refused as refusal:
            form.add_error(None, refusal.message)
    return _page(request, team, current, form)


@transaction.atomic
def _choose(request: TeamRequest, team: Team, form: SuccessionsForm) -> HttpResponse:
    """All or nothing: a refusal sends no invitation either."""
    council = _council(team)
    sent = [
        inviting.invite(request.user, council, address, frozenset({LEAD})).pk
        for address in form.cleaned_data["adresses"]
    ]
    choices = [_choice(key, value) for key, value in form.chosen()]
    running.choose(request.user, council, _with_invited(choices, sent))
    if sent:
        told = ngettext(
            "%(n)d invitation est partie.", "%(n)d invitations sont parties.", len(sent)
        )
        messages.success(request, told % {"n": len(sent)})
    else:
        messages.success(request, _("C’est noté."))
    return redirect("teams:handover", team.code)


def _choice(key: int, value: str) -> Choice:
    if value.startswith(INVITED):
        return Choice(key, invitation_id=int(value[1:]))
    return Choice(key, successor_id=int(value) if value else None)


def _with_invited(choices: list[Choice], sent: list[int]) -> list[Choice]:
    """Whoever was just invited takes over from those without a successor, in their order."""
    waiting = iter(sent)
    return [
        one
        if one.successor_id or one.invitation_id
        else Choice(one.leaver_id, invitation_id=next(waiting, None))
        for one in choices
    ]


@of_council
@require_POST
def move(request: TeamRequest, team: Team) -> HttpResponse:
    """Hand the work over."""

    def act(current: Handover) -> HttpResponse:
        count = running.move(request.user, current.pk)
        told = ngettext(
            "%(n)d élément a changé de mains.", "%(n)d éléments ont changé de mains.", count
        )
        messages.success(request, told % {"n": count})
        return redirect("teams:handover", team.code)

    return _do(request, team, act)


@of_council
@require_POST
def end(request: TeamRequest, team: Team) -> HttpResponse:
    """The checklist, and with « terminer » the end: roles are taken, all is written down."""
    ticked = request.POST.getlist("fait")

    def act(current: Handover) -> HttpResponse:
        if "terminer" not in request.POST:
            running.note(request.user, current.pk, ticked)
            messages.success(request, _("C’est noté. Vous pouvez continuer un autre soir."))
            return redirect("teams:handover", team.code)
        raised = [int(key) for key in request.POST.getlist("responsable") if key.isdecimal()]
        done = running.end(request.user, current.pk, raised, ticked)
        if LEAD in holding.used_by(request.user, team.council):
            messages.success(request, _("La passation est terminée."))
            return redirect("teams:handover_report", team.code, done.pk)
        return _report(request, team, done, has_left=True)  # they could not open it any more

    return _do(request, team, act)


@of_council
@require_POST
def stop(request: TeamRequest, team: Team) -> HttpResponse:
    """Give it up."""

    def act(current: Handover) -> HttpResponse:
        running.stop(request.user, current.pk)
        messages.success(request, _("La passation est abandonnée : aucun rôle n’a changé."))
        return redirect(team.url)

    return _do(request, team, act)


@of_council
@require_safe
def report(request: TeamRequest, team: Team, pk: int) -> HttpResponse:
    """What was done and what is left, to print."""
    found = Handover.objects.filter(council=team.council, pk=pk).first()
    if found is None:
        raise Http404
    return _report(request, team, found)


# Parts --------------------------------------------------------------------------------------------


def _council(team: Team) -> Council:
    if team.council is None:
        raise Http404
    return team.council


def _do(request: TeamRequest, team: Team, act: Callable[[Handover], HttpResponse]) -> HttpResponse:
    current = running.open_of(_council(team))
    if current is None:
        messages.warning(request, _("Cette passation est déjà terminée."))
        return redirect(team.url)
    try:
        return act(current)
    except NotTheirs:
        raise Http404 from None
    except (Refused, TooFewLeads) as refusal:
        messages.error(request, refusal.message)
        return redirect("teams:handover", team.code)


def _form(request: TeamRequest, team: Team, current: Handover | None) -> SuccessionsForm:
    members = members_of(request, team)
    rows = list(current.successions.all()) if current else []
    gone = {row.leaver_id for row in rows if row.left_at}
    people = [(one.pk, one.name) for one in members if one.rank and one.pk not in gone]
    heirs = [(str(one.pk), one.name) for one in members if one.rank and one.is_acting]
    heirs += [
        (f"{INVITED}{one.pk}", _("%(address)s (invitation envoyée)") % {"address": one.address})
        for one in inviting.open_in(_council(team))
        if one.is_open
    ]
    initial: dict[str, object] = {}
    for row in rows:
        value = str(row.successor_id) if row.successor_id else ""
        if not value and row.invitation_id:
            value = f"{INVITED}{row.invitation_id}"
        initial |= {f"part_{row.leaver_id}": True, f"suite_{row.leaver_id}": value}
    posted = request.POST if request.method == "POST" else None
    return SuccessionsForm(people, heirs, posted, initial=initial)


def _page(
    request: TeamRequest, team: Team, current: Handover | None, form: SuccessionsForm
) -> HttpResponse:
    rows = _rows(current) if current else []
    return screen(
        request,
        "handover.html",
        _("Passation"),
        above=team_crumbs(team),
        team=team,
        handover=current,
        form=form,
        rows=rows,
        may_move=any(row.is_known and row.held for row in rows),
        left_behind=[row.leaver for row in rows if row.held and not row.is_known],
        outlook=running.outlook(current) if current else None,
        lines=checklist.lines(_council(team), current.ticked) if current else [],
    )


def _rows(current: Handover) -> list[Row]:
    rows = current.successions.select_related("leaver", "successor", "invitation")
    return [_row(row, current.council) for row in rows]


def _row(row: Succession, council: Council) -> Row:
    successor: User | None = row.successor
    return Row(
        leaver=row.leaver.public_name,
        roles=words.roles(holding.roles_of(row.leaver, council)),
        heir=running.heir_words(row),
        is_known=bool(successor and holding.used_by(successor, council)),
        held=registry.held_by(row.leaver, council),
        moved=registry.in_words(row.moved),
        has_left=bool(row.left_at),
    )


def _report(
    request: TeamRequest, team: Team, done: Handover, *, has_left: bool = False
) -> HttpResponse:
    council = _council(team)
    return screen(
        request,
        "report.html",
        _("Passation : ce qui est fait, ce qui reste"),
        above=() if has_left else team_crumbs(team),
        short=_("Aide-mémoire"),
        team=team,
        handover=done,
        rows=_rows(done),
        lines=checklist.lines(council, done.ticked),
        has_left=has_left,
        site_url=council.site.root_url,
    )

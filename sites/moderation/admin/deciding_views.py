"""One suspension: its page, and what moderators do with it."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from sites.moderation import appealing, deciding, rights
from sites.moderation.deciding import Outdated
from sites.moderation.models import Suspension
from sites.moderation.rights import Circle, NotAllowed

from .forms import AnswerForm, ReasonForm
from .screens import TeamRequest, list_crumb, of_theirs, one_crumb, screen
from .showing import Row, lines_of


@require_safe
@of_theirs
def one(request: TeamRequest, circle: Circle, suspension: Suspension) -> HttpResponse:
    """What was decided, why, by whom; its history; what the reader may do."""
    row = Row(suspension)
    return screen(
        request,
        "one.html",
        _("Suspension de %(who)s") % {"who": row.pseudonym},
        above=(list_crumb(),),
        short=row.pseudonym,
        row=row,
        suspension=suspension,
        lines=lines_of(suspension),
        may_confirm=row.is_waiting and rights.may_confirm(circle, suspension),
        may_decline=row.is_waiting,
        may_lift=row.is_running and rights.may_lift(circle, suspension),
        may_judge=row.appeal and row.has_open_appeal and rights.may_judge(circle, row.appeal),
    )


@require_POST
@of_theirs
def confirm(request: TeamRequest, circle: Circle, suspension: Suspension) -> HttpResponse:
    """The second person agrees."""
    told = _("%(who)s est suspendu partout.") % {"who": suspension.account.pseudonym}
    return _do(request, suspension, lambda: deciding.confirm(circle, suspension.pk), told)


@require_http_methods(["GET", "HEAD", "POST"])
@of_theirs
def decline(request: TeamRequest, circle: Circle, suspension: Suspension) -> HttpResponse:
    """Put a proposal away."""
    if not Row(suspension).is_waiting:
        return _over(request, suspension)
    return _with_reason(
        request,
        suspension,
        lambda reason: deciding.decline(circle, suspension.pk, reason),
        title=_("Écarter la proposition"),
        told=_("La proposition est écartée ; la personne n’en sait rien."),
        is_told=False,
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_theirs
def lift(request: TeamRequest, circle: Circle, suspension: Suspension) -> HttpResponse:
    """End it before its time."""
    if not rights.may_lift(circle, suspension):
        raise Http404
    if not Row(suspension).is_running:
        return _over(request, suspension)
    return _with_reason(
        request,
        suspension,
        lambda reason: deciding.lift(circle, suspension.pk, reason),
        title=_("Lever la suspension"),
        told=_("La suspension est levée ; la personne est prévenue par courriel."),
    )


@require_http_methods(["GET", "HEAD", "POST"])
@of_theirs
def appeal(request: TeamRequest, circle: Circle, suspension: Suspension) -> HttpResponse:
    """Read what the person says, and answer."""
    sent = Row(suspension).appeal
    if sent is None or not rights.may_judge(circle, sent):
        raise Http404
    if not sent.is_open:
        return _over(request, suspension)
    form = AnswerForm(suspension, request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        return _do(
            request,
            suspension,
            lambda: appealing.decide(
                circle, suspension.pk, data["reponse"], data["motif"], form.days
            ),
            _("Votre réponse est envoyée par courriel."),
        )
    return _screen(request, "appeal.html", _("Répondre au recours"), suspension, form)


def _with_reason(
    request: TeamRequest,
    suspension: Suspension,
    act: Callable[[str], object],
    *,
    title: str,
    told: str,
    is_told: bool = True,
) -> HttpResponse:
    form = ReasonForm(request.POST if request.method == "POST" else None)
    if not is_told:
        form.fields["motif"].help_text = _("Pour les autres modératrices et modérateurs.")
    if request.method == "POST" and form.is_valid():
        return _do(request, suspension, lambda: act(form.cleaned_data["motif"]), told)
    return _screen(request, "reason.html", title, suspension, form)


def _screen(
    request: TeamRequest, template: str, title: str, suspension: Suspension, form
) -> HttpResponse:
    above = (list_crumb(), one_crumb(suspension))
    row = Row(suspension)
    return screen(request, template, title, above=above, form=form, row=row, suspension=suspension)


def _do(
    request: TeamRequest, suspension: Suspension, act: Callable[[], object], told: str
) -> HttpResponse:
    try:
        act()
    except (NotAllowed, Outdated) as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, told)
    return redirect("suspensions_admin:one", suspension.pk)


def _over(request: TeamRequest, suspension: Suspension) -> HttpResponse:
    messages.warning(request, _("Il n’y a plus rien à décider ici."))
    return redirect("suspensions_admin:one", suspension.pk)

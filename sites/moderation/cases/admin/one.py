"""One case: what was said of it, what stands around it, and the decision."""

from collections.abc import Callable

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe
from wagtail.admin import messages

from sites.moderation import subjects
from sites.moderation.cases import appealing, deciding, keeping, rights, statements
from sites.moderation.deciding import Outdated
from sites.moderation.models import Case, Decision, DecisionAppeal
from sites.moderation.rights import Circle, NotAllowed, check_may_suspend
from sites.moderation.subjects import NoSuchPassage, NoSuchPicture

from .forms import CHOICES, AnswerForm, DecisionForm
from .screens import TeamRequest, case_crumb, of_theirs, queue_crumb, screen
from .showing import Row, lines_of, record_of, rule_offered, said


@require_safe
@of_theirs
def one(request: TeamRequest, circle: Circle, case: Case) -> HttpResponse:
    """``?decision=`` chooses one in advance."""
    return show_one(request, circle, case, None)


@require_POST
@of_theirs
def decide(request: TeamRequest, circle: Circle, case: Case) -> HttpResponse:
    """What was chosen, once; whatever is wrong, the form comes back as it was sent."""
    form = _form(case, request.POST)
    if not form.is_valid():
        return show_one(request, circle, case, form)
    try:
        decision = deciding.decide(circle, case.pk, form.choice())
    except NoSuchPassage as missing:
        told = _("Ce passage n’est pas dans le texte : « %(words)s ».")
        form.add_error("passages", told % {"words": missing.passage})
        return show_one(request, circle, case, form)
    except NoSuchPicture:  # its author has just taken it out
        form.add_error("images", _("Cette image n’est plus là."))
        return show_one(request, circle, case, form)
    except (NotAllowed, Outdated) as refusal:
        messages.error(request, refusal.message)
        case.refresh_from_db()
        return show_one(request, circle, case, form)
    back = messages.button(reverse("moderation_admin:case", args=[case.pk]), _("Revoir"))
    messages.success(request, _outcome(decision), buttons=[back])
    if following := _next(circle, case):
        return redirect("moderation_admin:case", following)
    return redirect("moderation_admin:queue")


@require_POST
@of_theirs
def undo(request: TeamRequest, circle: Circle, case: Case) -> HttpResponse:
    """Take the decision back: the case waits again."""
    told = _("La décision est annulée : tout est remis comme avant, et le dossier attend.")
    return _do(request, case, lambda: deciding.undo(circle, case.pk), told)


@require_POST
@of_theirs
def assign(request: TeamRequest, circle: Circle, case: Case) -> HttpResponse:
    """Take care of it, or leave it to others."""
    is_theirs = "prendre" in request.POST
    told = _("Ce dossier est à vous.") if is_theirs else _("Ce dossier n’est à personne.")
    return _do(request, case, lambda: deciding.assign(circle, case.pk, is_theirs), told)


@require_http_methods(["GET", "HEAD", "POST"])
@of_theirs
def appeal(request: TeamRequest, circle: Circle, case: Case) -> HttpResponse:
    """Read what the person says, and answer."""
    sent = DecisionAppeal.objects.filter(decision__case=case.pk).order_by("-pk").first()
    if sent is None:
        raise Http404
    sent.decision.case = case
    if not rights.may_judge(circle, sent):
        raise Http404
    if not sent.is_open:
        messages.warning(request, _("Il n’y a plus rien à décider ici."))
        return redirect("moderation_admin:case", case.pk)
    sent_by = {"by_reporter": sent.report_id is not None}
    form = AnswerForm(request.POST if request.method == "POST" else None, **sent_by)
    if request.method == "POST" and form.is_valid():
        data = form.cleaned_data
        told = _("Votre réponse est envoyée par courriel.")
        back = _do(
            request,
            case,
            lambda: appealing.decide(circle, sent.pk, data["reponse"], data["motif"]),
            told,
        )
        # Who answered for another council sees its case no longer.
        return back if rights.holds(circle, case) else redirect("moderation_admin:queue")
    return screen(
        request,
        "appeal.html",
        _("Répondre au recours"),
        above=(queue_crumb(), case_crumb(case)),
        case=case,
        row=Row(case),
        decision=sent.decision,
        appeal=sent,
        form=form,
        pictures=subjects.pictures(subjects.kind_of(case.kind), case.key),
        kept=keeping.of_case(case),
    )


def show_one(
    request: TeamRequest, circle: Circle, case: Case, form: DecisionForm | None
) -> HttpResponse:
    """The screen; ``form`` as it was sent, where it was."""
    kind = subjects.kind_of(case.kind)
    subject = kind.find(case.key) if kind else None
    refusal = rights.why_not(circle, case)
    withheld = subjects.withheld(kind, [case.key]) if case.is_open else {}
    row = Row(case, withheld.get(case.key, ""))
    decision = row.decision
    if case.is_open and not refusal:
        form = form or _form(case, chosen=request.GET.get("decision", ""), subject=subject)
    else:
        form = None
    sent = getattr(decision, "appeal", None) if decision else None
    if sent is None:
        sent = DecisionAppeal.objects.filter(decision__case=case.pk).order_by("-pk").first()
    return screen(
        request,
        "case.html",
        case.title,
        above=(queue_crumb(),),
        header=_("Dossier n° %(n)s") % {"n": case.pk},
        status=422 if form and form.errors else 200,
        case=case,
        row=row,
        subject=subject,
        has_changed=bool(subject and subject.text != case.text),
        pictures=subjects.pictures(kind, case.key),
        kept=keeping.of_case(case),
        around=kind.around(case.key) if kind else [],
        quoted=subjects.quoted(kind, case.key),
        said=said(row.reports),
        record=record_of(circle, case),
        form=form,
        refusal=refusal,
        decision=decision,
        appeal=sent,
        may_undo=decision is not None and not refusal and not deciding.why_not_undone(decision),
        may_judge=sent is not None and sent.is_open and rights.may_judge(circle, sent),
        may_suspend=_may_suspend(circle, case),
        sentences=[
            (rule, [str(text) for text in texts]) for rule, texts in statements.SENTENCES.items()
        ],
        lines=lines_of(case),
        is_theirs=case.assignee_id == circle.user.pk,
        neighbours=_neighbours(circle, case),
    )


def _form(case: Case, data=None, *, chosen: str = "", subject=None) -> DecisionForm:
    rule = rule_offered(case)
    initial = {
        "decision": chosen if chosen in dict(CHOICES) else "",
        "regle": rule,
        "motif": statements.first_sentence(rule),
        "version": subject.version if subject else "",
    }
    pictures = subjects.pictures(subjects.kind_of(case.kind), case.key)
    can_mask = case.kind != "address"
    return DecisionForm(data, initial=initial, can_mask=can_mask, pictures=pictures)


def _neighbours(circle: Circle, case: Case) -> dict[str, int | None]:
    """The open cases before and after this one, for the keys k and j."""
    rows = rights.visible(circle).filter(state=Case.State.OPEN).exclude(pk=case.pk)
    before = rows.filter(opened_at__lt=case.opened_at).order_by("-opened_at", "-pk")
    after = rows.filter(opened_at__gte=case.opened_at).order_by("opened_at", "pk")
    return {
        "before": before.values_list("pk", flat=True).first(),
        "after": after.values_list("pk", flat=True).first(),
    }


def _next(circle: Circle, case: Case) -> int | None:
    """The case that has waited longest and that the person may decide on."""
    rows = rights.visible(circle).filter(state=Case.State.OPEN)
    return rows.order_by("opened_at", "pk").values_list("pk", flat=True).first()


def _may_suspend(circle: Circle, case: Case) -> bool:
    if case.author is None:
        return False
    try:
        check_may_suspend(circle, case.author, case.council)
    except NotAllowed:
        return False
    return True


def _outcome(decision: Decision) -> str:
    told = {
        Decision.Outcome.KEPT: _("Gardé."),
        Decision.Outcome.MASKED: _("Masqué en partie ; la personne est prévenue par courriel."),
        Decision.Outcome.HIDDEN: _("Masqué ; la personne est prévenue par courriel."),
        Decision.Outcome.ILLEGAL: _("Retiré ; la personne est prévenue par courriel."),
    }
    return told[Decision.Outcome(decision.outcome)]


def _do(request: TeamRequest, case: Case, act: Callable[[], object], told: str) -> HttpResponse:
    try:
        act()
    except (NotAllowed, Outdated) as refusal:
        messages.error(request, refusal.message)
    else:
        messages.success(request, told)
    return redirect("moderation_admin:case", case.pk)

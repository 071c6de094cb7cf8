"""What a suspended person sees: their decisions, the page in place of a sign-in, the appeal."""

from dataclasses import dataclass

from django.contrib.auth.decorators import login_required
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_safe

from . import appealing, charter, links, words
from .forms import AppealForm
from .models import Appeal, Suspension
from .models.suspension import State


@dataclass(frozen=True)
class Answer:
    """An appeal as its author reads it."""

    sent_at: str
    text: str
    state: str
    decided_at: str
    reason: str


@dataclass(frozen=True)
class Decision:
    """A suspension as its person reads it; everything in words."""

    place: str
    state: str
    is_running: bool
    rule: str
    statement: str
    starts: str
    until: str
    lift_reason: str
    appeal_url: str  # empty when it cannot be contested (any more)
    appeal_until: str
    answer: Answer | None


def decision_of(suspension: Suspension) -> Decision:
    state = suspension.state()
    return Decision(
        place=words.place(suspension.council),
        state=str(state.value),
        is_running=state in (State.RUNNING, State.COMING),
        rule=charter.text_of(suspension.rule),
        statement=suspension.statement,
        starts=words.moment(suspension.since),
        until=words.until(suspension.ends_at),
        lift_reason=suspension.lift_reason,
        appeal_url="" if appealing.why_not(suspension) else links.appeal_path(suspension),
        appeal_until=words.moment(links.open_until(suspension)),
        answer=_answer(getattr(suspension, "appeal", None)),
    )


def _answer(appeal: Appeal | None) -> Answer | None:
    if appeal is None:
        return None
    decided_at = words.moment(appeal.decided_at) if appeal.decided_at else ""
    state = appeal.get_state_display()
    return Answer(words.moment(appeal.sent_at), appeal.text, state, decided_at, appeal.reason)


@never_cache
@login_required
@require_safe
def own(request: HttpRequest) -> HttpResponse:
    """``/compte/suspension/``: the reader's own suspensions, the newest first."""
    rows = Suspension.objects.filter(account=request.user.pk, starts_at__isnull=False)
    found = rows.select_related("council", "appeal").order_by("-starts_at", "-pk")
    context = {"decisions": [decision_of(suspension) for suspension in found]}
    return render(request, "accounts/suspensions.html", context)


@never_cache
def barred(request: HttpRequest, suspension: Suspension) -> HttpResponse:
    """In place of a sign-in, once the address is proven: why not, until when, how to contest."""
    context = {"decision": decision_of(suspension)}
    return _personal(render(request, "accounts/barred.html", context, status=403))


@csrf_exempt  # the address itself is the proof; a check by cookie would lose what was typed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def appeal(request: HttpRequest, token: str) -> HttpResponse:
    """``/compte/suspension/recours/<token>/``: for whoever holds the link, signed in or not."""
    try:
        suspension = links.found(token)
    except Suspension.DoesNotExist:
        raise Http404 from None
    form = AppealForm(request.POST if request.method == "POST" else None)
    refusal = appealing.why_not(suspension)
    status = 200
    if request.method == "POST" and form.is_valid():
        try:
            appealing.send(suspension.pk, form.cleaned_data["texte"])
        except appealing.Refused as refused:
            refusal, status = refused.message, 409
        else:
            return redirect("suspensions:appeal", token)
    context = {
        "decision": decision_of(suspension),
        "form": form,
        "refusal": refusal,
        "lost": request.POST.get("texte", "") if refusal else "",
    }
    return _personal(render(request, "accounts/appeal.html", context, status=status))


def _personal(response: HttpResponse) -> HttpResponse:
    """Its address, or what it shows, is nobody else's."""
    response["Referrer-Policy"] = "no-referrer"
    return response

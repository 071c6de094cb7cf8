"""A decision as the person it concerns reads it, through a signed link; and their appeal."""

from dataclasses import dataclass

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods

from sites.moderation import charter, words
from sites.moderation.appealing import Refused
from sites.moderation.forms import AppealForm
from sites.moderation.models import Decision, DecisionAppeal, Report
from sites.moderation.reports import links as report_links

from . import appealing, letters, links, reviewing


@dataclass(frozen=True)
class Answer:
    """An appeal as its author reads it."""

    sent_at: str
    text: str
    state: str
    decided_at: str
    reason: str


@dataclass(frozen=True)
class Verdict:
    """A decision as its author reads it; everything in words."""

    title: str
    text: str
    act: str
    rule: str
    statement: str
    decided_at: str
    is_undone: bool
    can_contest: bool
    appeal_until: str
    answer: Answer | None


def verdict_of(decision: Decision) -> Verdict:
    case = decision.case
    return Verdict(
        title=case.title,
        text=_words(decision),
        act=letters.act_of(decision),
        rule=charter.text_of(decision.rule) if decision.rule else "",
        statement=decision.statement,
        decided_at=words.moment(decision.decided_at),
        is_undone=decision.undone_at is not None,
        can_contest=not appealing.why_not(decision),
        appeal_until=words.moment(links.open_until(decision)),
        answer=_answer(_of_author(decision)),
    )


def _words(decision: Decision) -> str:
    """What it is about: their words, without the line that says what was done (``act_of``)."""
    text = decision.case.text
    is_act = decision.outcome == Decision.Outcome.ARRANGED
    return text.partition("\n\n")[2] if is_act else text


def _of_author(decision: Decision) -> DecisionAppeal | None:
    """What whoever reported says is not the author's to read."""
    appeal = getattr(decision, "appeal", None)
    return appeal if appeal and appeal.report_id is None else None


def _answer(appeal: DecisionAppeal | None) -> Answer | None:
    if appeal is None:
        return None
    decided_at = words.moment(appeal.decided_at) if appeal.decided_at else ""
    state = appeal.get_state_display()
    return Answer(words.moment(appeal.sent_at), appeal.text, state, decided_at, appeal.reason)


@csrf_exempt  # the address itself is the proof; a check by cookie would lose what was typed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def decision(request: HttpRequest, token: str) -> HttpResponse:
    """``/moderation/decision/<token>/``: for whoever holds the link, signed in or not."""
    try:
        found = links.found(token)
    except Decision.DoesNotExist:
        raise Http404 from None
    if found.case.council_id != (request.council.pk if request.council else None):
        raise Http404  # the link of one site is not another's
    form = AppealForm(request.POST if request.method == "POST" else None)
    refusal, status = appealing.why_not(found), 200
    if request.method == "POST" and form.is_valid():
        try:
            appealing.send(found.pk, form.cleaned_data["texte"])
        except Refused as refused:
            refusal, status = refused.message, 409
        else:
            return redirect("moderation:decision", token)
    context = {
        "decision": verdict_of(found),
        "form": form,
        "refusal": refusal,
        "lost": request.POST.get("texte", "") if refusal else "",
    }
    response = render(request, "moderation/contest.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"  # its address is nobody else's
    return response


@dataclass(frozen=True)
class Review:
    """A decision to keep something, as one of those who reported it reads it; in words."""

    number: int
    title: str
    decided_at: str
    is_undone: bool
    can_ask: bool
    ask_until: str
    answer: Answer | None


def review_of(report: Report, decision: Decision) -> Review:
    appeal = getattr(decision, "appeal", None)
    is_theirs = appeal is not None and appeal.report_id == report.pk
    return Review(
        number=report.pk,
        title=letters.title_told(decision),
        decided_at=words.moment(decision.decided_at),
        is_undone=decision.undone_at is not None,
        can_ask=not reviewing.why_not(report, decision),
        ask_until=words.moment(links.open_until(decision)),
        answer=_answer(appeal) if is_theirs else None,
    )


@csrf_exempt  # the address itself is the proof; a check by cookie would lose what was typed
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def review(request: HttpRequest, token: str) -> HttpResponse:
    """``/moderation/signalement/<token>/``: for whoever reported and holds the link."""
    try:
        report, found = report_links.found(token)
    except Report.DoesNotExist:
        raise Http404 from None
    if found.case.council_id != (request.council.pk if request.council else None):
        raise Http404  # the link of one site is not another's
    form = AppealForm(request.POST if request.method == "POST" else None)
    refusal, status = reviewing.why_not(report, found), 200
    if request.method == "POST" and form.is_valid():
        try:
            reviewing.send(report, found.pk, form.cleaned_data["texte"])
        except Refused as refused:
            refusal, status = refused.message, 409
        else:
            return redirect("moderation:review", token)
    context = {
        "review": review_of(report, found),
        "form": form,
        "refusal": refusal,
        "lost": request.POST.get("texte", "") if refusal else "",
    }
    response = render(request, "moderation/review.html", context, status=status)
    response["Referrer-Policy"] = "no-referrer"  # its address is nobody else's
    return response

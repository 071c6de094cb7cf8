"""Mails about cases: to the author, to those who reported, to moderators and judges.

All contexts hold plain texts, so that the outbox may keep them. What somebody reported is told to
nobody but moderators, and who reported it to nobody at all.
"""

from collections.abc import Iterable, Sequence

from django.conf import settings
from django.urls import reverse
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from sites.accounts.models import User
from sites.moderation import charter, words
from sites.moderation.links import root_of
from sites.moderation.models import Case, Decision, DecisionAppeal, Report
from sites.moderation.reports import letters as report_letters
from sites.moderation.reports import links as report_links
from sites.moderation.reports.letters import site_of
from sites.moderation.subjects import Subject
from sites.notifications import composing, outbox
from sites.notifications.models import Mail
from sites.notifications.rendering import language_of
from sites.notifications.telling import announcing
from sites.notifications.telling.kinds import MODERATION

from .links import open_until, path_of, url_of

QUOTE = 300  # characters of what somebody wrote, to know what it is about


# To the author ------------------------------------------------------------------------------------


def tell_hidden(case: Case, subject: Subject) -> None:
    """It is hidden by itself until somebody has looked at it."""
    _to_author("case_hidden", case, subject.author)


def tell_decided(decision: Decision) -> None:
    """The statement of reasons; a thing that was kept is told only when it had been hidden."""
    case = decision.case
    if not decision.restricts:
        if case.hidden_at:
            _to_author("case_kept", case, decision.author, url=case.url)
        return
    _to_author("decision", case, decision.author, decision, link=url_of(decision))


def tell_undone(decision: Decision) -> None:
    """Moderators took a decision back."""
    if decision.restricts:
        _to_author("decision_undone", decision.case, decision.author, url=decision.case.url)


def tell_appeal_received(appeal: DecisionAppeal) -> None:
    """The acknowledgement."""
    decision = appeal.decision
    told = {"appeal": appeal.text, "link": url_of(decision)}
    _to_author("decision_appeal_received", decision.case, decision.author, decision, **told)


def tell_appeal_decided(appeal: DecisionAppeal) -> None:
    """What another person decided."""
    decision = appeal.decision
    told = {"outcome": appeal.state, "reason": appeal.reason}
    _to_author("decision_appeal_decided", decision.case, decision.author, decision, **told)


def facts_of(decision: Decision) -> dict:
    """What every mail about a decision may say, in the language of the moment."""
    return {
        "act": act_of(decision),
        "rule": charter.text_of(decision.rule),
        "statement": decision.statement,
        "warns": decision.warns,
        "appeal_until": words.moment(open_until(decision)),
        "charter_url": f"{root_of(decision.case.council)}/charte-du-forum/",
        "reported": decision.case.origin == Case.Origin.REPORTS,
    }


def act_of(decision: Decision) -> str:
    """What was done, as a sentence."""
    if decision.outcome == Decision.Outcome.ARRANGED:
        return decision.case.text.partition("\n")[0]
    return {
        Decision.Outcome.KEPT: _("Il reste en place."),
        Decision.Outcome.MASKED: _masked(decision),
        Decision.Outcome.HIDDEN: _("Il est masqué : vous et la modération le voyez encore."),
        Decision.Outcome.ILLEGAL: _("Il est retiré, parce que la loi l’interdit."),
    }[Decision.Outcome(decision.outcome)]


def _masked(decision: Decision) -> str:
    """Which part: words, pictures or both."""
    words_masked = _("Une partie en est masquée.")
    if not decision.pictures:
        return words_masked
    pictures_masked = ngettext(
        "Une image en est masquée : vous et la modération la voyez encore.",
        "%(n)s images en sont masquées : vous et la modération les voyez encore.",
        decision.pictures,
    ) % {"n": decision.pictures}
    return f"{words_masked} {pictures_masked}" if decision.passages else pictures_masked


# To those who reported ----------------------------------------------------------------------------


def tell_reporters(decision: Decision) -> None:
    """Each of them, with or without an account; not why, which is between the author and us."""
    reports = decision.case.reports.select_related("reporter")
    for report in reports:
        tell_reporter(report, decision)


def tell_reporter(report: Report, decision: Decision) -> None:
    report_letters.promise("report_decided", report, decision=decision.pk)


def tell_review_received(appeal: DecisionAppeal) -> None:
    """The acknowledgement of somebody's wish that another person looks again."""
    if appeal.report:
        report_letters.promise("review_received", appeal.report, appeal=appeal.pk)


def tell_review_decided(appeal: DecisionAppeal) -> None:
    """What that other person says."""
    if appeal.report:
        report_letters.promise("review_decided", appeal.report, appeal=appeal.pk)


def _report_decided(mail: Mail) -> Mail | None:
    report = report_letters.find(mail)
    decision = Decision.objects.filter(pk=mail.about["decision"]).first()
    if report is None or decision is None:
        return None
    with translation.override(language_of(report.reporter)):
        context = {
            "about": title_told(decision),
            "number": report.pk,
            "is_notice": report.is_notice,
            "kept": decision.outcome == Decision.Outcome.KEPT,
            "masked": decision.outcome == Decision.Outcome.MASKED,
            "rule": charter.text_of(decision.rule) if decision.rule else "",
            "link": "" if decision.restricts else report_links.url_of(report, decision),
            "appeal_until": words.moment(open_until(decision)),
        }
    return report_letters.fill(mail, report, context)


def _review(mail: Mail) -> Mail | None:
    report = report_letters.find(mail)
    rows = DecisionAppeal.objects.select_related("decision")
    appeal = rows.filter(pk=mail.about["appeal"]).first()
    if report is None or appeal is None:
        return None
    with translation.override(language_of(report.reporter)):
        told = {"number": report.pk, "about": title_told(appeal.decision)}
        if mail.kind == "review_received":
            told["link"] = report_links.url_of(report, appeal.decision)
        else:
            told |= {"outcome": appeal.state, "reason": appeal.reason}
    return report_letters.fill(mail, report, told)


def title_told(decision: Decision) -> str:
    """What the thing may be called to somebody else, now."""
    if decision.outcome == Decision.Outcome.ILLEGAL:
        return ""
    return report_letters.title_now(decision.case)


def declare() -> None:
    report_letters.declare()
    composing.register("report_decided", _report_decided)
    for kind in ("review_received", "review_decided"):
        composing.register(kind, _review)


# To moderators ------------------------------------------------------------------------------------


def tell_moderators(person: User, cases: Sequence[Case]) -> None:
    """What waits: one case with its own link, several with the queue's."""
    with translation.override(language_of(person)):
        only = cases[0] if len(cases) == 1 else None
        path = (
            reverse("moderation_admin:case", args=[only.pk])
            if only
            else reverse("moderation_admin:queue")
        )
        context = {
            "link": f"{settings.WAGTAILADMIN_BASE_URL}{path}",
            "lines": [_line(case) for case in cases[:20]],
            "more": max(0, len(cases) - 20),
            "is_one": only is not None,
            "hidden": sum(case.hidden_at is not None for case in cases),
        }
        outbox.post("cases_waiting", person.email, context, site=site_of(cases[0]), person=person)


def tell_judges(appeal: DecisionAppeal, people: Iterable[User]) -> None:
    """There is an appeal to decide on."""
    case = appeal.decision.case
    path = reverse("moderation_admin:appeal", args=[case.pk])
    for person in people:
        with translation.override(language_of(person)):
            context = {"about": case.title, "link": f"{settings.WAGTAILADMIN_BASE_URL}{path}"}
            outbox.post(
                "decision_appeal_waiting", person.email, context, site=site_of(case), person=person
            )


def _line(case: Case) -> str:
    """« Les pavés : 2 signalements »."""
    return _("%(title)s : %(why)s") % {"title": case.title, "why": case.get_origin_display()}


# Parts --------------------------------------------------------------------------------------------


def _to_author(
    kind: str, case: Case, author: User | None, decision: Decision | None = None, **more
) -> None:
    """``decision``: with all that is to be said of it."""
    if author is None or not author.is_active:
        return
    with translation.override(language_of(author)):  # not of whoever decides
        context = {
            "pseudonym": author.pseudonym,
            "about": case.title,
            "quote": _quote(case.text),
            "charter_url": f"{root_of(case.council)}/charte-du-forum/",
            **(facts_of(decision) if decision else {}),
            **more,
        }
        outbox.post(kind, author.email, context, site=site_of(case), person=author)
        if decision:
            show_author(kind, case, author, decision)


def show_author(kind: str, case: Case, author: User, decision: Decision) -> None:
    """The same among what the site tells them, in the language of the moment."""
    title = _("Décision de la modération : « %(title)s »") % {"title": case.title}
    announcing.tell(
        author,
        MODERATION.key,
        key=f"{kind}:{decision.pk}",
        title=title,
        text=act_of(decision) if kind == "decision" else "",
        path=path_of(decision),
        site=site_of(case),
        is_mailed=True,
    )


def _quote(text: str) -> str:
    return text if len(text) <= QUOTE else text[:QUOTE].rsplit(" ", 1)[0] + "…"

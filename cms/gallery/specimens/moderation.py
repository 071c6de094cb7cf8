"""Reporting something, the decision about it, the yearly figures, and who is told of each."""

from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from sites.moderation.cases.views import Answer, Review, Verdict
from sites.moderation.forms import AppealForm
from sites.moderation.reports.forms import NoticeForm, ReportForm

from ..material import people, things
from ..registry import Group, Setting, Shelf
from .forms import FOCUS_ON_ERRORS
from .mails import mail

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
RULE = "Pas de renseignement privé : ni nom complet, ni adresse, ni téléphone de quelqu’un."
REASONS = "Votre message donne l’adresse d’une personne.\n\nElle nous a demandé de l’ôter."
TITLE, WORDS = (
    "Où mettre des arceaux ? (message n° 2)",
    "Il habite au 12, comme tout le monde sait.",
)
FROM, DEADLINE = "22 novembre 2026 à 18 h 05", "25 mai 2027 à 18 h 05"
ANSWER = Answer(FROM, "Je n’ai nommé personne.", "décision annulée", FROM, "En effet.")


def reported(**fields) -> SimpleNamespace:
    told = {
        "title": TITLE,
        "text": WORDS,
        "author_name": people.RIGHT_TO_LEFT,
        "url": "/forum/forum/rues-1/topic/arceaux-7/#message-2",
    }
    return SimpleNamespace(**(told | fields))


def reporting(thing: SimpleNamespace | None = None, data: dict | None = None, **more):
    def made(scene) -> dict:
        form = ReportForm(data, is_known=False) if thing else None
        if form and data is not None:
            form.is_valid()
        return {
            "thing": thing,
            "form": form,
            "sent": False,
            "lost": "",
            "notice_url": "/signaler-un-contenu-illicite/",
            "is_known": False,
            **more,
        }

    return made


page, label = "moderation/report.html", _("Signaler")
at: dict = {"path": "/signaler/forum.post/2/"}
shelf(page, label, reporting(reported()), **at)
shelf(
    page,
    label,
    reporting(reported(), {"texte": "", "courriel": "lilas@"}),
    _("erreurs"),
    "wrong",
    notes=(FOCUS_ON_ERRORS,),
    **at,
)
long = reported(title=things.LONG_WORD * 3, text=things.LONG_SUMMARY)
shelf(page, label, reporting(long), _("texte long"), "long", **at)
shelf(page, label, reporting(sent=True), _("reçu"), "sent", **at)
shelf(page, label, reporting(lost="C’est mon adresse."), _("plus public"), "gone", **at)


def noticing(data: dict | None = None, **more):
    def made(scene) -> dict:
        form = NoticeForm(data)
        if data is not None:
            form.is_valid()
        return {"form": form, "sent": False, **more}

    return made


page, label = "moderation/notice.html", _("Signaler un contenu illicite")
at = {"path": "/signaler-un-contenu-illicite/"}
shelf(page, label, noticing(), **at)
shelf(
    page,
    label,
    noticing({"explication": ""}),
    _("erreurs"),
    "wrong",
    notes=(FOCUS_ON_ERRORS,),
    **at,
)
shelf(page, label, noticing(form=None, sent=True), _("reçu"), "sent", **at)


def verdict(**fields) -> Verdict:
    told: dict = {
        "title": TITLE,
        "text": WORDS,
        "act": "Il est masqué : vous et la modération le voyez encore.",
        "rule": RULE,
        "statement": REASONS,
        "decided_at": FROM,
        "is_undone": False,
        "can_contest": True,
        "appeal_until": DEADLINE,
        "answer": None,
    }
    return Verdict(**(told | fields))


def contesting(decision: Verdict | None = None, data: dict | None = None, **more):
    def made(scene) -> dict:
        form = AppealForm(data)
        form.is_valid()
        told = {"decision": decision or verdict(), "form": form, "refusal": "", "lost": ""}
        return told | more

    return made


answered = verdict(is_undone=True, can_contest=False, answer=ANSWER)
page, label = "moderation/contest.html", _("Une décision sur un message")
at = {"path": "/moderation/decision/jeton/"}
shelf(page, label, contesting(), **at)
shelf(page, label, contesting(data={"texte": ""}), _("erreurs"), "wrong", **at)
over = contesting(answered, refusal="Vous avez déjà contesté.", lost="Encore un mot.")
shelf(page, label, over, _("refusé, le texte est rendu"), "refused", **at)
part = Shelf(Group.FORMS)
part("moderation/parts/verdict.html", _("Une décision"), {"decision": answered})


def reviewing(data: dict | None = None, answer: Answer | None = None, **more):
    def made(scene) -> dict:
        form = AppealForm(data)
        form.is_valid()
        review = Review(12, TITLE, FROM, answer is not None, answer is None, DEADLINE, answer)
        return {"review": review, "form": form, "refusal": "", "lost": ""} | more

    return made


page, label = "moderation/review.html", _("Un signalement qui n’a pas été suivi")
at = {"path": "/moderation/signalement/jeton/"}
shelf(page, label, reviewing(), **at)
shelf(page, label, reviewing({"texte": ""}), _("erreurs"), "wrong", **at)
over = reviewing(answer=ANSWER, refusal="Vous avez déjà demandé.", lost="Encore un mot.")
shelf(page, label, over, _("refusé, le texte est rendu"), "refused", **at)

figures = {
    "figures": SimpleNamespace(year=2026),
    "figure_groups": [
        ("signalements", [("signalements reçus", 41), ("dont envoyés avec un compte", 29)]),
        ("délais", [("délai médian, en heures", 6.5), ("décisions en moins d’un jour", None)]),
    ],
    "years": [2026, 2025],
    "csv_url": "/moderation/chiffres.csv?annee=2026",
}
shelf("moderation/figures.html", _("Chiffres"), figures, path="/moderation/chiffres/")

ROOT = "https://lba.exemple.fr"
TOLD = {
    "pseudonym": people.RIGHT_TO_LEFT,
    "about": TITLE,
    "quote": WORDS,
    "act": "Il est masqué : vous et la modération le voyez encore.",
    "rule": RULE,
    "statement": REASONS,
    "warns": True,
    "reported": True,
    "appeal_until": DEADLINE,
    "appeal": "Je n’ai nommé personne.",
    "reason": "En effet, ce n’est pas une adresse.",
    "url": f"{ROOT}/forum/",
    "charter_url": f"{ROOT}/charte-du-forum/",
    "number": 12,
    "is_notice": False,
    "kept": False,
    "masked": False,
}
LINK = {"link": f"{ROOT}/moderation/decision/jeton/"}
mail("report_received", _("Un signalement reçu"), TOLD)
mail("notice_received", _("Une notification reçue"), TOLD)
for what, state in (("kept", _("gardé")), ("masked", _("masqué en partie")), ("", _("masqué"))):
    more: dict = {what: True} if what else {"is_notice": True}
    more["link"] = f"{ROOT}/moderation/signalement/jeton/" if what == "kept" else ""
    mail("report_decided", _("Ce que devient un signalement"), TOLD | more, state, what or "hidden")
mail("case_hidden", _("Un message masqué en attendant"), TOLD)
mail("case_kept", _("Un message de nouveau public"), TOLD)
mail("decision", _("Une décision, avec ses motifs"), TOLD | LINK)
mail("decision_undone", _("Une décision annulée"), TOLD)
mail("decision_appeal_received", _("Un recours contre une décision"), TOLD | LINK)
mail("decision_appeal_waiting", _("Le même, à la modération"), TOLD | LINK)
for outcome, state in (("confirmed", _("maintenue")), ("reversed", _("annulée"))):
    told = TOLD | {"outcome": outcome}
    mail("decision_appeal_decided", _("Une décision réexaminée"), told, state, outcome)
mail("review_received", _("Un nouvel examen demandé"), TOLD | LINK)
for outcome, state in (("confirmed", _("maintenue")), ("reversed", _("annulée"))):
    mail("review_decided", _("Un nouvel examen"), TOLD | {"outcome": outcome}, state, outcome)
WAITING = {"more": 0, "hidden": 0} | LINK
mail(
    "cases_waiting",
    _("Un signalement, à la modération"),
    {"is_one": True, "lines": [TITLE]} | WAITING,
)
several = {"is_one": False, "lines": [TITLE, "Un banc"], "more": 3, "hidden": 1} | LINK
mail("cases_waiting", _("Un signalement, à la modération"), several, _("plusieurs"), "several")

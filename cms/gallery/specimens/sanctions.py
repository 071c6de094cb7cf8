"""What a suspended person sees and is sent."""

from django.utils.translation import gettext_lazy as _

from sites.moderation.forms import AppealForm
from sites.moderation.views import Answer, Decision

from ..material import people, things
from ..registry import Group, Setting, Shelf
from .mails import mail

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
RULE = "Pas d’insulte, de menace ni de propos discriminatoire."
FACTS = (
    "Le 21 novembre, dans « Où mettre des arceaux ? », vous avez insulté deux voisins.\n\n"
    "C’est la deuxième fois."
)
FROM, UNTIL = "22 novembre 2026 à 18 h 05", "jusqu’au 29 novembre 2026 à 18 h 05"
DEADLINE = "25 mai 2027 à 18 h 05"
ANSWER = Answer(
    FROM, "Je n’ai insulté personne.", "suspension raccourcie", FROM, "Une fois, pas deux."
)


def decision(**fields) -> Decision:
    told: dict = {
        "place": "dans le conseil « Louis Blanc – Aqueduc »",
        "state": "en cours",
        "is_running": True,
        "rule": RULE,
        "statement": FACTS,
        "starts": FROM,
        "until": UNTIL,
        "lift_reason": "",
        "appeal_url": "/compte/suspension/recours/jeton/",
        "appeal_until": DEADLINE,
        "answer": None,
    }
    return Decision(**(told | fields))


def appealing(data: dict | None = None, **more):
    def made(scene) -> dict:
        form = AppealForm(data)
        form.is_valid()
        return {"decision": decision(), "form": form, "refusal": "", "lost": "", **more}

    return made


answered = decision(state="terminée", is_running=False, appeal_url="", answer=ANSWER)
lifted = decision(
    state="levée", is_running=False, appeal_url="", lift_reason="Une erreur de notre part."
)
long = decision(statement=things.LONG_SUMMARY + "\n" + things.LONG_WORD)

own, label = "accounts/suspensions.html", _("Mes suspensions")
there = {"path": "/compte/suspension/"}
shelf(own, label, {"decisions": [decision(), answered, lifted]}, **there)
shelf(own, label, {"decisions": []}, _("aucune"), "none", **there)

barred, label = "accounts/barred.html", _("Compte suspendu")
shelf(barred, label, {"decision": decision(place="sur tous les sites")}, path="/compte/connexion/")
shelf(barred, label, {"decision": long}, _("texte long"), "long", path="/compte/connexion/")

page, label = "accounts/appeal.html", _("Contester une suspension")
at = {"path": "/compte/suspension/recours/jeton/"}
shelf(page, label, appealing(), **at)
shelf(page, label, appealing({"texte": ""}), _("erreurs"), "wrong", **at)
refused = appealing(decision=answered, refusal="Vous avez déjà contesté.", lost="Encore un mot.")
shelf(page, label, refused, _("refusé, le texte est rendu"), "refused", **at)

part = Shelf(Group.FORMS)
part("accounts/parts/decision.html", _("Une suspension"), {"decision": answered})
part("accounts/parts/redress.html", _("Les recours de droit"), {})

TOLD = {
    "pseudonym": people.RIGHT_TO_LEFT,
    "place": "dans le conseil « Louis Blanc – Aqueduc »",
    "rule": RULE,
    "statement": FACTS,
    "starts": FROM,
    "until": UNTIL,
    "reason": "Une fois, pas deux.",
    "appeal": "Je n’ai insulté personne.",
    "team": "Louis Blanc – Aqueduc",
    "appeal_until": DEADLINE,
    "charter_url": "https://lba.exemple.fr/charte-du-forum/",
}
LINK = {"link": "https://lba.exemple.fr/compte/suspension/recours/jeton/"}
mail("suspension", _("Une suspension, avec ses motifs"), TOLD | LINK)
mail("suspension_lifted", _("Une suspension levée"), TOLD)
mail("suspension_team", _("Une suspension, à l’équipe"), TOLD)
mail("appeal_received", _("Un recours reçu"), TOLD | LINK)
mail("appeal_waiting", _("Un recours, à la modération"), TOLD | LINK)
for outcome, state in (
    ("shortened", _("raccourcie")),
    ("confirmed", _("maintenue")),
    ("reversed", _("annulée")),
):
    mail("appeal_decided", _("Un recours tranché"), TOLD | {"outcome": outcome}, state, outcome)

"""The starting points that come with Quartiers, by type of page.

Texts in « [… ] » are for their writer to replace; the checks find those that were left.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from cms.pages.models import (
    CommissionPage,
    CouncilDocument,
    FaqPage,
    FormField,
    FormPage,
    NewsPage,
    Question,
    StandardPage,
)

Body = list[tuple[str, Any]]


@dataclass(frozen=True)
class Start:
    """A starting point. ``make`` gives the fields of a page in the language of who asks."""

    key: str
    label: Callable[[], str]
    use: Callable[[], str]
    make: Callable[[], dict]


def p(*texts: str) -> str:
    return "".join(f"<p>{text}</p>" for text in texts)


def ul(*texts: str) -> str:
    return "<ul>" + "".join(f"<li>{text}</li>" for text in texts) + "</ul>"


def part(text: str) -> tuple[str, dict]:
    return ("heading", {"text": text, "level": "h2"})


def text(*pieces: str) -> tuple[str, str]:
    return ("text", "".join(pieces))


def call_for_help() -> dict:
    return {
        "title": _("[… l’action] : on cherche [… combien] bénévoles"),
        "summary": _("Le [… jour et date], venez donner un coup de main pour [… quoi]."),
        "body": [
            text(
                p(
                    _("Le conseil de quartier prépare [… quoi], le [… jour, date et heure]."),
                    _("Il nous faut [… combien] personnes, pour [… combien de temps]."),
                )
            ),
            part(_("Ce qu’il y a à faire")),
            text(ul(_("[… une tâche]"), _("[… une autre tâche]"), _("[… une tâche sans porter]"))),
            part(_("Bon à savoir")),
            text(
                p(
                    _("Rendez-vous [… le lieu], à [… l’heure]. Pas besoin d’avoir l’habitude."),
                    _("On accède au lieu [… de plain-pied, par trois marches…]."),
                )
            ),
            ("callout", {"kind": "info", "title": _("Pour venir"), "text": p(_("Écrivez-nous avant le [… date], par la page « Contact ».")) }),
        ],
    }  # fmt: skip


def walk_report() -> dict:
    return {
        "title": _("[… la rue ou la place] : ce que nous avons vu"),
        "summary": _("Compte rendu de la sortie du [… date] : [… l’essentiel en une phrase]."),
        "body": [
            text(
                p(
                    _(
                        "Le [… jour et date], [… combien] personnes ont parcouru [… le trajet], avec "
                        "[… qui]."
                    )
                )
            ),
            part(_("Ce que nous avons constaté")),
            text(ul(_("[… un constat, et où]"), _("[… un autre constat]"))),
            part(_("Ce que nous demandons")),
            text(ul(_("[… une demande, et à qui]"))),
            part(_("La suite")),
            text(p(_("Nous en parlerons en séance le [… date], [… le lieu]."))),
        ],
    }


def works() -> dict:
    return {
        "title": _("Travaux [… la rue] : ce qui change du [… date] au [… date]"),
        "summary": _("[… la rue] est [… fermée, en sens unique…] pour [… quels travaux]."),
        "body": [
            (
                "callout",
                {
                    "kind": "warning",
                    "title": _("Du [… date] au [… date]"),
                    "text": p(_("[… la rue], entre [… le no] et [… le no].")),
                },
            ),
            part(_("Pourquoi ces travaux")),
            text(p(_("[… qui] fait [… quoi], pour [… quoi]."))),
            part(_("À pied, à vélo, en voiture")),
            text(
                ul(
                    _("À pied : [… ce qui change]"),
                    _("À vélo : [… ce qui change]"),
                    _("En voiture et livraisons : [… ce qui change]"),
                    _("En fauteuil ou avec une poussette : [… par où passer]"),
                )
            ),
            part(_("À qui le dire si cela ne va pas")),
            text(p(_("[… le service et comment le joindre]."))),
        ],
    }


def meeting_notice() -> dict:
    return {
        "title": _("Réunion du [… date] : [… le sujet]"),
        "summary": _("Le [… jour et date] à [… heure], [… le lieu]. Ouvert à toutes et tous."),
        "body": [
            (
                "callout",
                {
                    "kind": "info",
                    "title": _("[… jour, date et heure]"),
                    "text": p(_("[… le lieu et son adresse]. Entrée libre, sans inscription.")),
                },
            ),
            part(_("De quoi on parlera")),
            text(ul(_("[… un sujet]"), _("[… un autre sujet]"), _("Vos questions"))),
            part(_("Pour venir")),
            text(
                p(
                    _(
                        "Métro [… la station]. [… accès en fauteuil, boucle magnétique, garde d’enfants]."
                    )
                )
            ),
        ],
    }


def thanks() -> dict:
    return {
        "title": _("[… l’événement] : merci à toutes et tous"),
        "summary": _("Retour sur [… l’événement] du [… date], en mots et en images."),
        "body": [
            text(
                p(
                    _(
                        "Le [… jour et date], [… combien] personnes sont venues [… où] pour [… quoi]."
                    ),
                    _("[… un moment à raconter, en deux phrases]."),
                    _("Merci à [… qui], sans qui rien n’aurait eu lieu."),
                )
            ),
            part(_("La prochaine fois")),
            text(p(_("[… quand et où]. Pour aider : [… comment]."))),
        ],
    }


def commission() -> dict:
    return {
        "title": _("Commission [… son nom]"),
        "summary": _("Elle s’occupe de [… quoi]. Ouverte à toutes et tous."),
        "mandate": _("[… de quoi elle s’occupe, en deux phrases]."),
        "meets": _("[… quand et où]"),
        "body": [
            part(_("Ce qu’elle a déjà fait")),
            text(ul(_("[… une réussite, et sa date]"))),
            part(_("Ce qu’elle prépare")),
            text(ul(_("[… un projet]"))),
            part(_("Venir une première fois")),
            text(p(_("Sans inscription. Prévenez [… qui] si vous voulez être accueilli."))),
        ],
    }


def about_commission() -> dict:
    return {
        "title": _("Présentation de la commission [… son nom]"),
        "summary": _("Qui sommes-nous, ce que nous faisons, comment nous rejoindre."),
        "body": commission()["body"],
    }


def how_to() -> dict:
    return {
        "title": _("Comment [… faire quoi]"),
        "summary": _("[… faire quoi] en [… combien] étapes."),
        "body": [
            text(p(_("[… à qui cela sert, et quand]."))),
            (
                "steps",
                {
                    "items": [
                        {"title": _("[… première étape]"), "text": p(_("[… ce qu’il faut faire]"))},
                        {"title": _("[… deuxième étape]"), "text": p(_("[… ce qu’il faut faire]"))},
                    ]
                },
            ),
            part(_("Une question ?")),
            text(p(_("[… à qui la poser, et comment]."))),
        ],
    }


def dossier() -> dict:
    return {
        "title": _("[… le projet] : où en est-on ?"),
        "summary": _("[… le projet], depuis [… quand] : ce qui est décidé, ce qui ne l’est pas."),
        "body": [
            part(_("En deux phrases")),
            text(p(_("[… de quoi il s’agit et où l’on en est]."))),
            part(_("Ce qui est décidé")),
            text(ul(_("[… une décision, sa date, par qui]"))),
            part(_("Ce qui reste ouvert")),
            text(ul(_("[… une question, et quand on saura]"))),
            part(_("Donner votre avis")),
            text(p(_("[… où et jusqu’à quand]."))),
        ],
    }


def charter() -> dict:
    return {
        "title": _("Charte du conseil de quartier"),
        "kind": "charter",
        "summary": _("Comment le conseil fonctionne : qui peut venir, comment on décide."),
        "body": [
            part(_("Qui peut participer")),
            text(p(_("Toute personne qui habite, travaille ou étudie dans le quartier. [… le reste]."))),
            part(_("L’équipe d’animation")),
            text(p(_("[… combien de personnes, désignées comment, pour combien de temps]."))),
            part(_("Comment on décide")),
            text(p(_("[… au consensus, au vote, à quelle majorité]."))),
        ],
    }  # fmt: skip


def yearly_report() -> dict:
    return {
        "title": _("Bilan d’activité [… année]"),
        "kind": "activity_report",
        "summary": _("[… combien] séances, [… combien] vœux, [… combien] projets en [… année]."),
        "body": [
            (
                "figures",
                {
                    "items": [
                        {"number": "[…]", "label": _("séances ouvertes à toutes et tous")},
                        {"number": "[…]", "label": _("vœux adressés à la mairie")},
                        {"number": "[…]", "label": _("projets financés")},
                    ]
                },
            ),
            part(_("Ce que nous avons fait")),
            text(ul(_("[… une action, et sa date]"))),
            part(_("Ce que l’argent a payé")),
            text(p(_("[… montant dépensé sur montant reçu, et pour quoi]."))),
            part(_("Ce que nous n’avons pas réussi")),
            text(p(_("[… quoi, et pourquoi]."))),
        ],
    }


def first_questions() -> dict:
    asked = (
        (_("Venir"), _("Qui peut venir en séance ?"), _("Toute personne qui habite, travaille ou étudie ici. [… le reste]")),
        (_("Venir"), _("Faut-il s’inscrire ?"), _("[… oui ou non, et comment]")),
        (_("Participer"), _("Comment proposer un sujet ?"), _("[… à qui, avant quand]")),
        (_("Participer"), _("Le conseil peut-il payer mon projet ?"), _("[… quels projets, jusqu’à combien]")),
    )  # fmt: skip
    return {
        "title": _("Questions fréquentes"),
        "summary": _("Venir en séance, proposer un sujet, faire financer un projet."),
        "questions": [
            Question(category=category, question=question, answer=p(answer))
            for category, question, answer in asked
        ],
    }


def sign_up() -> dict:
    return {
        "title": _("S’inscrire : [… à quoi]"),
        "summary": _("[… combien] places, jusqu’au [… date]."),
        "intro": _("[… l’activité], le [… jour, date et heure], [… le lieu]."),
        "purpose": _("organiser [… l’activité]"),
        "retention_days": 60,
        "form_fields": [
            FormField(label=_("Prénom"), field_type="singleline", required=True),
            FormField(label=_("Adresse électronique"), field_type="email", required=True),
            FormField(label=_("Nombre de personnes"), field_type="number", required=True),
            FormField(label=_("Un besoin particulier ?"), field_type="multiline", required=False),
        ],
    }


STARTS: dict[type, tuple[Start, ...]] = {
    NewsPage: (
        Start("reunion", lambda: _("Annonce d’une réunion"), lambda: _("Date, lieu, sujets, accès."), meeting_notice),
        Start("benevoles", lambda: _("Appel à bénévoles"), lambda: _("Ce qu’il y a à faire, quand, où."), call_for_help),
        Start("sortie", lambda: _("Compte rendu d’une sortie"), lambda: _("Ce qu’on a vu, ce qu’on demande."), walk_report),
        Start("travaux", lambda: _("Travaux dans la rue"), lambda: _("Ce qui change, pour qui, jusqu’à quand."), works),
        Start("merci", lambda: _("Retour sur un événement"), lambda: _("Raconter, remercier, la prochaine fois."), thanks),
    ),
    StandardPage: (
        Start("commission", lambda: _("Présentation d’une commission"), lambda: _("Ce qu’elle fait, comment venir."), about_commission),
        Start("dossier", lambda: _("Dossier d’un projet"), lambda: _("Décidé, ouvert, donner son avis."), dossier),
        Start("mode-d-emploi", lambda: _("Mode d’emploi"), lambda: _("Une démarche, étape par étape."), how_to),
    ),
    CommissionPage: (
        Start("commission", lambda: _("Une commission"), lambda: _("Mandat, réussites, venir."), commission),
    ),
    CouncilDocument: (
        Start("charte", lambda: _("Charte"), lambda: _("Qui participe, comment on décide."), charter),
        Start("bilan", lambda: _("Bilan d’activité"), lambda: _("Chiffres, actions, argent."), yearly_report),
    ),
    FaqPage: (
        Start("questions", lambda: _("Premières questions"), lambda: _("Venir, proposer, financer."), first_questions),
    ),
    FormPage: (
        Start("inscription", lambda: _("Inscription à une activité"), lambda: _("Prénom, adresse, combien."), sign_up),
    ),
}  # fmt: skip


def shipped_for(model: type) -> tuple[Start, ...]:
    return STARTS.get(model, ())

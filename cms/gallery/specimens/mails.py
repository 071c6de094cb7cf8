"""What is sent by mail, each as text and as HTML, with the values of somebody's day."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from sites.notifications import rendering

from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.MAILS)
BY = "gallery/mail.html"  # texts, and HTML with styles in its elements, cannot stand by themselves
WHEN = datetime(2026, 3, 14, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
SECURITY = "http://portail.exemple.fr/compte/securite/"
WHERE = {"at": WHEN, "asked_from": "Firefox sur Linux"}
ASKED = {"minutes": 60, "asked_from": "Firefox sur Linux"}
CODE = {
    "code": "482913",
    "link": "http://portail.exemple.fr/compte/connexion/code/Zm9uZHM/",
    "minutes": 15,
    "is_new": False,
    "asked_from": "Firefox sur Linux",
}
CONTACT = {
    "title": "Contact",
    "answers": [
        ("Votre nom ou pseudonyme", "ليلى بن عمر"),
        ("Votre adresse électronique", "leila@exemple.fr"),
        ("Message", "Bonjour,\n\nLe banc du square est cassé depuis juin. À qui l’écrire ?"),
    ],
    "link": "http://conseil0.exemple.fr/contact/",
    "can_answer": True,
}


def told(scene: Scene) -> dict[str, Any]:
    """What every mail knows of the site it comes from."""
    chrome = scene.chrome
    return {
        "site_name": chrome.site_name,
        "site_url": chrome.root_url,
        "district": chrome.district,
        "language": "fr",
        "subject": _("L’objet du courriel"),
    }


def as_text(kind: str, values: dict[str, Any]) -> Callable[[Scene], dict[str, Any]]:
    def context(scene: Scene) -> dict[str, Any]:
        subject, text = rendering.words(kind, {**told(scene), **values})
        return {"subject": subject, "text": text}

    return context


def as_html(values: dict[str, Any]) -> Callable[[Scene], dict[str, Any]]:
    return lambda scene: {**told(scene), **values}


def mail(kind: str, title: str, values: dict[str, Any], state: str = "", key: str = "") -> None:
    """Both forms of one kind of mail."""
    whole = Setting.WHOLE
    shelf(f"mail/{kind}.html", title, as_html(values), state, key, setting=whole, stands_alone=True)
    key = f"{key}-texte" if key else "texte"
    text = Setting.TEXT
    shelf(f"mail/{kind}.txt", title, as_text(kind, values), state, key, setting=text, by=BY)


mail("code", _("Un code pour se connecter"), CODE)
mail(
    "code",
    _("Un code pour se connecter"),
    {**CODE, "is_new": True},
    _("à une adresse sans compte"),
    "new",
)
mail(
    "address_old",
    _("Changement d’adresse, à l’ancienne"),
    {"link": SECURITY, "new_address": "neuve@exemple.fr", **ASKED},
)
mail("address_new", _("Changement d’adresse, à la nouvelle"), {"link": SECURITY, **ASKED})
mail(
    "address_changed",
    _("L’adresse a changé"),
    {"link": SECURITY, "new_address": "neuve@exemple.fr", **WHERE},
)
mail(
    "second_factor_added",
    _("Une étape de sécurité ajoutée"),
    {"link": SECURITY, "method": _("une clé d’accès"), **WHERE},
)
mail(
    "second_factor_removed",
    _("Une étape de sécurité retirée"),
    {"link": SECURITY, "method": _("une clé d’accès"), **WHERE},
)
mail("password_changed", _("Le mot de passe a changé"), {"link": SECURITY, **WHERE})
mail("new_sign_in", _("Nouvelle connexion"), {"link": SECURITY, **WHERE})
PERSON = {"pseudonym": "Sureau", "link": SECURITY}
mail("export_ready", _("Une copie de données est prête"), {**PERSON, "days": 7})
mail("account_closed", _("Le compte est supprimé"), {**PERSON, "until": WHEN})
mail("account_reopened", _("Le compte est de retour"), PERSON)
mail("account_inactive", _("Un compte qui ne sert plus"), {**PERSON, "erase_at": WHEN})
mail(
    "account_inactive_soon",
    _("Un compte qui ne sert plus, dernier rappel"),
    {**PERSON, "erase_at": WHEN},
)
mail(
    "member_inactive",
    _("Un compte de l’équipe qui ne sert plus"),
    {"pseudonym": "Tilleul", "colleague": "Sureau", "erase_at": WHEN},
)
mail("contact", _("Un message du formulaire de contact"), CONTACT)
shelf(
    "mail/plain.html",
    _("Un courriel qui n’a qu’un texte"),
    as_html({"text": "Bonjour,\n\nLa séance est à 19 h : http://conseil0.exemple.fr/agenda/"}),
    setting=Setting.WHOLE,
    stands_alone=True,
)

IDENTITY = {"label": "FranceConnect", "link": f"{SECURITY}identites/"}
mail("identity_linked", _("Une identité est reliée"), IDENTITY)
mail("identity_unlinked", _("Une identité est déliée"), IDENTITY)

REGISTERED = {
    "name": "Lilas",
    "title": "Visite du château d’eau",
    "when": "mardi 8 décembre 2026, 18 h",
    "place": "Château d’eau, 12, rue du Château-d’Eau",
    "seats": 2,
    "page_url": "http://conseil0.exemple.fr/agenda/visite/",
    "cancel_url": "http://conseil0.exemple.fr/inscription/annuler/MQ/",
    "link": "http://conseil0.exemple.fr/inscription/confirmer/MQ/",
    "by_team": False,
}
UNTIL = "lundi 7 décembre 2026, 23 h"
for kind, title, more in (
    ("confirm", _("Inscription à confirmer"), {}),
    ("registered", _("Inscrit"), {}),
    ("waiting", _("Sur la liste d’attente"), {}),
    ("promoted", _("De la liste d’attente à une place"), {}),
    ("offer", _("Une place proposée"), {"until": UNTIL}),
    ("offer_expired", _("Une place proposée et non prise"), {}),
    ("cancelled", _("Inscription annulée"), {}),
    ("removed", _("Inscription annulée par l’équipe"), {"reason": "Inscription en double"}),
):
    mail(f"registration_{kind}", title, {**REGISTERED, "link": REGISTERED["page_url"], **more})
changed = {
    **REGISTERED,
    "link": REGISTERED["page_url"],
    "state": "planned",
    "resumed": False,
    "reason": "La salle est prise",
    "was": "mardi 1er décembre 2026, 18 h",
    "old_place": "Mairie du 10e, 72, rue du Faubourg-Saint-Martin",
}
title = _("Ce qui change dans une date")
mail("registration_changed", title, changed)
off = {**changed, "state": "cancelled", "was": "", "old_place": ""}
mail("registration_changed", title, off, _("annulé"), "cancelled")
shelf("mail/parts/registration.html", _("Ce à quoi l’on s’est inscrit"), as_html(REGISTERED))
shelf(
    "mail/parts/registration.txt",
    _("Ce à quoi l’on s’est inscrit, en texte"),
    lambda scene: {"subject": REGISTERED["title"], "text": REGISTERED["page_url"]},
    key="texte",
    setting=Setting.TEXT,
    by=BY,
)

MODERATED = {
    "pseudonym": "Sureau",
    "title": "Où mettre des arceaux ?",
    "number": 4,
    "before": "Appelez Bruno au 06 00 00 00 00, il sait tout.",
    "after": "Demandez à Bruno, il sait tout.",
    "rule": _(
        "Pas de renseignement privé : ni nom complet, ni adresse, ni téléphone de quelqu’un."
    ),
    "reason": "Un numéro de téléphone y figurait.",
    "link": "http://conseil0.exemple.fr/forum/forum/rues-1/topic/arceaux-7/#message-4",
    "contact_url": "http://conseil0.exemple.fr/contact/",
    "charter_url": "http://conseil0.exemple.fr/charte-du-forum/",
}
mail("post_edited", _("Un message modifié par la modération"), MODERATED)
RENAMED = {**MODERATED, "before": "URGENT !!!", "after": "Où mettre des arceaux ?", "number": 0}
mail("topic_renamed", _("Un titre changé par la modération"), RENAMED)
ARRANGED = {
    **MODERATED,
    "what": "Votre sujet « Où mettre des arceaux ? » est fermé : on le lit, on n’y répond plus.",
    "reason": "La réponse de la mairie est arrivée.",
}
mail("topic_arranged", _("Un sujet fermé par la modération"), ARRANGED)
mail("words_restored", _("Un message rétabli"), MODERATED)
mail("words_restored", _("Un titre rétabli"), RENAMED, key="title")

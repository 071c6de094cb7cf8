"""Signing in with an identity from outside: the buttons, and the pages around them."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from sites.accounts.entering.forms import AddressForm
from sites.accounts.identities.accounts import Linked
from sites.accounts.identities.offers import Offer

from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
parts = Shelf(Group.FORMS)
LABEL, QUERY = "FranceConnect", "next=%2Fforum%2F"
THERE = "https://fournisseur.exemple.fr/autorisation?state=x"
SINCE, USED = datetime(2026, 1, 12, tzinfo=UTC), datetime(2026, 3, 2, tzinfo=UTC)
OFFERS = (
    Offer(LABEL, "https://franceconnect.gouv.fr/", "/compte/connexion/avec/franceconnect/"),
    Offer("Fédération des associations du dixième", "", "/compte/connexion/avec/asso/"),
)
LINKED = (Linked(1, LABEL, SINCE, USED), Linked(2, OFFERS[1].label, SINCE, USED))
TROUBLES = {
    "unreachable": _("ne répond pas"),
    "refused": _("réponse qui ne se vérifie pas"),
    "too_weak": _("moyen trop faible"),
    "lost": _("demande perdue"),
    "too_many": _("trop de tentatives"),
}


def told(**context):
    return lambda scene: context


def first(**more):
    """The first visit; the form is the entrance's."""

    def made(scene: Scene) -> dict:
        form = AddressForm(initial={"email": "lilas@exemple.fr"})
        where = {"url": "/compte/connexion/", "password_url": "/compte/connexion/mot-de-passe/"}
        return {"form": form, "email": "lilas@exemple.fr", "label": LABEL, **where, **more}

    return made


entrance = told(form=AddressForm(), providers=OFFERS, query=QUERY)
where = {"path": "/compte/connexion/"}
shelf("accounts/sign_in.html", _("Connexion"), entrance, _("avec des identités"), "with", **where)
buttons = told(providers=OFFERS, query=QUERY)
parts("accounts/parts/identities.html", _("Boutons des services d’identité"), buttons)

departure, title = "accounts/identities/departure.html", _("En route vers un service d’identité")
way = {"path": "/compte/connexion/avec/franceconnect/"}
shelf(departure, title, told(url=THERE, label=LABEL, is_leaving=False), **way)
shelf(departure, title, told(url=THERE, label="", is_leaving=True), _("déconnexion"), "out", **way)

for trouble, state in TROUBLES.items():
    shelf(
        "accounts/identities/trouble.html",
        _("Service d’identité : ce qui ne va pas"),
        told(label=LABEL, trouble=trouble, url="/compte/connexion/"),
        state,
        trouble,
        path="/compte/connexion/avec/franceconnect/retour/",
    )

visit, title = "accounts/identities/first.html", _("Première visite avec une identité")
here = {"path": "/compte/connexion/premiere-fois/"}
shelf(visit, title, first(is_known=False), **here)
shelf(visit, title, first(is_known=True), _("l’adresse a un compte"), "known", **here)

shelf(
    "accounts/identities/join.html",
    _("Relier une identité"),
    told(label=LABEL),
    path="/compte/securite/identites/relier/",
)

listed, title = "accounts/identities/list.html", _("Identités reliées")
there = {"path": "/compte/securite/identites/"}
shelf(listed, title, told(identities=LINKED, offers=OFFERS), **there)
shelf(listed, title, told(identities=(), offers=OFFERS), _("aucune"), "none", **there)

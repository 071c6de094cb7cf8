"""An invitation into a team, and the mails that teams send."""

from django.utils.translation import gettext_lazy as _

from sites.teams.views import Offer, Offered

from ..material import things
from ..registry import Group, Setting, Shelf
from .mails import mail

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
TEAM, UNTIL = "Louis Blanc – Aqueduc", "10 décembre 2026"
EDITOR = Offered("Rédaction", "écrit et publie les pages, les photos, les documents")
NOTE = "Bonjour Lilas,\n\nComme convenu mardi : bienvenue ! La prochaine réunion est le 4."
page, there = "accounts/invitation.html", {"path": "/compte/invitation/x/"}


def offered(step: str, note: str = NOTE, refusal: str = "", **more) -> dict:
    told: dict = {
        "team": TEAM,
        "is_of_all": False,
        "sender": "Genêt Louis-Blanc",
        "address": "lilas@exemple.fr",
        "roles": (EDITOR,),
        "note": note,
        "until": UNTIL,
    }
    return {
        "offer": Offer(**(told | more)),
        "step": step,
        "refusal": refusal,
        "login_url": "/compte/connexion/?next=/compte/invitation/x/",
        "link": "https://admin.exemple.fr/admin/",
        "pseudonym": "Sureau",
    }


LATE = _("Cette invitation valait deux semaines. Demandez à l’équipe de vous la renvoyer.")
label = _("Rejoindre une équipe")
shelf(page, label, offered("ask"), **there)
shelf(page, label, offered("sign_in", ""), _("sans compte"), "stranger", **there)
shelf(page, label, offered("other"), _("une autre adresse"), "other", **there)
shelf(page, label, offered("joined"), _("acceptée"), "joined", **there)
shelf(page, label, offered("declined"), _("déclinée"), "declined", **there)
shelf(page, label, offered("refused", refusal=str(LATE)), _("trop tard"), "late", **there)
long = offered("ask", things.LONG_SUMMARY + "\n" + things.LONG_WORD, team=things.LONG_WORD)
shelf(page, label, long, _("texte long"), "long", **there)

INVITED = {
    "colleague": "Genêt Louis-Blanc",
    "team": TEAM,
    "is_of_all": False,
    "role": "Rédaction",
    "note": NOTE,
    "until": UNTIL,
    "link": "https://conseils.exemple.fr/compte/invitation/jeton/",
}
mail("team_invitation", _("Une invitation dans une équipe"), INVITED)
mail(
    "team_invitation",
    _("Une invitation dans une équipe"),
    INVITED | {"is_of_all": True, "role": "Coordination", "note": ""},
    _("tous les conseils"),
    "everywhere",
)
ROLE = {
    "pseudonym": "Lilas",
    "colleague": "Genêt Louis-Blanc",
    "author": "Genêt Louis-Blanc",
    "team": TEAM,
    "role": "Rédaction",
}
HERE = {"link": "https://admin.exemple.fr/admin/"}
for what, words, link in (
    ("given", _("donné"), HERE),
    ("changed", _("changé"), HERE),
    ("taken", _("retiré"), {"link": ""}),
    ("paused", _("mis de côté"), {"link": ""}),
    ("resumed", _("rendu"), HERE),
    ("left", _("départ"), {"link": "", "colleague": ""}),
):
    mail("team_role", _("Un rôle dans une équipe"), ROLE | link | {"what": what}, words, what)
for what, words in (
    ("joined", _("arrivée")),
    ("given", _("donné")),
    ("changed", _("changé")),
    ("taken", _("retiré")),
    ("left", _("départ")),
    ("paused", _("mis de côté")),
    ("resumed", _("rendu")),
):
    told = ROLE | HERE | {"pseudonym": "Garance", "colleague": "Lilas", "what": what}
    mail("team_change", _("Ce qui change dans une équipe"), told, words, what)

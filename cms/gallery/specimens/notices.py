"""« Recevoir les convocations »: the form, the pages that links of mails open, and the mails."""

from datetime import timedelta

from django.utils.translation import gettext_lazy as _

from cms.meetings.notices import wording
from cms.meetings.notices.calling import What
from cms.meetings.notices.forms import NoticeForm
from sites.notifications.subscriptions.forms import ChoiceForm
from sites.notifications.subscriptions.kinds import Subject, SubjectKind

from ..material import meetings, things
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .account import sections
from .mails import mail
from .pages import HOME

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
HOURS = 48
TEAM = "Louis Blanc – Aqueduc"
MANAGE = "/abonnements/gerer/x/"


# The form ---------------------------------------------------------------------------------------


def asking(data: dict | None = None, *, sent: str = "", email: str = ""):
    def made(scene: Scene) -> dict:
        councils = [neighbour.council for neighbour in scene.chrome.councils]
        form = NoticeForm(
            councils,
            *([] if data is None else [data]),
            user=scene.request().user,
            asks_address=not email,
            offers_all=scene.chrome.is_portal,
        )
        if data is not None:
            form.is_valid()
        told = {"form": form, "sent": sent, "email": email, "hours": HOURS}
        return {"breadcrumbs": [HOME], **told}

    return made


page, label, there = (
    "pages/notices.html",
    _("Recevoir les convocations"),
    {"path": "/convocations/"},
)
shelf(page, label, asking(), **there)
shelf(page, label, asking({"email": "lilas@"}), _("erreurs"), "wrong", **there)
shelf(page, label, asking(sent="envoye"), _("à confirmer"), "sent", **there)
shelf(page, label, asking(email="lilas@exemple.fr"), _("avec un compte"), "member", **there)
done = asking(email="lilas@exemple.fr", sent="abonne")
shelf(page, label, done, _("c’est fait"), "done", **there)


# What links of mails open -----------------------------------------------------------------------


def choosing(scene: Scene) -> ChoiceForm:
    """The councils of the scene instead of the install's own."""
    councils = [neighbour.council for neighbour in scene.chrome.councils]
    subjects = [Subject(one.name, one.name, None, "convocations") for one in councils]
    kind = SubjectKind("meeting-notices", _("Convocations aux séances"), lambda: subjects)
    return ChoiceForm([subjects[0].key], kinds=[kind])


def step(name: str, **more) -> dict:
    return {"step": name, "subjects": [], "manage_url": "", **more}


SUBJECTS = [TEAM, things.LONG_WORD]
confirm, label = "subscriptions/confirming.html", _("Confirmer un abonnement")
there = {"path": "/abonnements/confirmer/x/"}
shelf(confirm, label, step("ask", subjects=SUBJECTS), **there)
told = step("done", subjects=SUBJECTS, manage_url=MANAGE)
shelf(confirm, label, told, _("confirmé"), "done", **there)
shelf(confirm, label, told | {"step": "again"}, _("une deuxième fois"), "again", **there)
for name, words in (("ended", _("arrêté depuis")), ("late", _("trop tard")), ("forged", _("faux"))):
    shelf(confirm, label, step(name), words, name, **there)

stop, label, there = (
    "subscriptions/stopping.html",
    _("Se désabonner"),
    {"path": "/abonnements/arreter/x/"},
)
shelf(stop, label, step("ask", subjects=SUBJECTS, manage_url=MANAGE), **there)
shelf(stop, label, step("done"), _("fait"), "done", **there)
rest = step("done", manage_url=MANAGE)
shelf(stop, label, rest, _("fait, il en reste"), "rest", **there)
shelf(stop, label, step("none"), _("rien à arrêter"), "none", **there)
shelf(stop, label, step("forged"), _("faux"), "forged", **there)


def managing(name: str, *, with_form: bool = False):
    def made(scene: Scene) -> dict:
        form = choosing(scene) if with_form else None
        return {"step": name, "address": "l…@exemple.fr" if with_form else "", "form": form}

    return made


manage, label, there = "subscriptions/managing.html", _("Ses abonnements"), {"path": MANAGE}
shelf(manage, label, managing("choose", with_form=True), **there)
shelf(manage, label, managing("saved", with_form=True), _("enregistrés"), "saved", **there)
for name, words in (
    ("ended", _("tout est arrêté")),
    ("none", _("il n’y en a plus")),
    ("forged", _("faux")),
):
    shelf(manage, label, managing(name), words, name, **there)


def mine(is_proven: bool):
    def made(scene: Scene) -> dict:
        return {
            "account_sections": sections("/compte/abonnements/"),
            "form": choosing(scene),
            "email": "lilas@exemple.fr",
            "is_proven": is_proven,
        }

    return made


own, label, there = (
    "accounts/subscriptions.html",
    _("Mes abonnements"),
    {"path": "/compte/abonnements/"},
)
shelf(own, label, mine(is_proven=True), **there)
shelf(own, label, mine(is_proven=False), _("adresse pas confirmée"), "unproven", **there)


# Mails ------------------------------------------------------------------------------------------

ROOT = "http://conseil0.exemple.fr"
ASKED = {
    "link": f"{ROOT}/abonnements/confirmer/x/",
    "hours": HOURS,
    "subjects": SUBJECTS,
    "manage_link": "",
}
mail("subscription_confirm", _("Confirmer un abonnement"), ASKED)
mail(
    "subscription_confirm",
    _("Confirmer un abonnement"),
    ASKED | {"manage_link": ROOT + MANAGE},
    _("quand il y en a déjà"),
    "known",
)

FACTS = {
    "title": "Séance plénière : propreté, carnaval",
    "kind": "plenary",
    "state": "planned",
    "reason": "",
    "starts": meetings.BEGINS.isoformat(),
    "ends": (meetings.BEGINS + timedelta(hours=2)).isoformat(),
    "moved_from": "",
    "place": "École de la rue de l’Aqueduc, préau",
    "access": ["Entrée de plain-pied par la cour.", "Métro Stalingrad."],
    "online": "https://exemple.fr/seance",
    "childcare": True,
    "interpreting": True,
    "practical": "Un goûter est servi à 18 h 45 ; les enfants sont les bienvenus.",
    "items": [
        ["Accueil", "information", 10, "équipe d’animation"],
        ["Propreté : bilan des relevés", "debate", 35, ""],
        [things.LONG_TITLE, "vote", None, ""],
    ],
    "proposals_until": (meetings.BEGINS - timedelta(days=15)).isoformat(),
    "registration": "required",
    "papers": ["ordre-du-jour", "affiche"],
    "url": f"{ROOT}/seances/2030/pleniere/",
}
PERSONAL = {
    "subjects": [TEAM],
    "stop_link": f"{ROOT}/abonnements/arreter/x/",
    "manage_link": ROOT + MANAGE,
}


def notice(what: What, **other) -> dict:
    return {**wording.context(FACTS | other, what), **PERSONAL}


label = _("Une convocation")
mail("meeting_notice", label, notice(What.CALL))
bare: dict = {"items": [], "papers": [], "access": [], "online": "", "practical": "", "ends": ""}
bare |= {
    "proposals_until": "",
    "registration": "",
    "childcare": False,
    "interpreting": False,
    "kind": "steering_team",
}
mail("meeting_notice", label, notice(What.CALL, **bare), _("sans ordre du jour"), "bare")
before = meetings.BEGINS.replace(day=1).isoformat()
moved = notice(What.MOVED, moved_from=before, reason="La salle est prise.")
mail("meeting_notice", label, moved, _("déplacée"), "moved")
mail("meeting_notice", label, notice(What.AGENDA), _("ordre du jour modifié"), "agenda")
why = {"reason": "La salle est fermée."}
mail("meeting_notice", label, notice(What.CANCELLED, **why), _("annulée"), "cancelled")
mail("meeting_notice", label, notice(What.POSTPONED, **why), _("reportée"), "postponed")
mail("meeting_notice", label, notice(What.HELD), _("a lieu finalement"), "held")

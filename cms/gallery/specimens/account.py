"""« Mon compte »: every page with nothing in it, with everything, and when something is wrong."""

from datetime import UTC, datetime

from django.utils.translation import gettext_lazy as _

from forum.drafts.views import DraftRow
from sites.accounts.activities import Activity
from sites.accounts.mine.home import CouncilForm, StreetForm
from sites.accounts.mine.profile import Held
from sites.accounts.mine.profile_forms import AboutForm, ChangePseudonymForm, PortraitForm
from sites.accounts.sections import SectionLink
from sites.councils.models import Stretch
from sites.councils.streets import Found

from ..material import board, people, pictures, things
from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
WHEN = datetime(2026, 11, 22, 18, 5, tzinfo=UTC)
LATER = datetime(2027, 2, 20, 18, 5, tzinfo=UTC)
PATHS = {
    "Profil": "/compte/",
    "Mon quartier": "/compte/mon-quartier/",
    "Notifications": "/compte/notifications/",
    "Ce que je suis": "/compte/suivis/",
    "Mes abonnements": "/compte/abonnements/",
    "Mes brouillons": "/compte/brouillons/",
    "Mes contributions": "/compte/contributions/",
    "Mes données": "/compte/donnees/",
    "Sécurité": "http://portail.exemple.fr/compte/securite/",
}
HELD = (Held("Coordination", ""), Held("Rédaction", "Louis Blanc – Aqueduc"))


def sections(path: str) -> list[SectionLink]:
    """The navigation as the page at ``path`` shows it."""
    return [SectionLink(words, url, "page" * (url == path)) for words, url in PATHS.items()]


def profile(name: str = "Sureau", data: dict | None = None, **more):
    def made(scene: Scene) -> dict:
        user = people.user(name)
        pseudonym = ChangePseudonymForm(data, instance=people.user(name))
        pseudonym.is_valid()
        return {
            "account_sections": sections("/compte/"),
            "form": pseudonym,
            "pseudonym_form": pseudonym,
            "portrait_form": PortraitForm(user),
            "about_form": AboutForm(user),
            "portrait_url": "",
            "roles": (),
            "user": user,
            "reader": name,
            "email": user.email,
            **more,
        }

    return made


page, label, own = "accounts/profile.html", _("Mon compte"), {"path": "/compte/"}
shelf(page, label, profile(), **own)
told: dict = {"roles": HELD, "roles_wait": True, "changes_on": LATER}
face = pictures.ready("place", "portrait")["src"]
shelf(
    page,
    label,
    profile(people.RIGHT_TO_LEFT, portrait_url=face, **told),
    _("rôles, image, de droite à gauche"),
    "roles",
    **own,
)
shelf(page, label, profile(data={"pseudonym": ""}), _("erreurs"), "wrong", **own)


def streets(scene: Scene) -> list[Found]:
    first, second, *_others = (neighbour.council for neighbour in scene.chrome.councils)
    odd = Stretch(council=first, side=Stretch.Side.ODD, first=1, last=145)
    return [
        Found("rue du Faubourg-Saint-Martin", "", (odd, Stretch(council=second))),
        Found("passage du Faubourg", "", (Stretch(council=second),)),
    ]


def home(data: dict | None = None, *, chosen: bool = False, searched: bool = False, **more):
    def made(scene: Scene) -> dict:
        form = StreetForm(data)
        form.is_valid()
        return {
            "account_sections": sections("/compte/mon-quartier/"),
            "form": form,
            "street_form": form,
            "council_form": CouncilForm(scene.chrome.councils),
            "home_council": scene.chrome.councils[1] if chosen else None,
            "streets": streets(scene) if searched else [],
            "credits": ["Liste indicative, établie à la main."] if searched else [],
            "reader": "Sureau",
            **more,
        }

    return made


page, label = "accounts/home_council.html", _("Mon quartier")
own = {"path": "/compte/mon-quartier/"}
typed = {"street": "fbg st martin"}
shelf(page, label, home(), **own)
shelf(page, label, home(typed, searched=True, is_searched=True), _("rues"), "streets", **own)
shelf(page, label, home(typed, is_searched=True), _("rue inconnue"), "unknown", **own)
shelf(page, label, home(chosen=True, changes_on=LATER), _("choisi"), "chosen", **own)
shelf(page, label, home(chosen=True, corrected_until=LATER), _("à corriger"), "fresh", **own)
shelf(page, label, home({"street": ""}), _("erreurs"), "wrong", **own)


def wrote(activities: list[Activity], number: int = 1, last: int = 1, kind: str = "") -> dict:
    return {
        "account_sections": sections("/compte/contributions/"),
        "activities": activities,
        "results": board.pages(number, last),
        "kind": kind,
        "kind_choices": [("sujets", "Sujets ouverts"), ("reponses", "Réponses")],
        "query": f"type={kind}" if kind else "",
        "reader": "Sureau",
    }


topic = board.topic()
ACTIVITIES = [
    Activity("Sujet", topic.subject, WHEN, "/forum/x/", things.LONG_SUMMARY, "Rues et places"),
    Activity("Réponse", things.LONG_TITLE, WHEN, "/forum/y/", "Merci !", "Jardins", "hidden"),
    Activity("Réponse", "Un sujet qui n’est plus visible", WHEN, state="waiting"),
]
page, label = "accounts/contributions.html", _("Mes contributions")
own = {"path": "/compte/contributions/"}
shelf(page, label, wrote(ACTIVITIES, 2, 4), **own)
shelf(page, label, wrote(ACTIVITIES[:1], kind="sujets"), _("un type"), "kind", **own)
shelf(page, label, wrote([]), _("vide"), "empty", **own)

Shelf(Group.COMPONENTS)(
    "components/account_nav.html",
    _("Parties du compte"),
    {"account_sections": sections("/compte/mon-quartier/")},
    path="/compte/mon-quartier/",
)


page, label = "accounts/drafts.html", _("Mes brouillons")
own = {"path": "/compte/brouillons/"}
DRAFTS = (
    DraftRow(1, things.LONG_TITLE, board.TEXTS[0], WHEN, "Réponse, dans « Rues et places »", "/x/"),
    DraftRow(2, "Un sujet sans titre", board.TEXTS[3], WHEN, "Rues et places", "/y/", 2),
    DraftRow(3, "Un sujet qui n’est plus visible", board.TEXTS[1], WHEN),
)


def begun(drafts: tuple[DraftRow, ...]):
    return lambda scene: {"account_sections": sections("/compte/brouillons/"), "drafts": drafts}


shelf(page, label, begun(DRAFTS), **own)
shelf(page, label, begun(()), _("aucun"), "empty", **own)

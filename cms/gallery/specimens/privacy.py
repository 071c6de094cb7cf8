"""What somebody does with their data: a copy of it, the end of their account, its return."""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from django.utils.translation import gettext_lazy as _

from sites.accounts.privacy.forms import CloseForm
from sites.accounts.privacy.held import held
from sites.accounts.privacy.views import Copy

from ..material import people
from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
WHEN = datetime(2026, 3, 14, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
WEEK = timedelta(days=7)
DAYS = 14  # to change one’s mind

data, there = "accounts/data.html", {"path": "/compte/donnees/"}
COPIES = [
    Copy(WHEN, WHEN + WEEK, 0, "waiting", ""),
    Copy(WHEN, WHEN + WEEK, 184_320, "ready", "/compte/donnees/copie/12/"),
    Copy(WHEN, WHEN + WEEK, 0, "failed", ""),
]
shelf(data, _("Mes données"), {"copies": []}, **there)
shelf(data, _("Mes données"), {"copies": COPIES}, _("avec des copies"), "copies", **there)


def closing(typed: dict | None = None):
    def made(scene: Scene) -> dict:
        form = CloseForm(people.user(), typed)
        form.is_valid()
        return {"form": form, "days": DAYS}

    return made


close, there = "accounts/close.html", {"path": "/compte/donnees/suppression/"}
shelf(close, _("Supprimer mon compte"), closing(), **there)
wrong = closing({"pseudonym": "Lilas"})
shelf(close, _("Supprimer mon compte"), wrong, _("erreurs"), "wrong", **there)
shelf(
    "accounts/farewell.html",
    _("Compte supprimé"),
    {"days": DAYS},
    path="/compte/donnees/au-revoir/",
)
undo, there = "accounts/undo.html", {"path": "/compte/donnees/annuler/x/"}
shelf(undo, _("Annuler la suppression"), {"until": WHEN}, **there)
shelf(undo, _("Annuler la suppression"), {"until": None}, _("trop tard"), "late", **there)

table = Shelf(Group.COMPONENTS)
table("components/holdings.html", _("Données gardées"), lambda scene: {"holdings": held()})

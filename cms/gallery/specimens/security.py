"""Where an account is open, and at which address."""

from datetime import UTC, datetime
from types import SimpleNamespace

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.security.forms import NewAddressForm
from sites.accounts.security.sessions import Open

from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
OLD, NEW = "lilas@exemple.fr", "lilas.nouvelle@exemple.fr"
MAY = datetime(2026, 5, 4, 18, 30, tzinfo=UTC)
JUNE = datetime(2026, 6, 12, 9, 5, tzinfo=UTC)


def address(data: dict | None = None, **change):
    def made(scene: Scene) -> dict:
        form = NewAddressForm(data, user=User(email=OLD))
        form.is_valid()
        asked = SimpleNamespace(email=NEW, **change) if change else None
        return {"form": form, "email": OLD, "change": asked}

    return made


template, there = "accounts/security/address.html", {"path": "/compte/securite/adresse/"}
shelf(template, _("Changer d’adresse"), address(), **there)
half = address(old_confirmed_at=MAY, new_confirmed_at=None)
shelf(template, _("Changer d’adresse"), half, _("à moitié confirmée"), "half", **there)
shelf(template, _("Changer d’adresse"), address({"email": OLD}), _("erreurs"), "wrong", **there)


def answer(outcome: str, **more):
    return lambda scene: {"outcome": outcome, **more}


template, there = "accounts/security/confirm_address.html", {"path": "/compte/securite/adresse/x/"}
for outcome, words in (
    ("ask", _("à confirmer")),
    ("half", _("à moitié")),
    ("done", _("fait")),
    ("over", _("trop tard")),
    ("taken", _("prise")),
):
    context = answer(outcome, is_new=True)
    shelf(template, _("Confirmer une adresse"), context, words, outcome, **there)

FIRST = Open(1, "Firefox sur Linux", MAY, JUNE, True, ("Portail", "Louis Blanc – Aqueduc"))
SECOND = Open(2, "Safari sur iPhone", MAY, MAY, False, ("Administration",))


def open_in(*found: Open):
    return lambda scene: {"sign_ins": found}


template, there = "accounts/security/sessions.html", {"path": "/compte/securite/connexions/"}
NAME = "Samsung Internet sur une tablette Android de la maison de quartier"
PLACES = ("Administration", "Grange-aux-Belles – Terrage", "Louis Blanc – Aqueduc", "Portail")
THIRD = Open(3, NAME, MAY, JUNE, False, PLACES)
shelf(template, _("Mes connexions"), open_in(FIRST, SECOND, THIRD), **there)
shelf(template, _("Mes connexions"), open_in(FIRST), _("une seule"), "alone", **there)

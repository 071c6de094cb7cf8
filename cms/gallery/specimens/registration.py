"""Registering: on the page of what takes place, in its form, by the links of mails."""

from django.utils.translation import gettext_lazy as _

from cms.calendar.registration.telling import NOTHING, Standing
from cms.pages.chrome import Entry

from ..material import registration as material
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .pages import HOME

TRAIL = [HOME, Entry("Visite du château d’eau", "/agenda/x/")]

component = Shelf(Group.COMPONENTS)
label = _("Inscription, sur la page d’une date")
for key, state, standing in (
    ("", "", material.PLACES),
    ("free", _("sans limite"), material.FREE),
    ("full", _("complet"), material.FULL),
    ("closed", _("closes"), material.CLOSED),
):
    component("components/registration.html", label, material.component(standing), state, key)
component(
    "components/full_mark.html",
    _("« Complet », dans une liste"),
    lambda s: {"item": material.full()},
)
component(
    "components/agenda_row.html",
    _("Rangée de l’agenda"),
    lambda scene: {"item": material.full(), "show_kind": True, "show_council": True},
    _("complet"),
    "full",
    wrapper="ul",
    classes="teasers",
)

forms = Shelf(Group.FORMS, setting=Setting.WHOLE, path="/agenda/x/inscription/")
label = _("S’inscrire")


def registering(state: str = "", key: str = "", standing: Standing = material.PLACES, **given):
    def context(scene: Scene) -> dict:
        told = {
            "form": material.form,
            "own": None,
            "cancel_path": "/inscription/annuler/x/",
            "sent": False,
            "hold_minutes": 30,
            "kept": "60 jours",
            "sign_in_url": "/compte/connexion/",
            **given,
        }
        told["form"] = told["form"]() if callable(told["form"]) else told["form"]
        return {
            "thing": material.thing(),
            "standing": standing,
            "breadcrumbs": TRAIL,
            **told,
        }

    forms("pages/registration.html", label, context, state, key)


registering()
registering(_("liste d’attente"), "full", material.FULL)
registering(
    _("erreurs"),
    "wrong",
    form=lambda: material.form({"name": "", "address": "lilas@", "seats": "9"}),
)
registering(_("courriel envoyé"), "sent", sent=True)
registering(_("déjà inscrit"), "own", own=material.REGISTERED, form=None)
registering(_("closes"), "closed", material.CLOSED, form=None)
registering(_("annulé"), "off", NOTHING, form=None)

link = Shelf(Group.FORMS, setting=Setting.WHOLE, path="/inscription/confirmer/x/")
label = _("Le lien d’un courriel d’inscription")
known = {"thing": material.thing(), "seats": 2, "refusal": "", "breadcrumbs": [HOME]}
page = "pages/registration_link.html"
link(page, label, {**known, "told": material.TO_CONFIRM})
link(page, label, {**known, "told": material.REGISTERED}, _("c’est fait"), "done")
link(
    page,
    label,
    {**known, "told": material.TO_CONFIRM, "refusal": _("Les inscriptions sont closes.")},
    _("trop tard"),
    "refused",
)
link(
    page,
    label,
    {"told": material.WORTHLESS, "breadcrumbs": [HOME]},
    _("sans valeur"),
    "worthless",
)

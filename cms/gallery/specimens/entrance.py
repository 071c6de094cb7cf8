"""The pages by which one comes in, and those that say why not."""

from collections.abc import Callable

from django import forms
from django.utils.translation import gettext_lazy as _

from sites.accounts.crossing.destinations import Bound
from sites.accounts.entering.forms import (
    AddressForm,
    CodeForm,
    PasswordForm,
    SignUpForm,
    too_many,
)
from sites.accounts.models import User

from ..registry import Group, Setting, Shelf
from ..scene import Scene

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
ADDRESS = "lilas@exemple.fr"
QUERY = "next=%2Fforum%2F"
SECONDS = 180  # to wait
LONG = "Grange-aux-Belles – Terrage – Récollets – Hôpital Saint-Louis"


def council(scene: Scene) -> Bound:
    """Where somebody comes from who began on a council’s site."""
    frame = scene.council_chrome
    return Bound(frame.site_name, frame.outline)


def step(make: Callable[[], forms.BaseForm] | None = None, *, blocked: bool = False, **more):
    """A page of the entrance with the form that ``make`` makes, checked if it is bound."""

    def made(scene: Scene) -> dict:
        form = make() if make else None
        if form is not None:
            form.is_valid()
        if form is not None and blocked:
            form.errors.clear()
            form.add_error(None, too_many(SECONDS))
        return {"form": form, "query": QUERY, "bound_for": council(scene), **more}

    return made


def sign_up(data: dict | None = None) -> SignUpForm:
    return SignUpForm(data, instance=User())


def shown(template: str, title, path: str, rest, **states) -> None:
    """A page at rest, then each of its states: ``name=(words, context)``."""
    where = {"path": f"/compte/{path}"}
    shelf(template, title, rest, **where)
    for name, (words, context) in states.items():
        shelf(template, title, context, words, name, **where)


shown(
    "accounts/sign_in.html",
    _("Connexion"),
    "connexion/",
    step(AddressForm),
    portal=(_("sur le portail"), step(AddressForm, bound_for=None)),
    admin=(_("vers l’administration"), step(AddressForm, bound_for=Bound(_("l’administration")))),
    long=(_("nom long"), step(AddressForm, bound_for=Bound(LONG))),
    arabic=(_("de droite à gauche"), step(AddressForm, bound_for=Bound("مجلس الحي العاشر"))),
    wrong=(_("erreurs"), step(lambda: AddressForm({"email": "lilas@"}))),
    blocked=(_("trop d’essais"), step(lambda: AddressForm({"email": ADDRESS}), blocked=True)),
)
shown(
    "accounts/code.html",
    _("Code reçu par courriel"),
    "connexion/code/",
    step(CodeForm, email=ADDRESS),
    wrong=(_("erreurs"), step(lambda: CodeForm({"code": "12"}), email=ADDRESS)),
    again=(_("renvoyé"), step(CodeForm, email=ADDRESS, was_sent=True)),
)
shown(
    "accounts/link.html",
    _("Lien reçu par courriel"),
    "connexion/lien/x/",
    step(email=ADDRESS, is_new=False),
    new=(_("pas encore de compte"), step(email=ADDRESS, is_new=True)),
)
shown("accounts/link_over.html", _("Lien trop ancien"), "connexion/lien/x/", step())
shown(
    "accounts/password.html",
    _("Connexion par mot de passe"),
    "connexion/mot-de-passe/",
    step(PasswordForm),
    wrong=(_("erreurs"), step(lambda: PasswordForm({"email": ADDRESS}))),
)
shown(
    "accounts/sign_up.html",
    _("Création d’un compte"),
    "inscription/",
    step(sign_up, email=ADDRESS),
    wrong=(_("erreurs"), step(lambda: sign_up({"pseudonym": ""}), email=ADDRESS)),
)
where = Shelf(Group.FORMS)
where("accounts/parts/bound_for.html", _("Où l’on reviendra"), lambda s: {"bound_for": council(s)})

for template, title, path in (
    ("accounts/entrance.html", _("Cadre de l’entrée"), "connexion/"),
    ("accounts/base.html", _("Cadre des pages d’un compte"), ""),
    ("accounts/closed.html", _("Compte fermé"), "connexion/"),
    ("accounts/hand_off_refused.html", _("Connexion qui n’aboutit pas"), "retour/"),
    ("accounts/no_access.html", _("Réservé aux équipes"), "connexion/"),
    ("accounts/no_portal.html", _("Pas encore de portail"), "connexion/"),
):
    shown(template, title, path, step(bound_for=None))

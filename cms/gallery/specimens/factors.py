"""The second factor: the step, the confirmation, the guide, the ways to sign in, lost access."""

from collections.abc import Callable
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django import forms
from django.utils.translation import gettext_lazy as _

from sites.accounts.factors import drawing
from sites.accounts.factors.forms import (
    WRONG_CODE,
    AppCodeForm,
    ChangePasswordForm,
    MailedCodeForm,
    NewPasswordForm,
    NotedForm,
    PasskeyNameForm,
    PasswordForm,
    RecoveryCodeForm,
)
from sites.accounts.factors.views.security import LINKS, Key

from ..material import people
from ..registry import Group, Setting, Shelf
from ..scene import Scene
from .mails import WHEN, as_text

shelf = Shelf(Group.FORMS, setting=Setting.WHOLE)
part = Shelf(Group.FORMS)
PASSKEYS = _("Les clés d’accès demandent JavaScript : sans lui, leur bouton reste caché.")
ADDRESS = "otpauth://totp/lilas%40exemple.fr?secret=JBSWY3DPEHPK3PXP&issuer=Portail"
UNTIL = datetime(2026, 3, 21, 18, 30, tzinfo=ZoneInfo("Europe/Paris"))
LONG = "Le téléphone de Marie-Antoinette resté au local du conseil"


def given(**context: Any) -> Callable[[Scene], dict]:
    return lambda scene: {"reader": "Lilas", **context}


def wrong(form: forms.Form, field: str, words: str) -> forms.Form:
    form.is_valid()
    form.add_error(field, words)
    return form


def shown(template: str, title: str, path: str, rest: dict, **states: tuple[str, dict]) -> None:
    """A page at rest, then each of its states."""
    where: dict[str, Any] = {"path": f"/compte/{path}"}
    template = f"accounts/factors/{template}.html"
    shelf(template, title, given(**rest), **where)
    for name, (words, more) in states.items():
        shelf(template, title, given(**rest | more), words, name, **where)


refused = wrong(AppCodeForm({"code": "000000"}), "code", WRONG_CODE)
shown(
    "step",
    _("Deuxième étape"),
    "connexion/deuxieme-etape/",
    {"app_form": AppCodeForm(), "lost_url": "#", "has_passkey": False},
    key=(_("application et clé"), {"has_passkey": True}),
    only=(_("clé seule"), {"has_passkey": True, "app_form": None}),
    wrong=(_("erreurs"), {"app_form": refused, "form": refused}),
)
shown(
    "lost",
    _("Téléphone perdu"),
    "connexion/deuxieme-etape/secours/",
    {"recovery_form": RecoveryCodeForm(), "ask_url": "#", "back_url": "#"},
    none=(_("plus de codes"), {"recovery_form": None}),
)
shown(
    "confirm",
    _("Confirmation"),
    "confirmer/",
    {"password_form": PasswordForm(), "may_ask_mail": True},
    sent=(_("code envoyé"), {"mail_form": MailedCodeForm()}),
    factors=(
        _("avec une deuxième étape"),
        {
            "password_form": None,
            "may_ask_mail": False,
            "has_passkey": True,
            "app_form": AppCodeForm(),
            "recovery_form": RecoveryCodeForm(),
        },
    ),
)
shown(
    "guide",
    _("Guide de la deuxième étape"),
    "securite/deux-etapes/",
    {"needs": True, "is_required": True, "may_skip": False, "app_url": "#", "passkey_url": "#"},
    invited=(_("proposée"), {"is_required": False, "may_skip": True}),
)
shown(
    "app",
    _("Lier une application"),
    "securite/application/",
    {
        "form": AppCodeForm(),
        "drawing": drawing.of(ADDRESS),
        "key": "JBSW Y3DP EHPK 3PXP JBSW Y3DP EHPK 3PXP",
        "address": ADDRESS,
    },
    wrong=(_("erreurs"), {"form": refused}),
)
shown(
    "add_passkey",
    _("Créer une clé d’accès"),
    "securite/cles/ajouter/",
    {"form": PasskeyNameForm(initial={"name": "Clé d’accès 1"}), "app_url": "#"},
)
CODES = [f"{place}7xq2-m9dpt" for place in "abcdefghjk"]
unticked = NotedForm({})
unticked.is_valid()
shown(
    "codes",
    _("Codes de secours"),
    "securite/codes-de-secours/",
    {"codes": CODES, "form": NotedForm(), "download_url": "#"},
    wrong=(_("erreurs"), {"form": unticked}),
)
shown(
    "renew_codes", _("Refaire les codes"), "securite/codes-de-secours/refaire/", {"back_url": "#"}
)
shown(
    "rename_passkey",
    _("Renommer une clé"),
    "securite/cles/1/nom/",
    {"form": PasskeyNameForm(initial={"name": LONG}), "back_url": "#"},
)
shown(
    "remove",
    _("Retirer un moyen"),
    "securite/cles/1/retirer/",
    {"what": _("la clé d’accès « %(name)s »") % {"name": LONG}, "back_url": "#"},
    last=(_("le dernier"), {"is_last": True}),
)
member = people.user("Lilas")
shown(
    "new_password",
    _("Nouveau mot de passe"),
    "securite/mot-de-passe/",
    {"form": NewPasswordForm(user=member), "back_url": "#"},
    change=(
        _("changer"),
        {"form": ChangePasswordForm(user=member, check=lambda typed: None), "has_password": True},
    ),
)
shown(
    "remove_password", _("Sans mot de passe"), "securite/mot-de-passe/retirer/", {"back_url": "#"}
)
shown(
    "overview",
    _("Sécurité"),
    "securite/",
    {
        "email": "lilas@exemple.fr",
        "links": dict.fromkeys(LINKS, "#"),
        "passkeys": [],
        "needs": True,
    },
    full=(
        _("tout y est"),
        {
            "has_password": True,
            "has_factor": True,
            "passkeys": [
                Key("Téléphone", WHEN, WHEN, "#", "#"),
                Key(LONG, WHEN, None, "#", "#"),
                Key("مفتاح الهاتف", WHEN, WHEN, "#", "#"),
            ],
            "app": Key("", WHEN, None, "#"),
            "codes_left": 7,
            "codes_noted": True,
            "has_providers": True,
        },
    ),
    due=(_("codes à noter"), {"has_factor": True, "codes_left": 10, "codes_shown": True}),
)
shown(
    "ask",
    _("Retrouver l’accès"),
    "connexion/deuxieme-etape/aide/",
    {"back_url": "#"},
    sent=(_("code envoyé"), {"form": MailedCodeForm()}),
)
shown(
    "asked",
    _("Demande partie"),
    "connexion/deuxieme-etape/aide/",
    {"until": UNTIL, "has_council": True},
    alone=(_("sans conseil"), {"has_council": False}),
)
shown(
    "stop",
    _("Arrêter une demande"),
    "connexion/aide/arreter/x/",
    {"is_open": True},
    done=(_("arrêtée"), {"is_open": False, "done": True}),
    over=(_("finie"), {"is_open": False}),
)
for template, title, context in (
    ("passkey_form", _("Bouton d’une clé d’accès"), {"label": _("Utiliser ma clé d’accès")}),
    ("passkey_sign_in", _("Connexion par clé d’accès"), {"query": "next=%2Fforum%2F"}),
    ("code_form", _("Un moyen de confirmer"), {"asked": AppCodeForm(), "label": _("Continuer")}),
):
    part(f"accounts/parts/{template}.html", title, given(**context), notes=(PASSKEYS,))

text = Shelf(Group.MAILS)
LINK = {"link": "http://portail.exemple.fr/compte/connexion/aide/arreter/x/", "until": UNTIL}
CODE = {"code": "482913", "minutes": 15, "asked_from": "Firefox sur Linux"}
for kind, title, values in (
    ("confirm_code", _("Un code pour confirmer"), CODE),
    ("recovery_code", _("Un code pour retrouver l’accès"), CODE),
    ("recovery_asked", _("Une demande d’accès"), LINK),
    ("recovery_confirmed", _("Une demande d’accès confirmée"), {**LINK, "waits": True}),
    ("recovery_done", _("Accès rendu"), LINK),
    ("recovery_withdrawn", _("Demande d’accès arrêtée"), {}),
    ("recovery_expired", _("Demande d’accès trop ancienne"), {}),
    ("recovery_to_confirm", _("Une demande d’accès à confirmer"), {**LINK, "pseudonym": "Lilas"}),
):
    text(
        f"mail/{kind}.txt",
        title,
        as_text(kind, values),
        setting=Setting.TEXT,
        by="gallery/mail.html",
    )

"""What the account itself holds of a person, and the packages it is built on."""

from collections.abc import Iterable, Iterator
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth.models import Group, Permission
from django.utils.translation import gettext_lazy as _

from sites.accounts.guard import CODES, PASSWORDS, RESETS
from sites.accounts.models import DataExport, Proof, SignIn, User

from .registry import Holding, Part, Person, Table, hold, impersonal
from .rows import deleted, told

UNTIL_CLOSED = _("jusqu’à la suppression de votre compte")


def _account(user: User) -> Iterator[Part]:
    columns = {
        "email": _("adresse électronique"),
        "pseudonym": _("pseudonyme"),
        "first_name": _("prénom"),
        "last_name": _("nom"),
        "date_joined": _("inscription"),
        "last_login": _("dernière connexion"),
        "charter_accepted_at": _("charte acceptée le"),
        "charter_version": _("version de la charte"),
    }
    rows = User.objects.filter(pk=user.pk)
    yield Table("compte", _("votre compte"), columns, told(rows, **{c: c for c in columns}))
    addresses = EmailAddress.objects.filter(user=user)
    yield Table(
        "adresses",
        _("vos adresses, confirmées ou non"),
        {"email": _("adresse"), "verified": _("confirmée"), "primary": _("principale")},
        told(addresses, email="email", verified="verified", primary="primary"),
    )


def _addresses(user: User) -> Iterable[str]:
    return EmailAddress.objects.filter(user=user).values_list("email", flat=True)


def _erase_account(person: Person) -> None:
    deleted("account.EmailAddress.user")(person)
    for address in person.addresses:
        Proof.objects.filter(email__iexact=address).delete()
        for allowance in (CODES, PASSWORDS, RESETS):
            allowance.account.forget(address.casefold())


def _roles(user: User) -> Iterator[Part]:
    rows = ({"role": name} for name in user.groups.order_by("name").values_list("name", flat=True))
    yield Table("roles", _("vos rôles"), {"role": _("rôle")}, rows)


def _take_roles(user: User) -> dict[str, Any]:
    """Take the groups and rights away, and say which they were."""
    held = {
        "groups": sorted(user.groups.values_list("pk", flat=True)),
        "rights": sorted(user.user_permissions.values_list("pk", flat=True)),
        "flags": [user.is_superuser, user.is_staff],
    }
    user.groups.clear()
    user.user_permissions.clear()
    User.objects.filter(pk=user.pk).update(is_superuser=False, is_staff=False)
    return held


def _give_roles_back(user: User, held: dict[str, Any]) -> None:
    """Those that still exist, beside what a suspension that ended meanwhile has given back."""
    user.groups.add(*Group.objects.filter(pk__in=held["groups"]))
    user.user_permissions.add(*Permission.objects.filter(pk__in=held["rights"]))
    user.is_superuser, user.is_staff = held["flags"]
    user.save(update_fields=["is_superuser", "is_staff"])


def _ways_in(user: User) -> Iterator[Part]:
    """Which and since when; never what they are made of."""
    factors = Authenticator.objects.filter(user=user)
    yield Table(
        "moyens-de-connexion",
        _("vos moyens de connexion, sans leurs secrets"),
        {"type": _("type"), "created_at": _("ajouté"), "last_used_at": _("utilisé")},
        told(factors, type="type", created_at="created_at", last_used_at="last_used_at"),
    )
    outside = SocialAccount.objects.filter(user=user)
    columns = {
        "provider": _("service"),
        "uid": _("identifiant"),
        "extra_data": _("ce qu’il a transmis"),
        "date_joined": _("ajouté"),
    }
    rows = told(outside, **{c: c for c in columns})
    yield Table("identites", _("vos identités d’autres services"), columns, rows)


def _sign_ins(user: User) -> Iterator[Part]:
    columns = {"started": _("commencée"), "seen": _("dernier usage"), "device": _("navigateur")}
    rows = SignIn.objects.filter(user=user).order_by("pk")
    own = told(rows, started="started_at", seen="seen_at", device="device")
    yield Table("connexions", _("vos connexions"), columns, own)


def _exports(user: User) -> Iterator[Part]:
    rows = told(DataExport.objects.filter(user=user), asked_at="asked_at", ready_at="ready_at")
    columns = {"asked_at": _("demandée"), "ready_at": _("prête")}
    yield Table("copies", _("les copies de données que vous avez demandées"), columns, rows)


ACCOUNT_HOLDING = Holding(
    key="account",
    name=_("Votre compte : adresse électronique, pseudonyme, mot de passe chiffré, dates"),
    purpose=_("vous reconnaître et vous laisser participer"),
    kept=UNTIL_CLOSED,
    retention="account",
    links=("account.EmailAddress.user",),
    models=("quartiers_accounts.User", "account.EmailConfirmation"),
    export=_account,
    erase=_erase_account,
    aliases=_addresses,
)
ROLES = Holding(
    key="roles",
    name=_("Vos rôles dans les conseils"),
    purpose=_("savoir qui publie, modère et administre"),
    kept=_("le temps de votre rôle"),
    retention="council_work",
    links=("quartiers_accounts.User_groups.user", "quartiers_accounts.User_user_permissions.user"),
    export=_roles,
    close=_take_roles,
    reopen=_give_roles_back,
)
WAYS_IN = Holding(
    key="ways-in",
    name=_("Vos moyens de connexion : clés d’accès, codes, identités d’autres services"),
    purpose=_("vous laisser entrer, et personne d’autre"),
    kept=UNTIL_CLOSED,
    retention="account",
    links=("mfa.Authenticator.user", "socialaccount.SocialAccount.user"),
    models=("socialaccount.SocialToken",),
    export=_ways_in,
    erase=deleted("mfa.Authenticator.user", "socialaccount.SocialAccount.user"),
)
SESSIONS = Holding(
    key="sessions",
    name=_("Vos connexions : date, navigateur"),
    purpose=_("ne pas vous demander de vous connecter à chaque page, et vous laisser les fermer"),
    kept=_("%(time)s au plus, ou jusqu’à ce que vous vous déconnectiez"),
    retention="sessions",
    links=("quartiers_accounts.SignIn.user",),
    models=(
        "sessions.Session",
        "quartiers_accounts.HostSession",
        "quartiers_accounts.HandOff",
    ),
    export=_sign_ins,
    erase=deleted("quartiers_accounts.SignIn.user"),
)
PROOFS = Holding(
    key="proofs",
    name=_("Les codes envoyés à votre adresse, sous une forme illisible"),
    purpose=_("vérifier que l’adresse est la vôtre"),
    kept=_("%(time)s"),
    retention="proofs",
    links=("quartiers_accounts.Proof.user", "quartiers_accounts.AddressChange.user"),
    erase=deleted("quartiers_accounts.Proof.user", "quartiers_accounts.AddressChange.user"),
)
KEPT_TEXTS = Holding(
    key="kept-texts",
    name=_("Un texte que vous écriviez quand il a fallu vous connecter"),
    purpose=_("vous le rendre"),
    kept=_("%(time)s"),
    retention="kept_texts",
    models=("quartiers_accounts.KeptText",),
)
EXPORTS = Holding(
    key="exports",
    name=_("Les copies de vos données que vous demandez"),
    purpose=_("vous les remettre"),
    kept=_("%(time)s après la demande"),
    retention="export",
    links=("quartiers_accounts.DataExport.user",),
    export=_exports,
    erase=deleted("quartiers_accounts.DataExport.user"),
)
CLOSINGS = Holding(
    key="closings",
    name=_("La suppression que vous demandez"),
    purpose=_("vous laisser changer d’avis"),
    kept=_("%(time)s, puis tout est effacé pour de bon"),
    retention="closed_account",
    links=("quartiers_accounts.Closure.user",),
)
DORMANCY = Holding(
    key="dormancy",
    name=_("Un compte sans connexion"),
    purpose=_("ne pas garder ce qui ne sert plus, après deux avertissements"),
    kept=_("%(time)s sans connexion"),
    retention="inactive_account",
    links=("quartiers_accounts.Dormancy.user",),
    erase=deleted("quartiers_accounts.Dormancy.user"),
)
UNCONFIRMED = Holding(
    key="unconfirmed",
    name=_("Un compte dont l’adresse n’a pas été confirmée"),
    purpose=_("ne rien garder d’une adresse que personne n’a confirmée"),
    kept=_("%(time)s"),
    retention="unconfirmed_account",
)
TALLIES = Holding(
    key="tallies",
    name=_("Des compteurs d’essais, sous une forme qui ne dit ni l’adresse ni le réseau"),
    purpose=_("empêcher qu’on devine un mot de passe"),
    kept=_("%(time)s au plus"),
    retention="tallies",
    models=("quartiers_accounts.Tally",),
)
LEGAL = Holding(
    key="legal",
    name=_(
        "La trace de chaque contribution publiée : date, compte, adresse électronique, "
        "pseudonyme, adresse de connexion"
    ),
    purpose=_(
        "répondre à la justice (loi n° 2004-575, article 6 ; décret n° 2021-1362) ; personne "
        "d’autre ne la consulte, et chaque consultation est notée"
    ),
    kept=_("%(time)s après la contribution"),
    retention="legal_trace",
    models=("quartiers_legal.LegalTrace",),
)
LEGAL_ACCESS = Holding(
    key="legal-access",
    name=_("Les consultations de cette trace"),
    purpose=_("savoir qui a consulté quoi, et pourquoi"),
    kept=_("%(time)s"),
    retention="legal_access",
    models=("quartiers_legal.LegalAccess",),
)


def declare() -> None:
    hold(
        ACCOUNT_HOLDING,
        ROLES,
        WAYS_IN,
        SESSIONS,
        PROOFS,
        KEPT_TEXTS,
        EXPORTS,
        CLOSINGS,
        DORMANCY,
        UNCONFIRMED,
        TALLIES,
        LEGAL,
        LEGAL_ACCESS,
    )
    impersonal(
        "what the install is made of",
        *("auth.Permission", "auth.Group", "contenttypes.ContentType", "socialaccount.SocialApp"),
        *("quartiers_councils.Stamp", "quartiers_councils.Council", "quartiers_councils.Portal"),
        *("quartiers_councils.RoleGroup", "quartiers_councils.Street", "quartiers_delivery.Job"),
    )

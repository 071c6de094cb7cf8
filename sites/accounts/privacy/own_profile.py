"""What the profile and the second factor hold of a person: names, home councils, requests."""

from collections.abc import Iterable, Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts import portraits, renaming
from sites.accounts.models import FreedPseudonym, HomeChange, PseudonymChange, User

from .registry import File, Holding, Part, Person, Table, hold
from .rows import deleted, told

UNTIL_CLOSED = _("jusqu’à la suppression de votre compte")


def _names(user: User) -> Iterator[Part]:
    rows = PseudonymChange.objects.filter(user=user).order_by("number")
    columns = {"at": _("changé le"), "old": _("avant"), "new": _("après")}
    own = told(rows, at="at", old="old", new="new")
    yield Table("pseudonymes", _("vos anciens pseudonymes"), columns, own)


def _earlier_names(user: User) -> Iterable[str]:
    changes = PseudonymChange.objects.filter(user=user).values_list("old", "new")
    return {name for pair in changes for name in pair}


def _erase_names(person: Person) -> None:
    """Nobody else takes the name for a while, and nothing says whose it was."""
    renaming.free(person.user)
    deleted("quartiers_accounts.PseudonymChange.user")(person)
    FreedPseudonym.objects.filter(user=person.user).update(user=None)


def _profile(user: User) -> Iterator[Part]:
    columns = {
        "home": _("conseil"),
        "lives": _("j’habite ici"),
        "works": _("je travaille ici"),
        "studies": _("j’étudie ici"),
        "language": _("langue"),
    }
    rows = told(
        User.objects.filter(pk=user.pk),
        home="home_council__name",
        lives="lives_here",
        works="works_here",
        studies="studies_here",
        language="language",
    )
    yield Table("profil", _("votre profil"), columns, rows)
    changes = HomeChange.objects.filter(user=user).order_by("number")
    own = told(changes, at="at", before="before__name", after="after__name")
    columns = {"at": _("choisi le"), "before": _("avant"), "after": _("après")}
    yield Table("conseils", _("les conseils que vous avez choisis"), columns, own)
    if user.portrait:
        name = portraits.names(user.portrait)[0]
        yield File("portrait", "portrait.webp", lambda: portraits.default_storage.open(name))


def _erase_profile(person: Person) -> None:
    portraits.remove(person.user)
    deleted("quartiers_accounts.HomeChange.user")(person)


NAMES = Holding(
    key="names",
    name=_("Vos anciens pseudonymes"),
    purpose=_("empêcher qu’on se fasse passer pour quelqu’un"),
    kept=UNTIL_CLOSED,
    retention="account",
    links=("quartiers_accounts.PseudonymChange.user",),
    export=_names,
    erase=_erase_names,
    aliases=_earlier_names,
)
FREED = Holding(
    key="freed-names",
    name=_("Un pseudonyme que vous quittez, sous une forme illisible"),
    purpose=_("que personne ne le reprenne aussitôt"),
    kept=_("%(time)s"),
    retention="freed_pseudonyms",
    links=("quartiers_accounts.FreedPseudonym.user",),
)
PROFILE = Holding(
    key="profile",
    name=_("Votre profil : conseil, langue, portrait, ce qui vous lie au quartier"),
    purpose=_("vous montrer ce qui vous concerne, compter une voix par personne"),
    kept=UNTIL_CLOSED,
    retention="account",
    links=("quartiers_accounts.HomeChange.user",),
    export=_profile,
    erase=_erase_profile,
)
RECOVERY = Holding(
    key="recovery",
    name=_("Vos demandes pour retrouver l’accès, et celles que vous confirmez"),
    purpose=_("rendre un compte à la bonne personne, et pouvoir le montrer"),
    kept=_("le temps du site ; sans votre nom après la suppression de votre compte"),
    retention="council_work",
    links=(
        "quartiers_accounts.Recovery.person",
        "quartiers_accounts.Confirmation.person",
        "quartiers_accounts.Confirmation.by",
        "quartiers_accounts.RecoveryEvent.person",
        "quartiers_accounts.RecoveryEvent.by",
    ),
    erase=deleted("quartiers_accounts.Recovery.person"),
)


def declare() -> None:
    hold(NAMES, FREED, PROFILE, RECOVERY)

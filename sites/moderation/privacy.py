"""What moderation holds of a person: see sites.accounts.privacy.registry.

Decisions stay, because they must be provable; they name nobody once the account is erased.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import deleted, told
from sites.accounts.privacy.scrubbing import Scrubber, nobody

from .models import Appeal, Suspension


def _decisions(user: User) -> Iterator[Part]:
    """What was decided about the person, never by whom."""
    columns = {
        "rule": _("règle"),
        "statement": _("motif"),
        "council": _("conseil"),
        "starts": _("début"),
        "ends": _("fin"),
        "lifted": _("levée le"),
    }
    rows = told(
        Suspension.objects.filter(account=user, starts_at__isnull=False).order_by("pk"),
        rule="rule",
        statement="statement",
        council="council__name",
        starts="starts_at",
        ends="ends_at",
        lifted="lifted_at",
    )
    yield Table("suspensions", _("les suspensions qui vous visent"), columns, rows)
    appeals = Appeal.objects.filter(account=user).order_by("pk")
    columns = {"sent": _("envoyé le"), "text": _("texte"), "state": _("état")}
    own = told(appeals, sent="sent_at", text="text", state="state")
    yield Table("recours", _("vos recours"), columns, own)


def _erase_names(person: Person) -> None:
    user, unnamed = person.user, nobody()
    for act in ("decided", "confirmed", "lifted"):
        Suspension.objects.filter(**{f"{act}_by": user}).update(**{f"{act}_by_name": unnamed})
    Appeal.objects.filter(decided_by=user).update(decided_by_name=unnamed)
    about_them = Scrubber(person, own=True)
    about_them.rows(Suspension.objects.all(), "statement", "lift_reason")
    about_them.rows(Appeal.objects.all(), "text", "reason")
    deleted("quartiers_moderation.SetAside.account")(person)


DECISIONS = Holding(
    key="moderation",
    name=_("Les décisions de la modération qui vous visent ou que vous prenez, vos recours"),
    purpose=_("protéger les échanges, et pouvoir répondre de chaque décision"),
    kept=_("le temps du site ; sans votre nom après la suppression de votre compte"),
    retention="moderation",
    links=(
        *(f"quartiers_moderation.Suspension.{name}" for name in ("account", "decided_by")),
        *(f"quartiers_moderation.Suspension.{name}" for name in ("confirmed_by", "lifted_by")),
        *(f"quartiers_moderation.Appeal.{name}" for name in ("account", "against")),
        *(f"quartiers_moderation.Appeal.{name}" for name in ("against_second", "decided_by")),
        *(f"quartiers_moderation.ModerationEntry.{name}" for name in ("account", "by")),
        "quartiers_moderation.SetAside.account",
    ),
    contributes=("quartiers_moderation.Suspension.decided_by",),
    export=_decisions,
    erase=_erase_names,
)


def declare() -> None:
    hold(DECISIONS)

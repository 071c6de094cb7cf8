"""What moderation holds of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold

from . import forgetting

APP = "quartiers_moderation"


def _suspensions(user: User) -> Iterator[Part]:
    columns = {
        "place": _("où"),
        "starts": _("début"),
        "until": _("fin"),
        "rule": _("règle"),
        "statement": _("motif"),
        "lift_reason": _("motif de la levée"),
        "appeal": _("votre recours"),
        "answer": _("la réponse"),
    }
    yield Table("suspensions", _("vos suspensions"), columns, forgetting.told(user))


def _erase(person: Person) -> None:
    forgetting.forget(person.user)


SUSPENSIONS = Holding(
    key="suspensions",
    name=_("Vos suspensions, leurs motifs, vos recours"),
    purpose=_("appliquer la charte, et vous répondre"),
    kept=_("jusqu’à la fermeture du compte ; puis la date et la règle, sans nom"),
    retention="suspensions",
    links=(
        *(f"{APP}.Suspension.{who}_by" for who in ("decided", "confirmed", "lifted")),
        f"{APP}.Suspension.account",
        *(f"{APP}.Appeal.{name}" for name in ("account", "against", "against_second")),
        f"{APP}.Appeal.decided_by",
        f"{APP}.SetAside.account",
        f"{APP}.ModerationEntry.by",
        f"{APP}.ModerationEntry.account",
    ),
    export=_suspensions,
    erase=_erase,
)


def declare() -> None:
    hold(SUSPENSIONS)

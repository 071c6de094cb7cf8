"""What telling holds of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import deleted, told

from . import kinds
from .announcing import DIRECT
from .models import Happening, KindChoice, Notice

ROWS = (
    "quartiers_notifications.Notice.person",
    "quartiers_notifications.DigestMark.person",
)
CHOICES = "quartiers_notifications.KindChoice.person"


def _notices(user: User) -> Iterator[Part]:
    columns = {
        "at": _("date"),
        "kind": _("pourquoi"),
        "what": _("quoi"),
        "read": _("lue le"),
        "mailed": _("envoyée par courriel le"),
    }
    rows = Notice.objects.filter(person=user).order_by("pk")
    own = told(
        rows, at="at", kind="kind", what="happening__key", read="read_at", mailed="mailed_at"
    )
    named = (row | {"kind": str(kinds.find(row["kind"]).label)} for row in own)
    yield Table("notifications", _("vos notifications"), columns, named)


def _choices(user: User) -> Iterator[Part]:
    columns = {"kind": _("sorte"), "cadence": _("rythme")}
    rows = KindChoice.objects.filter(person=user).order_by("pk")
    named = (
        {"kind": str(kinds.find(row.kind).label), "cadence": row.get_cadence_display()}
        for row in rows
    )
    yield Table("reglages-des-notifications", _("vos réglages de notification"), columns, named)


def _erase(person: Person) -> None:
    """What was written for them alone goes with its words."""
    Happening.objects.filter(source=DIRECT, thing=person.user.pk).delete()
    deleted(*ROWS)(person)


NOTICES = Holding(
    key="notices",
    name=_("Vos notifications : de quoi, pourquoi, quand, lue ou non"),
    purpose=_("vous dire ce qui vous concerne, une fois"),
    kept=_("%(time)s"),
    retention="notices",
    links=(*ROWS, "quartiers_notifications.Happening.by"),
    export=_notices,
    erase=_erase,
)
SETTINGS = Holding(
    key="notice-settings",
    name=_("Vos réglages de notification"),
    purpose=_("ne vous écrire que comme vous le voulez"),
    kept=_("jusqu’à la suppression de votre compte"),
    retention="account",
    links=(CHOICES,),
    export=_choices,
    erase=deleted(CHOICES),
)


def declare() -> None:
    hold(NOTICES, SETTINGS)

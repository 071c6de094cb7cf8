"""What registrations hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold, impersonal
from sites.accounts.privacy.rows import told

from ..models.registration import Registration
from . import acts, following


def _own(user: User) -> Iterator[Part]:
    columns = {
        "at": _("date"),
        "for": _("pour"),
        "starts": _("commence le"),
        "name": _("nom"),
        "seats": _("places"),
        "state": _("état"),
        "came": _("venu"),
    }
    rows = Registration.objects.of(user, user.email).order_by("pk")
    own = told(
        rows,
        at="created_at",
        starts="gathering__starts_at",
        name="name",
        seats="seats",
        state="state",
        came="came",
        **{"for": "gathering__page__title"},
    )
    yield Table("inscriptions", _("vos inscriptions"), columns, own)


def _erase(person: Person) -> None:
    """Their places of what is still to come go to who waits; of the rest no name stays."""
    rows = Registration.objects.of(person.user, *person.addresses)
    coming = rows.live().filter(gathering__starts_at__gt=timezone.now())
    for row in coming.order_by("gathering", "pk"):
        acts.cancel(row, tell=False)
    following.forget(Registration.objects.of(person.user, *person.addresses))


REGISTRATIONS = Holding(
    key="registrations",
    name=_("Vos inscriptions aux séances et aux événements : nom, adresse, places"),
    purpose=_("vous garder une place, et vous prévenir de ce qui change"),
    kept=_("%(time)s après la date ; une inscription jamais confirmée, deux jours"),
    retention="registrations",
    links=("quartiers_calendar.Registration.user",),
    contributes=("quartiers_calendar.Registration.user",),
    export=_own,
    erase=_erase,
)


def declare() -> None:
    hold(REGISTRATIONS)
    impersonal("dates and places of what a council announces", "quartiers_calendar.Gathering")

"""What waiting photos hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import File, Holding, Part, Table, hold
from sites.accounts.privacy.rows import CHUNK, deleted, opener, told

from .models import WaitingPhoto

LINK = "quartiers_photos.PhotoSet.user"


def _waiting(user: User) -> Iterator[Part]:
    rows = WaitingPhoto.objects.filter(photo_set__user=user).order_by("pk")
    columns = {"name": _("fichier"), "alt": _("description"), "caption": _("légende")}
    told_rows = told(rows, name="name", alt="alt", caption="caption")
    yield Table("photos-en-attente", _("les photos que vous préparez"), columns, told_rows)
    for row in rows.iterator(chunk_size=CHUNK):
        yield File("photos-en-attente", row.file.name.rpartition("/")[2], opener(row.file))


WAITING = Holding(
    key="waiting-photos",
    name=_("Les photos que vous avez envoyées sans les mettre dans une page"),
    purpose=_("reprendre là où vous en étiez"),
    kept=_("%(time)s"),
    retention="waiting_photos",
    links=(LINK,),
    models=("quartiers_photos.WaitingPhoto",),
    export=_waiting,
    erase=deleted(LINK),  # and the photos with their set
)


def declare() -> None:
    hold(WAITING)

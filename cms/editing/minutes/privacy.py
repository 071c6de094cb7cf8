"""What waiting minutes hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import File, Holding, Part, Table, hold
from sites.accounts.privacy.rows import CHUNK, deleted, opener, told

from .models import WaitingMinutes, WaitingMinutesPicture

LINK = "quartiers_word_minutes.WaitingMinutes.user"
NAME = "comptes-rendus-en-attente"


def _waiting(user: User) -> Iterator[Part]:
    rows = WaitingMinutes.objects.filter(user=user).order_by("pk")
    columns = {"name": _("fichier"), "content": _("texte")}
    told_rows = told(rows, name="name", content="content")
    yield Table(NAME, _("les comptes rendus que vous préparez"), columns, told_rows)
    pictures = WaitingMinutesPicture.objects.filter(minutes__user=user).order_by("pk")
    for row in pictures.iterator(chunk_size=CHUNK):
        yield File(NAME, str(row.file.name).rpartition("/")[2], opener(row.file))


WAITING = Holding(
    key="waiting-minutes",
    name=_("Les comptes rendus que vous avez envoyés sans les mettre dans une séance"),
    purpose=_("reprendre là où vous en étiez"),
    kept=_("%(time)s"),
    retention="waiting_minutes",
    links=(LINK,),
    models=("quartiers_word_minutes.WaitingMinutesPicture",),
    export=_waiting,
    erase=deleted(LINK),  # and the pictures with their minutes
)


def declare() -> None:
    hold(WAITING)

"""What waiting documents hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import File, Holding, Part, hold
from sites.accounts.privacy.rows import CHUNK, deleted, opener

from .models import WaitingDocument

LINK = "quartiers_quick_documents.WaitingDocument.user"


def _waiting(user: User) -> Iterator[Part]:
    for row in WaitingDocument.objects.filter(user=user).iterator(chunk_size=CHUNK):
        yield File("documents-en-attente", row.name, opener(row.file))


WAITING = Holding(
    key="waiting-documents",
    name=_("Le document que vous avez envoyé sans le publier"),
    purpose=_("ne pas vous le redemander"),
    kept=_("%(time)s"),
    retention="waiting_documents",
    links=(LINK,),
    export=_waiting,
    erase=deleted(LINK),
)


def declare() -> None:
    hold(WAITING)

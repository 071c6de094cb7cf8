"""What drafts hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Table, hold
from sites.accounts.privacy.rows import deleted, told

from .models import Draft

LINK = "quartiers_drafts.Draft.author"


def _drafts(user: User) -> Iterator[Part]:
    columns = {"saved": _("gardé le"), "title": _("titre"), "text": _("texte")}
    rows = Draft.objects.filter(author=user).order_by("pk")
    own = told(rows, saved="saved_at", title="title", text="text")
    yield Table("brouillons", _("vos brouillons dans le forum"), columns, own)


DRAFTS = Holding(
    key="forum-drafts",
    name=_("Vos brouillons dans le forum"),
    purpose=_("ne rien perdre de ce que vous écrivez"),
    kept=_("%(time)s après votre dernière modification ; moins si vous les publiez ou les jetez"),
    retention="drafts",
    links=(LINK,),
    export=_drafts,
    erase=deleted(LINK),
)


def declare() -> None:
    hold(DRAFTS)

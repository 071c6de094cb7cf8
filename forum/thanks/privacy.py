"""What thanks hold of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Table, hold
from sites.accounts.privacy.rows import deleted, told

from .models import Thank

LINK = "quartiers_thanks.Thank.user"


def _given(user: User) -> Iterator[Part]:
    rows = Thank.objects.filter(user=user).order_by("pk")
    columns = {"at": _("le"), "topic": _("sujet n°"), "number": _("message n°")}
    told_rows = told(rows, at="given_at", topic="post__topic_id", number="post__number")
    yield Table("mercis", _("les mercis que vous avez donnés"), columns, told_rows)


THANKS = Holding(
    key="forum-thanks",
    name=_("Les mercis que vous avez donnés dans le forum"),
    purpose=_("dire à quelqu’un que son message a servi"),
    kept=_("jusqu’à ce que vous les retiriez, ou à la suppression de votre compte"),
    retention="account",
    links=(LINK,),
    contributes=(LINK,),
    export=_given,
    erase=deleted(LINK),
)


def declare() -> None:
    hold(THANKS)

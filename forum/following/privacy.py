"""What following holds of a person: see sites.accounts.privacy.registry."""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User, public_name_of
from sites.accounts.privacy.registry import Holding, Part, Table, hold
from sites.accounts.privacy.rows import deleted

from .models import Follow, Ignored

FOLLOWS = "quartiers_following.Follow.person"
IGNORED = ("quartiers_following.Ignored.person", "quartiers_following.Ignored.whom")


def _follows(user: User) -> Iterator[Part]:
    columns = {"what": _("quoi"), "level": _("niveau"), "since": _("depuis")}
    rows = Follow.objects.filter(person=user).order_by("pk")
    told = (
        {
            "what": f"sujet n° {row.topic_id}" if row.topic_id else f"forum n° {row.forum_id}",
            "level": row.get_level_display(),
            "since": row.since,
        }
        for row in rows
    )
    yield Table("suivi-du-forum", _("ce que vous suivez dans le forum"), columns, told)


def _ignored(user: User) -> Iterator[Part]:
    """Whom the person does not read; who does not read the person is nobody's business."""
    columns = {"who": _("qui"), "since": _("depuis")}
    rows = Ignored.objects.filter(person=user).order_by("pk")
    named = rows.annotate(who=public_name_of("whom")).values_list("who", "since")
    told = ({"who": who, "since": since} for who, since in named)
    yield Table("plus-lus", _("les personnes que vous ne lisez plus"), columns, told)


FOLLOWING = Holding(
    key="following",
    name=_("Les sujets et les forums que vous suivez, ou dont vous ne voulez plus entendre parler"),
    purpose=_("vous parler de ce qui vous intéresse, et de rien d’autre"),
    kept=_("jusqu’à la suppression de votre compte"),
    retention="account",
    links=(FOLLOWS,),
    export=_follows,
    erase=deleted(FOLLOWS),
)
IGNORING = Holding(
    key="ignoring",
    name=_("Les personnes que vous ne lisez plus"),
    purpose=_("replier leurs messages pour vous ; elles n’en savent rien"),
    kept=_("jusqu’à la suppression de votre compte, ou du leur"),
    retention="account",
    links=IGNORED,
    export=_ignored,
    erase=deleted(*IGNORED),
)


def declare() -> None:
    hold(FOLLOWING, IGNORING)

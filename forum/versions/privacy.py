"""What versions hold of a person: see sites.accounts.privacy.registry.

The words of an earlier version are nobody's answer: they go with the account that wrote them.
"""

from collections.abc import Iterator

from django.utils.translation import gettext_lazy as _

from sites.accounts.models import User
from sites.accounts.privacy.registry import Holding, Part, Person, Table, hold
from sites.accounts.privacy.rows import told
from sites.accounts.privacy.scrubbing import Scrubber

from .models import PostVersion


def _versions(user: User) -> Iterator[Part]:
    columns = {
        "since": _("écrite le"),
        "topic": _("sujet n°"),
        "number": _("message"),
        "title": _("titre"),
        "text": _("texte"),
    }
    rows = PostVersion.objects.filter(post__poster=user).order_by("pk")
    own = told(
        rows,
        since="since",
        topic="post__topic_id",
        number="post__number",
        title="title",
        text="text",
    )
    yield Table("versions", _("ce que vos messages disaient avant d’être modifiés"), columns, own)


def _erase(person: Person) -> None:
    PostVersion.objects.filter(post__poster=person.user).delete()
    Scrubber(person).rows(PostVersion.objects.all(), "title", "text")


VERSIONS = Holding(
    key="forum-versions",
    name=_("Ce que vos messages du forum disaient avant d’être modifiés"),
    purpose=_("que chacun puisse lire à quoi l’on a répondu"),
    kept=_("le temps du forum ; jusqu’à la suppression de votre compte"),
    retention="contributions",
    links=("quartiers_versions.PostVersion.withdrawn_by",),
    models=("quartiers_versions.PostVersion",),
    export=_versions,
    erase=_erase,
)


def declare() -> None:
    hold(VERSIONS)

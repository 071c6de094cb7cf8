"""What a moderator may do with a topic: the links of « Modération » on its page."""

from collections.abc import Iterator
from dataclasses import dataclass

from django.urls import reverse
from django.utils.translation import gettext as _

from forum.board.forum_conversation.models import Topic
from forum.scope.rights import EDIT, HIDE, LOCK, MOVE, Rights

POWERS = (LOCK, MOVE, EDIT, HIDE)


@dataclass(frozen=True)
class Power:
    """A link; ``group`` sets apart what is of another kind."""

    label: str
    url: str
    group: str


def moderates(rights: Rights, forum_id: int) -> bool:
    """Whether the person may do anything to topics of the forum."""
    return any(rights.may(power, forum_id) for power in POWERS)


def powers(place, topic: Topic) -> list[Power]:
    """The links, in their order; ``place`` is where the person finds the topic."""
    if not place.rights.is_known or not moderates(place.rights, place.node.pk):
        return []
    return list(_powers(place, topic))


def _powers(place, topic: Topic) -> Iterator[Power]:
    def power(name: str, label: str, group: str, **more) -> Power:
        names = {"forum_slug": place.node.slug, "forum_pk": place.node.pk}
        names |= {"slug": topic.slug, "pk": topic.pk}
        return Power(label, reverse(f"forum:{name}", kwargs=names | more), group)

    def may(right: str) -> bool:
        return place.rights.may(right, place.node.pk)

    if may(LOCK):
        if topic.is_locked:
            yield power("unlock", _("Rouvrir le sujet"), "standing")
        else:
            yield power("lock", _("Fermer le sujet"), "standing")
            yield power("close", _("Fermer à une date"), "standing")
        yield power("slow", _("Mode lent"), "standing")
        yield power("pin", _("Mettre en tête de liste"), "standing")
    if may(EDIT) and topic.poster_id != place.user.pk:
        yield power("rename", _("Changer le titre"), "words")
    if may(MOVE):
        yield power("move", _("Déplacer"), "place")
        if topic.approved:
            if topic.last_number > 1:
                yield power("split", _("Scinder"), "place")
            yield power("merge", _("Réunir avec un autre"), "place")
    if may(HIDE):
        if topic.approved:
            yield power("hide", _("Masquer le sujet"), "sight", number=1)
        else:
            yield power("show", _("Rendre public"), "sight", number=1)
    yield power("history", _("Historique de la modération"), "past")

"""What a moderator may do with a topic: the links of « Modération » on its page."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

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
    names = {"forum_slug": place.node.slug, "forum_pk": place.node.pk}
    names |= {"slug": topic.slug, "pk": topic.pk}
    for offer in OFFERS:
        is_allowed = not offer.right or place.rights.may(offer.right, place.node.pk)
        if is_allowed and offer.makes_sense(topic, place.user):
            kwargs = names | ({"number": 1} if offer.is_of_head else {})
            yield Power(
                str(offer.label), reverse(f"forum:{offer.name}", kwargs=kwargs), offer.group
            )


def _is_open(topic: Topic, user) -> bool:
    return not topic.is_locked


def _is_closed(topic: Topic, user) -> bool:
    return topic.is_locked


def _is_others(topic: Topic, user) -> bool:
    return topic.poster_id != user.pk


def _is_public(topic: Topic, user) -> bool:
    return topic.approved


def _is_hidden(topic: Topic, user) -> bool:
    return not topic.approved


def _has_answers(topic: Topic, user) -> bool:
    return topic.approved and topic.last_number > 1


def _always(topic: Topic, user) -> bool:
    return True


@dataclass(frozen=True)
class Offer:
    """A link that whoever holds ``right`` may have, where it makes sense."""

    name: str  # of its address
    label: str
    group: str
    right: str
    makes_sense: Callable[[Topic, Any], bool] = _always
    is_of_head: bool = False  # its address names the first post


OFFERS = (
    Offer("lock", _("Fermer le sujet"), "standing", LOCK, _is_open),
    Offer("close", _("Fermer à une date"), "standing", LOCK, _is_open),
    Offer("unlock", _("Rouvrir le sujet"), "standing", LOCK, _is_closed),
    Offer("slow", _("Mode lent"), "standing", LOCK),
    Offer("pin", _("Mettre en tête de liste"), "standing", LOCK),
    Offer("rename", _("Changer le titre"), "order", EDIT, _is_others),
    Offer("move", _("Déplacer"), "order", MOVE),
    Offer("split", _("Scinder"), "order", MOVE, _has_answers),
    Offer("merge", _("Réunir avec un autre"), "order", MOVE, _is_public),
    Offer("hide", _("Masquer le sujet"), "last", HIDE, _is_public, is_of_head=True),
    Offer("show", _("Rendre public"), "last", HIDE, _is_hidden, is_of_head=True),
    Offer("acts", _("Historique de la modération"), "last", ""),
)

"""The form with which one says how much one wants to hear of a topic or a forum."""

from dataclasses import dataclass

from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from forum.screens.places import Place

from . import levels
from .models import Level

TOPIC_HINTS: dict[Level, str | Promise] = {
    Level.WATCHED: _("Chaque message, sur le site et par courriel."),
    Level.FOLLOWED: _("Les réponses, sur le site et dans le résumé."),
    Level.NORMAL: _("Seulement quand on s’adresse à vous."),
    Level.MUTED: _("Rien, même quand on s’adresse à vous."),
}
FORUM_HINTS: dict[Level, str | Promise] = TOPIC_HINTS | {
    Level.WATCHED: _("Chaque message de chaque sujet."),
    Level.FOLLOWED: _("Chaque nouveau sujet, sur le site et dans le résumé."),
}


@dataclass(frozen=True)
class Choice:
    """One level to choose."""

    value: int
    label: str
    hint: str | Promise
    is_current: bool


@dataclass(frozen=True)
class Control:
    """``url`` takes the choice; ``is_forum`` says what it is about; ``page`` is where one was."""

    url: str
    is_forum: bool
    level: Level
    choices: tuple[Choice, ...]
    page: int = 1

    @property
    def label(self) -> str:
        return str(self.level.label)


def control(place: Place, page: int = 1) -> Control | None:
    """The control of a place for who is signed in; one query. Nobody else has one, so that what
    they are shown can be kept for everybody.
    """
    if not place.rights.is_known:
        return None
    node, topic = place.node, place.topic
    if topic:
        held = levels.of_topic(place.user, node, topic.pk)
        url = reverse("forum:follow_topic", args=[node.slug, node.pk, topic.slug, topic.pk])
    else:
        held = levels.of_forum(place.user, node)
        url = reverse("forum:follow_forum", args=[node.slug, node.pk])
    return made(url, held.level, is_forum=topic is None, page=page)


def made(url: str, level: Level, *, is_forum: bool = False, page: int = 1) -> Control:
    hints = FORUM_HINTS if is_forum else TOPIC_HINTS
    choices = tuple(
        Choice(one.value, str(one.label), hint, one == level) for one, hint in hints.items()
    )
    return Control(url, is_forum, level, choices, page)

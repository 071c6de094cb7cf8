"""Acts as moderation knows them: their cases are decided, and may be contested (``decided``)."""

from collections.abc import Sequence
from typing import NoReturn

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Refused
from sites.accounts.models import User
from sites.councils.models import Council
from sites.moderation.deciding import Outdated
from sites.moderation.rights import NotAllowed
from sites.moderation.subjects import Before, Nearby, Subject

from . import undoing
from .decided import KEY, numbers, subject_of
from .models import Act


class Acts:
    """A kind of moderation: what was done, not a thing that people see. It is only taken back."""

    key = KEY
    label = gettext_lazy("sujet du forum")

    def find(self, key: str) -> Subject | None:
        act, topic = _named(key)
        return subject_of(act, topic) if act and topic else None

    def shown_to(self, user, key: str, council: Council | None) -> None:
        """Nobody reports an act: they contest it."""

    def at(self, user, url) -> None:
        """It has no address."""

    def lock(self, key: str) -> None:
        Act.objects.select_for_update(no_key=True).filter(pk=numbers(key)[0]).first()

    def around(self, key: str) -> Sequence[Nearby]:
        return []

    def hide(self, key: str, by: User | None) -> NoReturn:
        raise NotAllowed(_("Un acte de la modération s’annule, il ne se masque pas."))

    remove = show = hide

    def mask(self, key: str, passages: Sequence[str], by: User | None) -> NoReturn:
        self.hide(key, by)

    def restore(self, key: str, before: Before, by: User | None) -> None:
        """Raises Outdated where later acts stand on it."""
        act, _topic = _named(key)
        if act is None or by is None:
            return
        try:
            undoing.undo(act.pk, by, has_right=True)
        except Refused as refusal:
            raise Outdated(refusal.message) from None


def _named(key: str) -> tuple[Act | None, Topic | None]:
    act, topic = numbers(key)
    acts = Act.objects.select_related("post__poster", "by")
    return acts.filter(pk=act).first(), Topic.objects.filter(pk=topic).first()

"""Why an act, or its undoing, is refused: words for the moderator; nothing is changed."""

from django.utils.translation import gettext as _

from forum.board.forum_conversation.refusals import Refused
from sites.moderation.words import moment

from .models import Act


class Own(Refused):
    """Nobody decides on what is theirs."""

    status = 403

    def __init__(self) -> None:
        super().__init__(
            _("C’est votre propre contribution : une autre personne de la modération en décide.")
        )


class Impossible(Refused):
    """It cannot be done to the topic as it is now; the words say why."""


class Superseded(Refused):
    """A later act stands on this one."""

    def __init__(self, later: Act):
        told = _("Un acte plus récent en dépend. Annulez-le d’abord : « %(act)s », le %(moment)s.")
        super().__init__(told % {"act": later.get_kind_display(), "moment": moment(later.at)})

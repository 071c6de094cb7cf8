"""Forums in which nobody writes any more: locked for a time, or archived for good."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from forum.board.forum.models import Forum


@dataclass(frozen=True)
class Closing:
    """What closes a forum and all below it. ``note`` is what whoever closed it said, if anything.

    ``forum_id`` is the forum that was closed: the one in question, or one above it.
    """

    forum_id: int
    is_archived: bool
    note: str
    since: datetime | None

    @property
    def words(self) -> str:
        """For whoever reads there, and for whoever tries to write."""
        if self.is_archived:
            return _("Ce forum est archivé : on peut le lire, il ne reçoit plus de message.")
        return _("Ce forum est fermé pour l’instant : on peut le lire, on n’y écrit pas.")


def closing_of(forum: Forum, above: Closing | None) -> Closing | None:
    """What closes ``forum``, where ``above`` closes what lies above it.

    What was archived stays so whatever lies around it; else the highest forum decides.
    """
    is_archived = forum.state == Forum.State.ARCHIVED
    if forum.state == Forum.State.OPEN or (above and (above.is_archived or not is_archived)):
        return above
    return Closing(forum.pk, is_archived, forum.state_note, forum.state_since)

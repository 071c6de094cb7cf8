"""Why somebody is told: an open list that features fill, and each can be turned down."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext, ngettext
from django.utils.translation import gettext_lazy as _

from .cadence import Cadence


@dataclass(frozen=True)
class Kind:
    """``label`` and ``hint`` are for the settings; ``counted`` says « 3 réponses »; ``why`` ends
    « Vous recevez ce message parce que… ». ``order`` is its strength: the higher wins when there
    are several reasons, and comes first in lists. ``is_paced``: its mails at once are grouped, one
    for each subject in a quarter of an hour. What ``is_due`` cannot be turned off altogether.
    """

    key: str
    order: int
    label: str | Promise
    hint: str | Promise
    why: str | Promise
    counted: Callable[[int], str]
    default: Cadence
    is_paced: bool = False
    is_due: bool = False

    @property
    def cadences(self) -> list[Cadence]:
        return [one for one in Cadence if not (self.is_due and one == Cadence.NEVER)]


_kinds: dict[str, Kind] = {}


def register(*kinds: Kind) -> None:
    """Add; the same key registered again replaces (an app made ready twice)."""
    for kind in kinds:
        _kinds[kind.key] = kind


def all_kinds() -> list[Kind]:
    """The strongest first."""
    return sorted(_kinds.values(), key=lambda kind: -kind.order)


def find(key: str) -> Kind:
    """The kind ``key``; one whose feature is gone has plain words and sends no mail."""
    return _kinds.get(key) or Kind(key, 0, key, "", "", str, Cadence.SITE)


def decisions(n: int) -> str:
    return ngettext("%(n)s décision", "%(n)s décisions", n) % {"n": n}


def why(kind: Kind) -> str:
    """The whole sentence that every mail ends with."""
    return gettext("Vous recevez ce message %(why)s.") % {"why": kind.why}


MODERATION = Kind(
    key="moderation",
    order=100,
    label=_("Les décisions qui vous concernent"),
    hint=_("La modération, un rôle, une réponse de l’équipe."),
    why=_("parce qu’une décision vous concerne"),
    counted=decisions,
    default=Cadence.NOW,
    is_due=True,
)

"""Who manages which forums.

- A council's: its leads; its moderators too, but for the rights (a moderator decides about posts,
  not about who is heard).
- Those that all councils share: co-ordinators.
- On which other sites a council's forums are listed: co-ordinators, for it concerns several.
- Everything: administrators.
"""

from dataclasses import dataclass

from django.http import Http404, HttpRequest

from forum.scope.tree import Node, Tree, tree
from sites.councils.roles import COORDINATOR, LEAD, MODERATOR
from sites.teams.scope import Scope, scope_of


@dataclass(frozen=True)
class Reach:
    """What somebody manages; ``homes`` are keys of councils, None among them the shared forums."""

    is_administrator: bool
    homes: frozenset[int | None]
    rights_homes: frozenset[int | None]

    def __bool__(self) -> bool:
        return self.is_administrator or bool(self.homes)

    def holds(self, node: Node) -> bool:
        """Whether they arrange this forum: name, place, lock, archive."""
        return self.is_administrator or node.home_id in self.homes

    def sets_rights(self, node: Node) -> bool:
        return self.is_administrator or node.home_id in self.rights_homes

    @property
    def is_of_all(self) -> bool:
        """Whether they decide what concerns several sites."""
        return self.is_administrator or None in self.homes

    def spreads(self, node: Node) -> bool:
        """Whether they say on which other sites it is listed: a council's whole tree or nothing."""
        return self.is_of_all and node.parent_id is None and not node.is_shared


def reach_of(scope: Scope) -> Reach:
    shared = frozenset([None] if scope.holds(COORDINATOR) else [])
    return Reach(
        scope.is_administrator,
        scope.councils_as(LEAD, MODERATOR) | shared,
        scope.councils_as(LEAD) | shared,
    )


def reach_or_404(request: HttpRequest) -> Reach:
    reach = reach_of(scope_of(request))
    if not reach:
        raise Http404
    return reach


def managed_or_404(request: HttpRequest, pk: int) -> tuple[Reach, Tree, Node]:
    """The forum ``pk`` if whoever asks manages it; to everybody else there is none."""
    reach, board = reach_or_404(request), tree()
    node = board.nodes.get(pk)
    if node is None or not reach.holds(node):
        raise Http404
    return reach, board, node

"""The tree of forums with its scopes and rights: one copy in memory, made again when it changes.

Counters change with every post and are not here; the structure changes when somebody manages the
forum. Primary keys are the only identifiers: ``tree_id`` is not stable.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import NamedTuple

from forum.board.forum.models import Forum
from forum.board.forum_permission.models import GroupForumPermission, UserForumPermission
from sites.councils.models import Council, RoleGroup
from sites.councils.stamps import Stamped

from .closing import Closing, closing_of
from .models import ForumScope

FORUM = "forum"  # the stamp; see sites.councils.stamps

Grants = dict[tuple[int | None, str], bool]  # by forum (None: all) and codename


@dataclass(frozen=True)
class Node:
    """A category or a forum. ``home_id`` is the council of its address, None for shared ones."""

    pk: int
    name: str
    slug: str
    about: str  # rendered HTML
    is_category: bool
    lineage: tuple[int, ...]  # from its root down to itself
    home_id: int | None
    also_ids: frozenset[int]
    closing: Closing | None = None  # its own, or of what lies above

    @property
    def is_archived(self) -> bool:
        return self.closing is not None and self.closing.is_archived

    @property
    def root_id(self) -> int:
        return self.lineage[0]

    @property
    def parent_id(self) -> int | None:
        return self.lineage[-2] if len(self.lineage) > 1 else None

    @property
    def is_shared(self) -> bool:
        return self.home_id is None

    def is_shown_on(self, council: Council | None) -> bool:
        """Whether the site of ``council`` (None: the portal) shows it in its own look."""
        if council is None or self.is_shared:
            return self.is_shared
        return council.pk == self.home_id or council.pk in self.also_ids


class Team(NamedTuple):
    """The group that carries a role in a council, or (None) in the whole install."""

    role: str
    council_id: int | None
    group_id: int


@dataclass
class Tree:
    """All forums that have a scope, in the order they are listed, and everybody's rights.

    ``teams`` are the groups that carry roles; whoever makes a council changes the tree as well.
    """

    nodes: dict[int, Node]
    anonymous: Grants = field(default_factory=dict)
    signed_in: Grants = field(default_factory=dict)
    groups: dict[int, Grants] = field(default_factory=dict)
    teams: tuple[Team, ...] = ()

    def below(self, pk: int) -> Iterator[Node]:
        """The node ``pk`` and all below it."""
        return (node for node in self.nodes.values() if pk in node.lineage)

    def children(self, pk: int) -> list[Node]:
        return [node for node in self.nodes.values() if node.parent_id == pk]

    def shown_on(self, council: Council | None) -> list[Node]:
        """What the site of ``council`` (None: the portal) lists: what is its own comes first."""
        shown = [node for node in self.nodes.values() if node.is_shown_on(council)]
        own = council.pk if council else None
        return sorted(shown, key=lambda node: node.home_id != own)


def tree() -> Tree:
    """The tree as it stands, at most ``HOST_TABLE_MAX_AGE`` seconds old."""
    return _kept.get()


def _make() -> Tree:
    made = Tree(nodes=_nodes())
    for row in UserForumPermission.objects.filter(user=None).select_related("permission"):
        key = (row.forum_id, row.permission.codename)
        if row.anonymous_user:
            made.anonymous[key] = row.has_perm
        if row.authenticated_user:
            made.signed_in[key] = row.has_perm
    made.groups = _groups()
    made.teams = tuple(
        Team(*row) for row in RoleGroup.objects.values_list("role", "council", "group")
    )
    return made


def _nodes() -> dict[int, Node]:
    scopes = ForumScope.objects.prefetch_related("also_on")
    known = {s.root_id: (s.council_id, frozenset(c.pk for c in s.also_on.all())) for s in scopes}
    nodes: dict[int, Node] = {}
    # In tree order a parent comes before its children. Links to elsewhere are not shown.
    for forum in Forum.objects.exclude(type=Forum.FORUM_LINK).order_by("tree_id", "lft"):
        parent = nodes.get(forum.parent_id)
        if parent is None and (forum.parent_id or forum.pk not in known):
            continue
        lineage = (*(parent.lineage if parent else ()), forum.pk)
        home_id, also_ids = known[lineage[0]]
        about = forum.description.rendered if forum.description else ""
        closing = closing_of(forum, parent.closing if parent else None)
        nodes[forum.pk] = Node(
            forum.pk,
            forum.name,
            forum.slug,
            about,
            forum.is_category,
            lineage,
            home_id,
            also_ids,
            closing,
        )
    return nodes


def _groups() -> dict[int, Grants]:
    groups: dict[int, Grants] = defaultdict(dict)
    rows = GroupForumPermission.objects.values_list(
        "group_id", "forum_id", "permission__codename", "has_perm"
    )
    for group_id, forum_id, codename, has_perm in rows:
        groups[group_id][forum_id, codename] = has_perm
    return dict(groups)


_kept: Stamped[Tree] = Stamped(FORUM, _make)

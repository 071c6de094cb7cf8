"""Who may do what in which forum: the one place that decides.

Rights are machina's rows, in machina's words (``can_read_forum``…), and hold for the forum they are
on and all below it. For a codename the first of these that says anything decides:

1. rows of the person, on the nearest forum upwards, then those for all forums;
2. rows of the person's groups likewise (at one level a refusal beats a grant); what they grant
   further up gives way to a nearer refusal for everybody, so that a forum below one of the team's
   can be narrower;
3. rows for everybody signed in, or for everybody else, likewise;
4. what everybody may: ``SIGNED_IN``, ``EVERYBODY``.

A forum below one that a person may not read is not readable either. Superusers may everything;
``is_staff`` gives nothing. Whoever is suspended in the council of a forum keeps a reader's rights
there and no other (sites.moderation.sanctions). In a forum that is closed (scope.closing) one reads
and moderates; where it is only locked, who may answer closed topics answers. In a session that owes
a second factor (``user.acts_with_roles``) nobody is a superuser, no group grants anything and
nobody moderates.
"""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from typing import NamedTuple

from django.db.models import BooleanField, CharField, Value

from forum.board.forum_permission.models import UserForumPermission
from sites.accounts.models import User
from sites.moderation.sanctions import FREE, Sanction, standing_of

from .closing import Closing
from .tree import Grants, Node, Tree, tree

SEE, READ = "can_see_forum", "can_read_forum"
OPEN, REPLY = "can_start_new_topics", "can_reply_to_topics"
EDIT_OWN, UNCHECKED = "can_edit_own_posts", "can_post_without_approval"
LOCK, MOVE, EDIT = "can_lock_topics", "can_move_topics", "can_edit_posts"
HIDE, DELETE, REPLY_LOCKED = "can_approve_posts", "can_delete_posts", "can_reply_to_locked_topics"

MODERATION = (LOCK, MOVE, EDIT, HIDE, DELETE, REPLY_LOCKED)

EVERYBODY = frozenset({SEE, READ})
SIGNED_IN = EVERYBODY | {OPEN, REPLY, EDIT_OWN, UNCHECKED}


class Rights:
    """The rights of one person over the forums as they stand."""

    def __init__(self, user, board: Tree, rows: "Rows | None" = None):
        """``rows``: those of the person and of their groups, when they are known already."""
        self.board = board
        # Without the second factor that is owed, what a role gives is asleep; what it or anybody
        # refuses is not.
        self.is_awake = getattr(user, "acts_with_roles", True)
        self.is_superuser = user.is_active and user.is_superuser and self.is_awake
        # An account that was closed is worth no more than none.
        self.is_known = user.is_authenticated and user.is_active
        self._standing = standing_of(user)
        rows = (rows or _rows_of([user], board)[user.pk]) if self.is_known else Rows({}, {})
        self._own = self._usable(rows.own, MODERATION)
        self._groups = self._usable(rows.groups)
        self._readable: dict[int, bool] = {}

    def _usable(self, rows: Grants, powers: Iterable[str] | None = None) -> Grants:
        """``rows`` without the grants (of ``powers``; None: any) that are asleep."""
        if self.is_awake:
            return rows
        return {
            key: has_perm
            for key, has_perm in rows.items()
            if not has_perm or (powers is not None and key[1] not in powers)
        }

    def may(self, codename: str, forum_id: int) -> bool:
        """Whether the person holds ``codename`` in a forum that they may read."""
        node = self.board.nodes.get(forum_id)
        if node is None or not self._reads(node):
            return False
        return self._holds(codename, node)

    def sanction(self, forum_id: int) -> Sanction | None:
        """What keeps the person from taking part in the forum, though they may read it."""
        node = self.board.nodes.get(forum_id)
        return self._standing.in_council(node.home_id) if node else None

    def closing(self, forum_id: int) -> Closing | None:
        """What closes the forum to everybody who would write."""
        node = self.board.nodes.get(forum_id)
        return node.closing if node else None

    def reads(self, forum_id: int | None) -> bool:
        """Whether the person may read the forum."""
        node = self.board.nodes.get(forum_id) if forum_id else None
        return node is not None and self._reads(node)

    def readable(self, nodes: Iterable[Node]) -> list[Node]:
        """Those of ``nodes`` that the person may read, in their order."""
        return [node for node in nodes if self._reads(node)]

    def _reads(self, node: Node) -> bool:
        known = self._readable.get(node.pk)
        if known is None:
            above = node.parent_id is None or self._reads(self.board.nodes[node.parent_id])
            known = above and self._holds(SEE, node) and self._holds(READ, node)
            self._readable[node.pk] = known
        return known

    def _holds(self, codename: str, node: Node) -> bool:
        if codename not in EVERYBODY and self._standing.in_council(node.home_id):
            return False
        if node.closing and self._is_closed(codename, node):
            return False
        return self.is_superuser or self._is_granted(codename, node)

    def _is_closed(self, codename: str, node: Node) -> bool:
        """Whether a forum that is closed keeps the person from ``codename``."""
        if codename in EVERYBODY or codename in MODERATION:
            return False
        is_answer = codename in (REPLY, UNCHECKED)
        return node.is_archived or not is_answer or not self._holds(REPLY_LOCKED, node)

    def _is_granted(self, codename: str, node: Node) -> bool:
        own = _nearest(self._own, codename, node)
        if own:
            return own.has_perm
        everybody = self.board.signed_in if self.is_known else self.board.anonymous
        general, group = (_nearest(rows, codename, node) for rows in (everybody, self._groups))
        if group and not (general and group.yields_to(general)):
            return group.has_perm
        if general:
            return general.has_perm
        return codename in (SIGNED_IN if self.is_known else EVERYBODY)


class TypicalRights(Rights):
    """The rights of whoever has nothing but what these groups give: a visitor, a neighbour, a team.

    ``board`` may be a tree that is only being thought of.
    """

    def __init__(self, board: Tree, *, is_known: bool, group_ids: Iterable[int] = ()):
        self.board, self.is_known = board, is_known
        self.is_awake, self.is_superuser = True, False
        self._standing, self._own = FREE, {}
        self._groups = _merged(group_ids, board)
        self._readable = {}


def rights_of(user) -> Rights:
    """The rights of ``user``: one query for somebody signed in, none for anybody else."""
    return Rights(user, tree())


def rights_of_all(users: Iterable[User]) -> dict[int, Rights]:
    """The rights of some accounts, by primary key: one query, whatever their number."""
    board, users = tree(), list(users)
    rows = _rows_of(users, board)
    return {user.pk: Rights(user, board, rows[user.pk]) for user in users}


def moderates_by_themselves(user) -> bool:
    """Whether a row of the person's own, not of a group, lets them moderate somewhere."""
    rows = UserForumPermission.objects.filter(user=user, has_perm=True)
    return rows.filter(permission__codename__in=MODERATION).exists()


class Answer(NamedTuple):
    """What rows say of a codename, and how many forums above the one in question."""

    has_perm: bool
    height: int

    def yields_to(self, general: "Answer") -> bool:
        """Whether this grant of a group is taken back by what a nearer forum says of everybody."""
        return self.has_perm and not general.has_perm and general.height < self.height


def _nearest(rows: Grants, codename: str, node: Node) -> Answer | None:
    if not rows:
        return None
    for height, forum_id in enumerate((*reversed(node.lineage), None)):
        has_perm = rows.get((forum_id, codename))
        if has_perm is not None:
            return Answer(has_perm, height)
    return None


@dataclass(frozen=True)
class Rows:
    """What rows say of one person, and of their groups."""

    own: Grants
    groups: Grants


def _rows_of(users: Iterable, board: Tree) -> dict[int, Rows]:
    """The rows of some accounts in one query, whatever their number: their own, and memberships of
    groups, which name no right.
    """
    keys = [user.pk for user in users]
    own: dict[int, Grants] = {pk: {} for pk in keys}
    groups: dict[int, list[int]] = {pk: [] for pk in keys}
    rows = UserForumPermission.objects.filter(user__in=keys).order_by()
    members = User.groups.through.objects.filter(user__in=keys).order_by()
    told = rows.values_list("user_id", "forum_id", "permission__codename", "has_perm").union(
        members.values_list(
            "user_id", "group_id", Value("", CharField()), Value(True, BooleanField())
        ),
        all=True,
    )
    for pk, place, codename, has_perm in told:
        if codename:
            own[pk][place, codename] = bool(has_perm)
        else:
            groups[pk].append(place)
    return {pk: Rows(own[pk], _merged(groups[pk], board)) for pk in keys}


def _merged(group_ids: Iterable[int], board: Tree) -> Grants:
    merged: dict[tuple[int | None, str], bool] = defaultdict(lambda: True)
    for group_id in group_ids:
        for key, has_perm in board.groups.get(group_id, {}).items():
            merged[key] = merged[key] and has_perm
    return dict(merged)

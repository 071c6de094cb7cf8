"""Who may do what in which forum: the one place that decides.

Rights are machina's rows, in machina's words (``can_read_forum``…), and hold for the forum they are
on and all below it. For a codename the first of these that says anything decides:

1. rows of the person, on the nearest forum upwards, then those for all forums;
2. rows of the person's groups likewise (at one level a refusal beats a grant);
3. rows for everybody signed in, or for everybody else, likewise;
4. ``DEFAULTS``.

A forum below one that a person may not read is not readable either. Superusers may everything;
``is_staff`` gives nothing. Whoever is suspended in the council of a forum keeps a reader's rights
there and no other (sites.moderation.sanctions). In a session that owes a second factor
(``user.acts_with_roles``) nobody is a superuser, no group grants anything and nobody moderates.
"""

from collections import defaultdict
from collections.abc import Iterable

from django.db.models import BooleanField, IntegerField, Value
from django.db.models.functions import Cast

from forum.board.forum_permission.models import UserForumPermission
from sites.accounts.models import User
from sites.moderation.sanctions import Sanction, standing_of

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

    def __init__(self, user, board: Tree):
        self.board = board
        # Without the second factor that is owed, what a role gives is asleep; what it or anybody
        # refuses is not.
        self.is_awake = getattr(user, "acts_with_roles", True)
        self.is_superuser = user.is_active and user.is_superuser and self.is_awake
        # An account that was closed is worth no more than none.
        self.is_known = user.is_authenticated and user.is_active
        self._standing = standing_of(user)
        own, groups = _rows(user, board) if self.is_known else ({}, {})
        self._own, self._groups = self._usable(own, MODERATION), self._usable(groups)
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
        if self.is_superuser:
            return True
        everybody = self.board.signed_in if self.is_known else self.board.anonymous
        for rows in (self._own, self._groups, everybody):
            answer = _nearest(rows, codename, node)
            if answer is not None:
                return answer
        return codename in (SIGNED_IN if self.is_known else EVERYBODY)


def rights_of(user) -> Rights:
    """The rights of ``user``: one query for somebody signed in, none for anybody else."""
    return Rights(user, tree())


def moderates_by_themselves(user) -> bool:
    """Whether a row of the person's own, not of a group, lets them moderate somewhere."""
    rows = UserForumPermission.objects.filter(user=user, has_perm=True)
    return rows.filter(permission__codename__in=MODERATION).exists()


def _nearest(rows: Grants, codename: str, node: Node) -> bool | None:
    if not rows:
        return None
    for forum_id in (*reversed(node.lineage), None):
        answer = rows.get((forum_id, codename))
        if answer is not None:
            return answer
    return None


def _rows(user, board: Tree) -> tuple[Grants, Grants]:
    """The grants of the person and of their groups, in one query: every page asks for them."""
    own = UserForumPermission.objects.filter(user=user).values_list(
        "forum_id", "permission__codename", "has_perm", Cast(None, IntegerField())
    )
    nothing = Cast(None, IntegerField()), Value(""), Cast(None, BooleanField())
    groups = User.groups.through.objects.filter(user=user).values_list(*nothing, "group_id")
    grants: Grants = {}
    merged: dict[tuple[int | None, str], bool] = defaultdict(lambda: True)
    for forum_id, codename, has_perm, group_id in own.order_by().union(groups.order_by(), all=True):
        if group_id is None:
            grants[forum_id, codename] = has_perm
        else:
            for key, answer in board.groups.get(group_id, {}).items():
                merged[key] = merged[key] and answer
    return grants, dict(merged)

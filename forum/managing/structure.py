"""The tree of forums: making, naming, ordering, nesting, closing, removing.

Each function is one transaction, waits for its turn (scope.changing), and leaves a line in the log;
doing again what is done changes nothing. They do not ask who may: screens do (reach.py). Raise
Refused, in words, and then change nothing.
"""

from collections.abc import Collection

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _
from wagtail.log_actions import log

from forum.board.forum.models import Forum
from forum.board.forum_conversation.models import Topic
from forum.scope.changing import alone, held
from forum.scope.models import ForumScope
from forum.scope.tree import Node, Tree, tree
from sites.accounts.models import User
from sites.councils.models import Council

DEEPEST = 3  # a root is at 0: deeper than that nobody finds anything
WRITTEN = ["name", "slug", "description", "_description_rendered", "updated"]
STATE = ["state", "state_note", "state_since"]


class Refused(Exception):
    """The change was not made; ``message`` says why."""

    def __init__(self, message: str):
        super().__init__(message)
        self.message = message


class Gone(Refused):
    """Somebody removed the forum meanwhile."""

    def __init__(self) -> None:
        super().__init__(_("Ce forum n’existe plus : quelqu’un vient de le supprimer."))


@transaction.atomic
def create(parent_id: int, name: str, about: str, by: User) -> Forum:
    """A new forum at the end of those in ``parent_id``."""
    board = _turn()
    parent = _known(board, parent_id)
    if depth(parent) >= DEEPEST:
        raise _too_deep()
    above = _hold(parent_id)
    _check_name(board, name, parent)
    forum = Forum.objects.create(parent=above, name=name, description=about, type=Forum.FORUM_POST)
    return _logged(forum, "create", by)


@transaction.atomic
def create_shared_root(name: str, by: User) -> Forum:
    """A new category for forums that every site shows."""
    _turn()
    root = Forum.objects.create(name=name, type=Forum.FORUM_CAT)
    ForumScope.objects.create(root=root, council=None)
    return _logged(root, "create", by)


@transaction.atomic
def describe(pk: int, name: str, about: str, by: User) -> Forum:
    """Another name or description; addresses follow, old ones lead to the new ones."""
    board = _turn()
    node = _known(board, pk)
    forum = _hold(pk)
    before = forum.name
    raw = forum.description.raw if forum.description else ""
    if (before, raw) == (name, about):
        return forum
    _check_name(board, name, board.nodes.get(node.parent_id or 0), but=pk)
    forum.name, forum.description = name, about
    forum.save(update_fields=WRITTEN)
    return _logged(forum, "edit", by, before=before)


@transaction.atomic
def change(pk: int, name: str, about: str, parent_id: int | None, by: User) -> None:
    """Describe a forum and, with ``parent_id``, put it there: both or neither."""
    describe(pk, name, about, by)
    if parent_id:
        nest(pk, parent_id, by)


@transaction.atomic
def shift(pk: int, by: User, *, up: bool) -> Forum:
    """One place up or down among its neighbours; at the end of the list nothing happens."""
    board = _turn()
    row = neighbours(board, _known(board, pk))
    place = [node.pk for node in row].index(pk)
    other = place + (-1 if up else 1)
    if not 0 <= other < len(row):
        return _hold(pk)
    forum, target = _hold_branch(board, pk, row[other].pk)
    forum.move_to(target, "left" if up else "right")
    return _logged(forum, "reorder", by)


@transaction.atomic
def nest(pk: int, parent_id: int, by: User) -> Forum:
    """Put a forum, with all below it, at the end of another one of the same tree."""
    board = _turn()
    node, parent = _known(board, pk), _known(board, parent_id)
    if node.parent_id == parent_id:
        return _hold(pk)
    if parent not in parents_for(board, node):
        raise Refused(_("Ce forum ne peut pas aller à cet endroit."))
    _check_name(board, node.name, parent, but=pk)
    forum, target = _hold_branch(board, pk, parent_id)
    forum.move_to(target, "last-child")
    return _logged(forum, "move", by, left=node.parent_id, entered=parent_id)


@transaction.atomic
def set_state(pk: int, state: str, note: str, by: User) -> Forum:
    """Lock, archive or open again a forum and what lies below it."""
    board = _turn()
    _known(board, pk)
    forum = _hold(pk, *(node.pk for node in board.below(pk)))
    note = "" if state == Forum.State.OPEN else note
    if (forum.state, forum.state_note) == (state, note):
        return forum
    if forum.state != state:
        forum.state_since = None if state == Forum.State.OPEN else timezone.now()
    forum.state, forum.state_note = state, note
    forum.save(update_fields=STATE)
    return _logged(forum, state, by, reason=note)


@transaction.atomic
def spread(pk: int, councils: Collection[Council], by: User) -> None:
    """List a council's tree on the sites of these other councils too."""
    _turn()
    scope = ForumScope.objects.select_related("root").filter(root=pk).first()
    if scope is None or scope.council_id is None:
        raise Gone
    others = [council for council in councils if council.pk != scope.council_id]
    if set(scope.also_on.all()) != set(others):
        scope.also_on.set(others)
        _logged(scope.root, "spread", by, councils=[council.code for council in others])


@transaction.atomic
def hold_pages(pk: int, by: User) -> None:
    """From now on the pages of the site are talked about in this forum."""
    board = _turn()
    node = _known(board, pk)
    scope = ForumScope.objects.get(root=node.root_id)
    if node.is_category:
        raise Refused(_("Une rubrique ne reçoit pas de sujet : choisissez un de ses forums."))
    if scope.pages_in_id != pk:
        scope.pages_in_id = pk
        scope.save(update_fields=["pages_in"])
        _logged(_hold(pk), "pages", by)


@transaction.atomic
def remove(pk: int, by: User) -> None:
    """Take away a forum in which nobody ever wrote."""
    board = _turn()
    node = _known(board, pk)
    forum = _hold(pk)
    if why := kept_because(board, node):
        raise Refused(why)
    log(forum, "quartiers.forums.delete", user=by, title=forum.name, deleted=True)
    forum.delete()


# What is asked before -----------------------------------------------------------------------------


def depth(node: Node) -> int:
    return len(node.lineage) - 1


def neighbours(board: Tree, node: Node) -> list[Node]:
    """The forums beside ``node`` and itself, in order. Roots are listed by site, not by hand."""
    return board.children(node.parent_id) if node.parent_id else [node]


def parents_for(board: Tree, node: Node) -> list[Node]:
    """Where the forum may lie: in its own tree, not below itself, not too deep."""
    if node.parent_id is None:
        return []
    height = max(depth(below) for below in board.below(node.pk)) - depth(node)
    return [
        other
        for other in board.below(node.root_id)
        if node.pk not in other.lineage and depth(other) + 1 + height <= DEEPEST
    ]


def kept_because(board: Tree, node: Node) -> str:
    """Why a forum cannot be removed; empty when it can."""
    if node.parent_id is None and not node.is_shared:
        return _("C’est la rubrique du conseil : ses forums en ont besoin.")
    if board.children(node.pk):
        return _("Il contient d’autres forums.")
    if node.parent_id is None and _is_last_shared_root(board, node):
        return _("C’est la seule rubrique commune : il en faut une.")
    if Topic.objects.filter(forum=node.pk).exists():
        return _("On y a déjà écrit : archivez-le, il restera lisible.")
    return ""


def _is_last_shared_root(board: Tree, node: Node) -> bool:
    roots = [one for one in board.nodes.values() if one.parent_id is None and one.is_shared]
    return roots == [node]


# Under the lock -----------------------------------------------------------------------------------


def _turn() -> Tree:
    alone()
    return tree()


def _known(board: Tree, pk: int) -> Node:
    node = board.nodes.get(pk)
    if node is None:
        raise Gone
    return node


def _hold(pk: int, *others: int) -> Forum:
    try:
        return held({pk, *others})[pk]
    except KeyError:
        raise Gone from None


def _hold_branch(board: Tree, pk: int, other_pk: int) -> tuple[Forum, Forum]:
    """Two forums of one tree, all of which is held: a move writes to many of its rows."""
    root_id = board.nodes[pk].root_id
    rows = held(node.pk for node in board.below(root_id))
    return rows[pk], rows[other_pk]


def _check_name(board: Tree, name: str, parent: Node | None, but: int = 0) -> None:
    """Two forums side by side with one name would be taken for one."""
    beside = board.children(parent.pk) if parent else []
    if any(node.name.casefold() == name.casefold() and node.pk != but for node in beside):
        raise Refused(_("Un forum porte déjà ce nom à cet endroit."))


def _too_deep() -> Refused:
    return Refused(_("Pas plus de trois niveaux : au-delà, personne ne s’y retrouve."))


def _logged(forum: Forum, act: str, by: User, **facts) -> Forum:
    log(forum, f"quartiers.forums.{act}", user=by, title=forum.name, data=facts)
    return forum

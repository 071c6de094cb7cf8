"""The messages and subjects that answer a question: public ones, in the forums that one is given.

What waits or is hidden is found by nobody, moderators and authors included; nor are the words of a
message by which a link of it waits (``forum.holding``).
"""

from collections.abc import Iterable

from django.db.models import QuerySet

from forum.board.forum_conversation.models import Post, Topic
from forum.scope.tree import Node, Tree
from sites.accounts.models import User
from sites.accounts.skeletons import skeleton
from sites.searching.bounded import NOTHING, Met, Order, newest_of, probe
from sites.searching.matching import Found

from .asking import Wanted
from .words import public_words

RECENT_POSTS, RECENT_TOPICS = 20_000, 5_000


def posts(wanted: Wanted, forums: Iterable[Node], board: Tree, needed: int) -> Met:
    """Messages, the newest first."""
    rows = Post.objects.filter(
        Found(wanted.question, public_words()),
        approved=True,
        topic__approved=True,
        topic__forum__in=_keys(wanted, forums, board),
    )
    return _found(rows, wanted, Order("pk", lambda: _since(Post, RECENT_POSTS)), needed)


def topics(wanted: Wanted, forums: Iterable[Node], board: Tree, needed: int) -> Met:
    """Subjects whose title has the words, the last opened first."""
    rows = _topics(wanted, forums, board)
    return _found(rows, wanted, Order("pk", lambda: _since(Topic, RECENT_TOPICS)), needed)


def beside(wanted: Wanted, forums: Iterable[Node], board: Tree, most: int) -> list[int]:
    """The keys of the last opened of the same subjects, for a page of messages; none where so many
    have the words that their titles say nothing.
    """
    rows = _narrowed(_topics(wanted, forums, board), wanted)
    found = [] if rows is None else probe(rows) or []
    return sorted((row[0] for row in found), reverse=True)[:most]


def _topics(wanted: Wanted, forums: Iterable[Node], board: Tree) -> QuerySet[Topic]:
    return Topic.objects.filter(
        Found(wanted.question, "subject"), approved=True, forum__in=_keys(wanted, forums, board)
    )


def _found(rows: QuerySet, wanted: Wanted, order: Order, needed: int) -> Met:
    narrowed = _narrowed(rows, wanted)
    return NOTHING if narrowed is None else newest_of(narrowed, order, needed)


def _narrowed(rows: QuerySet, wanted: Wanted) -> QuerySet | None:
    """Those of ``rows`` by the author and of the period; None where there can be none."""
    if not wanted.question:
        return None
    if wanted.author:
        author = _author(wanted.author)
        if author is None:
            return None
        rows = rows.filter(poster=author)
    return rows.filter(created__gte=wanted.since) if wanted.period else rows


def _author(typed: str) -> int | None:
    """The account that is called so, accents and capitals aside; a closed one has no name."""
    looks = skeleton(typed)
    return User.objects.filter(skeleton=looks, closed_at=None).values_list("pk", flat=True).first()


def _keys(wanted: Wanted, forums: Iterable[Node], board: Tree) -> list[int]:
    """The forums to go through: those given, or the one chosen and those of them below it."""
    keys = [node.pk for node in forums]
    if wanted.forum is None:
        return keys
    below = {node.pk for node in board.below(wanted.forum.pk)}
    return [key for key in keys if key in below]


def _since(model: type[Post] | type[Topic], recent: int) -> int | None:
    """The key from which on rows are recent: keys are given in the order of writing."""
    last = model.objects.order_by("-pk").values_list("pk", flat=True).first()
    return last - recent if last and last > recent else None

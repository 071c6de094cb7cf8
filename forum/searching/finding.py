"""The messages and subjects that answer a question: public ones, in the forums that one is given.

What waits or is hidden is found by nobody, moderators and authors included; nor are the words of a
message by which a link of it waits (``forum.holding``).
"""

from collections.abc import Iterable

from django.db.models import Q, QuerySet

from forum.board.forum_conversation.models import Post, Topic
from forum.scope.tree import Node, Tree
from sites.accounts.models import User
from sites.accounts.skeletons import skeleton
from sites.searching.bounded import SHOWN, Met, Search, newest
from sites.searching.matching import Words

from .asking import Wanted
from .words import POSTS, TOPICS


def posts(
    wanted: Wanted, forums: Iterable[Node], board: Tree, beside: int
) -> tuple[Met, list[int]]:
    """Messages, the newest first; the keys of ``beside`` subjects whose title has the words, the
    last opened first.
    """
    keys = _keys(wanted, forums, board)
    rows = Post.objects.filter(approved=True, topic__approved=True, topic__forum__in=keys)
    found = _found(wanted, (rows, POSTS, SHOWN + 1), (_topics(keys), TOPICS, beside))
    return _met(found[0]), found[1]


def topics(wanted: Wanted, forums: Iterable[Node], board: Tree) -> Met:
    """Subjects whose title has the words, the last opened first."""
    rows = _topics(_keys(wanted, forums, board))
    return _met(_found(wanted, (rows, TOPICS, SHOWN + 1))[0])


def _topics(forum_keys: list[int]) -> QuerySet[Topic]:
    return Topic.objects.filter(approved=True, forum__in=forum_keys)


def _met(keys: list[int]) -> Met:
    """What is met when one more than can be shown was asked for."""
    return Met(keys[:SHOWN], min(len(keys), SHOWN), is_many=len(keys) > SHOWN)


def _found(wanted: Wanted, *places: tuple[QuerySet, Words, int]) -> list[list[int]]:
    """The keys of so many that answer, of each of ``places``."""
    narrow = _narrowing(wanted)
    if not wanted.question or narrow is None:
        return [[] for _place in places]
    searches = (
        Search(rows.filter(narrow), words, wanted.question, most) for rows, words, most in places
    )
    found = newest(*searches, joins_once=wanted.forum is not None)
    return [[row[0] for row in rows] for rows in found]


def _narrowing(wanted: Wanted) -> Q | None:
    """By author and period, for messages and subjects alike; None where there can be none."""
    narrow = Q()
    if wanted.author:
        author = _author(wanted.author)
        if author is None:
            return None
        narrow &= Q(poster=author)
    return narrow & Q(created__gte=wanted.since) if wanted.period else narrow


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

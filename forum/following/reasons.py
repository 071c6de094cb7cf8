"""Whom a post addresses, and why: an open list.

Whoever knows how to find the people that a post speaks to (mentions, quotes) registers it in
``AppConfig.ready``: ``reasons.register(kinds.MENTION, people_mentioned)``. A function takes a post
and returns numbers of accounts, in a bounded number of queries.
"""

from collections.abc import Callable, Iterable

from forum.board.forum_conversation.models import Post
from sites.notifications.telling import kinds as telling_kinds
from sites.notifications.telling.kinds import Kind

Finder = Callable[[Post], Iterable[int | None]]

_reasons: dict[str, tuple[Kind, Finder]] = {}


def register(kind: Kind, find: Finder) -> None:
    """Add; a kind that is registered again is replaced."""
    _reasons[kind.key] = (kind, find)
    telling_kinds.register(kind)


def addressed(post: Post) -> dict[int, str]:
    """By account, the strongest kind for which the post speaks to them."""
    found: dict[int, str] = {}
    for kind, find in sorted(_reasons.values(), key=lambda reason: reason[0].order):
        found |= {pk: kind.key for pk in find(post) if pk}
    return found


def opener(post: Post) -> list[int | None]:
    """Whoever opened the topic is answered."""
    return [] if post.is_topic_head else [post.topic.poster_id]

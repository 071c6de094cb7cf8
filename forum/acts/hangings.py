"""What hangs on a topic and goes along with its posts: who follows it, and what other rooms say.

Each ``share(sources, made)`` gives a new topic what its sources have, which keep it too: when the
act is undone they are found as they were. Called inside the act's transaction, keys of topics.
"""

from collections.abc import Callable, Sequence

from forum.board.forum_conversation.models import Topic

Share = Callable[[Sequence[int], int], None]
_shares: dict[str, Share] = {}


def register(name: str, share: Share) -> None:
    _shares[name] = share


def share(sources: Sequence[int], made: int) -> None:
    """Give the topic ``made`` what hangs on its ``sources``."""
    for one in _shares.values():
        one(sources, made)


def _subscribers(sources: Sequence[int], made: int) -> None:
    rows = Topic.subscribers.through.objects
    people = rows.filter(topic__in=sources).order_by("user").values_list("user", flat=True)
    new = [rows.model(topic_id=made, user_id=pk) for pk in people.distinct()]
    rows.bulk_create(new, ignore_conflicts=True)


def connect() -> None:
    register("subscribers", _subscribers)

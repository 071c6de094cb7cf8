"""Changing the tree of forums: one change at a time, and never under the hands of who writes there.

Places in the tree are computed, not allocated (MPTT), so two changes at once would spoil it; and a
forum that is saved writes its counters too.
"""

from collections.abc import Iterable

from forum.board.forum.models import Forum
from sites.councils.stamps import Stamp, look_again

from .tree import FORUM


def alone() -> None:
    """Wait until nobody else changes the tree (until the end of the transaction).

    The lock is the row of the forum's stamp, which every change writes in the end.
    """
    Stamp.objects.get_or_create(name=FORUM, defaults={"number": 0})
    Stamp.objects.select_for_update().get(name=FORUM)
    look_again()


def held(forums: Iterable[int]) -> dict[int, Forum]:
    """These forums as they are now, by key: nobody writes in them, or counts, in the meantime.

    Called after ``alone()``. What is gone is missing.
    """
    rows = Forum.objects.select_for_update().filter(pk__in=sorted(forums)).order_by("pk")
    return {forum.pk: forum for forum in rows}

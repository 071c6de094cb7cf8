"""What answers a question, without ever reading more than a bounded number of rows.

An index of words tells quickly which rows have them, but in no order: sorting a million rows to
show twenty is what makes searches slow. So rows are counted up to ``COUNTED``, and so few are put
in order whole. Of more, the newest are looked for among recent rows first, where a common word is
soon met.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet

COUNTED = 1_000  # what is met is counted no further
SHOWN = 200  # of what is met; who looks for something older adds a word or a year


@dataclass(frozen=True)
class Order:
    """The newest first by ``column`` (then by key); ``since`` is where recent rows begin.

    ``since()`` is None when all rows are recent.
    """

    column: str
    since: Callable[[], Any]

    def newest(self, rows: QuerySet, needed: int) -> list[int]:
        """The keys of the newest of ``rows``, of which there are many."""
        ordered = rows.order_by(*dict.fromkeys((f"-{self.column}", "-pk"))).values_list(
            "pk", flat=True
        )
        if (edge := self.since()) is not None:
            recent = list(ordered.filter(**{f"{self.column}__gte": edge})[:needed])
            if len(recent) == needed:
                return recent
        return list(ordered[:needed])


@dataclass(frozen=True)
class Met:
    """``keys`` in the order to show them, as far as they were needed; ``count`` of all of them.

    ``is_many``: there are more than were counted.
    """

    keys: list[int]
    count: int
    is_many: bool = False

    @property
    def shown(self) -> int:
        """How many a reader can leaf through."""
        return min(self.count, SHOWN)


NOTHING = Met([], 0)


def probe(rows: QuerySet, *columns: str) -> list[tuple] | None:
    """The key and ``columns`` of all ``rows``, in no order; None when there are too many."""
    found = list(rows.order_by().values_list("pk", *columns)[: COUNTED + 1])
    return found if len(found) <= COUNTED else None


def newest_of(rows: QuerySet, order: Order, needed: int = SHOWN) -> Met:
    """The ``needed`` newest of ``rows``: all are ordered where there are few."""
    found = probe(rows, order.column)
    if found is None:
        return Met(order.newest(rows, min(needed, SHOWN)), COUNTED, is_many=True)
    found.sort(key=lambda row: (row[1], row[0]), reverse=True)
    return Met([row[0] for row in found[:SHOWN]], len(found))

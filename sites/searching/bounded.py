"""What answers a question, without ever reading more than a bounded number of rows.

An index of words tells quickly which rows have them, but in no order: sorting a million rows to
show twenty is what makes searches slow. So rows are counted up to ``COUNTED``, and so few are put
in order whole. Of more, the newest are looked for among recent rows first, where a common word is
soon met.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import OperationalError, connection, transaction
from django.db.models import QuerySet
from psycopg2.errors import QueryCanceled

COUNTED = 1_000  # what is met is counted no further
SHOWN = 200  # of what is met; who looks for something older adds a word or a year


MEMORY = "64MB"  # for where the rows of a common word lie among some million
PATIENCE = "3s"  # a question that would take longer is not answered
LIMITS = f"SET LOCAL work_mem = '{MEMORY}'; SET LOCAL statement_timeout = '{PATIENCE}'"

ONCE = "SET LOCAL enable_nestloop = off"


class TooMuch(Exception):
    """So much answers that looking through it was given up."""


@contextmanager
def with_memory(*, joins_once: bool = False) -> Iterator[None]:
    """Within it PostgreSQL remembers each row that an index found.

    With the little memory that it has by itself it remembers pages, and reads all their rows again
    to see which were meant: a common word then takes a thousand times as long. ``joins_once`` is
    for rows narrowed by another table: as it takes every word for a rare one, it would ask the
    index again for each row there. Raises TooMuch when a query still takes longer than
    ``PATIENCE``.
    """
    try:
        with transaction.atomic():
            if connection.vendor == "postgresql":
                with connection.cursor() as cursor:
                    cursor.execute(f"{LIMITS}; {ONCE}" if joins_once else LIMITS)
            yield
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooMuch from error
        raise


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
    """The ``needed`` newest of ``rows``: all are ordered where there are few.

    To be called within ``with_memory``, like ``probe``.
    """
    found = probe(rows, order.column)
    if found is None:
        return Met(order.newest(rows, min(needed, SHOWN)), COUNTED, is_many=True)
    found.sort(key=lambda row: (row[1], row[0]), reverse=True)
    return Met([row[0] for row in found[:SHOWN]], len(found))

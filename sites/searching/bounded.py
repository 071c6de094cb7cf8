"""What answers a question, without ever reading more than a bounded number of rows.

An index of words tells quickly which rows have them, but in no order: sorting a million rows to
show twenty is what makes searches slow. So rows are filed in drawers by their age, of ``WIDTHS``
(``quartiers_filed`` in our migration), and looked for in the newest drawers first. A common word
is met there often enough; of a rare one few rows are in the others.
"""

from dataclasses import dataclass

from django.core.exceptions import EmptyResultSet
from django.db import OperationalError, connection
from django.db.models import Expression, QuerySet
from django.db.models.functions import Least
from psycopg2.errors import QueryCanceled

from .matching import Found, Words
from .questions import Question

SHOWN = 200  # of what is met; who looks for something older adds a word or a year
WIDTHS = (11, 14, 17)  # of the drawers, as powers of two

MEMORY = "64MB"  # for where the rows of a common word lie among some million
PATIENCE = "3s"  # a question that would take longer is not answered
LIMITS = f"SET LOCAL work_mem = '{MEMORY}'; SET LOCAL statement_timeout = '{PATIENCE}'"

ONCE = "SET LOCAL enable_nestloop = off"

STEP = "step_{number} AS MATERIALIZED (SELECT * FROM ({sql}) AS rows WHERE {reached})"
FULL = "(SELECT count(*) FROM step_{number}) = {most:d}"
TOLD = "SELECT * FROM step_{number} WHERE {stands}"
ASKED = "SELECT {number}, * FROM ({sql}) AS asked_{number}"


class TooMuch(Exception):
    """So much answers that looking through it was given up."""


@dataclass(frozen=True)
class Met:
    """``keys`` in the order to show them; ``count`` of all that answer.

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


@dataclass(frozen=True)
class Search:
    """The newest ``most`` of ``rows`` whose ``words`` answer; ``more`` columns of them to read.

    ``until`` is a number after which there are none of ``rows``.
    """

    rows: QuerySet
    words: Words
    question: Question
    most: int
    more: tuple[str, ...] = ()
    until: Expression | None = None

    def steps(self) -> list[QuerySet]:
        """Each with more rows to look through than the one before, the last one with all."""
        found = [self.words.have(self.question)]
        if connection.vendor == "postgresql":
            newest = self.words.last_of(self.rows.model)
            last = newest if self.until is None else Least(newest, self.until)
            lately = self.words.have_lately
            found = [*(lately(self.question, width, last) for width in WIDTHS), *found]
        return [self._answering(one) for one in found]

    def _answering(self, found: Found) -> QuerySet:
        ordered = self.rows.filter(found).order_by(f"-{self.words.order}", "-pk")
        return ordered.values_list("pk", self.words.order, *self.more)[: self.most]


def newest(*searches: Search, joins_once: bool = False) -> list[list[tuple]]:
    """What each of ``searches`` finds, newest first: key, order, and the columns it wants.

    One query for all of them, which want as many columns each, of the same types. PostgreSQL
    answers it with more memory than it has by itself: with little it remembers the pages of what an
    index found, and reads all their rows again to see which were meant. ``joins_once`` is for rows
    narrowed by another table: as it takes every word for a rare one, it would ask the index again
    for each row there. Raises TooMuch when it still takes longer than ``PATIENCE``.
    """
    if connection.vendor != "postgresql":
        return [list(search.steps()[0]) for search in searches]
    asked: list[str] = []
    params: list = []
    for number, search in enumerate(searches):
        try:
            sql, more = _first_full(search)
        except EmptyResultSet:  # no forum to look in, say
            continue
        asked.append(ASKED.format(number=number, sql=sql))
        params += more
    found: list[list[tuple]] = [[] for _search in searches]
    if asked:
        limits = f"{LIMITS}; {ONCE}" if joins_once else LIMITS
        for number, *row in _answered(f"{limits}; {' UNION ALL '.join(asked)}", params):
            found[number].append(tuple(row))
    for rows in found:
        rows.sort(key=lambda row: (row[1], row[0]), reverse=True)
    return found


def _answered(sql: str, params: list) -> list[tuple]:
    """``SET LOCAL`` holds for the statements sent with it: they are one transaction."""
    try:
        with connection.cursor() as cursor:
            cursor.execute(sql, params)
            return cursor.fetchall()
    except OperationalError as error:
        if isinstance(error.__cause__, QueryCanceled):
            raise TooMuch from error
        raise


def _first_full(search: Search) -> tuple[str, list]:
    """The rows of the first step that has as many as are wanted, else of the last one, in no order.

    The database comes to a step only when those before had less.
    """
    named: list[str] = []
    told: list[str] = []
    before: list[str] = []
    params: list = []
    steps = search.steps()
    for number, step in enumerate(steps):
        sql, more = step.query.sql_with_params()
        params += more
        full = FULL.format(number=number, most=search.most)
        named.append(STEP.format(number=number, sql=sql, reached=" AND ".join(before) or "true"))
        told.append(TOLD.format(number=number, stands="true" if step is steps[-1] else full))
        before.append(f"NOT {full}")
    return f"WITH {', '.join(named)} {' UNION ALL '.join(told)}", params

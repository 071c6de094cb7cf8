"""Rows into tables as fast as the database takes them: COPY on PostgreSQL, many at once elsewhere.

Nothing is asked of models but their columns: no signal, no save().
"""

import csv
import hashlib
import io
from collections.abc import Iterable, Iterator
from datetime import datetime
from itertools import islice
from typing import Any

from django.core.management.color import no_style
from django.db import connection
from django.db.models import Max, Model

CHUNK = 20_000
NULL = r"\N"


class Table:
    """The rows of ``model``, of which ``columns`` (names of attributes) vary.

    The other columns get what their field has by default. ``digest`` sums up what was written.
    """

    def __init__(self, model: type[Model], columns: Iterable[str]):
        self.model, self.columns = model, list(columns)
        fields = [field for field in model._meta.concrete_fields if not field.primary_key]
        same = [field for field in fields if field.attname not in self.columns]
        self._same = [field.get_db_prep_save(field.get_default(), connection) for field in same]
        names = {field.attname: str(field.column) for field in model._meta.concrete_fields}
        self._columns = [names[name] for name in [*self.columns, *(f.attname for f in same)]]
        self.digest = hashlib.sha256()

    def first_key(self) -> int:
        """The key of the first row that may be added."""
        return (self.model._default_manager.aggregate(last=Max("pk"))["last"] or 0) + 1

    def write(self, rows: Iterable[tuple]) -> int:
        """Add ``rows``; how many they were. Keys are counted on from them."""
        total, rows = 0, iter(rows)
        put = self._copy if connection.vendor == "postgresql" else self._insert
        while chunk := list(islice(rows, CHUNK)):
            for row in chunk:
                self.digest.update(repr(row).encode())
            put(chunk)
            total += len(chunk)
        for sql in connection.ops.sequence_reset_sql(no_style(), [self.model]):
            with connection.cursor() as cursor:
                cursor.execute(sql)
        return total

    def _copy(self, rows: list[tuple]) -> None:
        quoted = map(connection.ops.quote_name, self._columns)
        table = connection.ops.quote_name(self.model._meta.db_table)
        sql = f"COPY {table} ({', '.join(quoted)}) FROM STDIN WITH (FORMAT csv, NULL '{NULL}')"
        text = io.StringIO()
        same = [_in_csv(value) for value in self._same]
        csv.writer(text).writerows([*map(_in_csv, row), *same] for row in rows)
        text.seek(0)
        with connection.cursor() as cursor:
            cursor.copy_expert(sql, text)

    def _insert(self, rows: list[tuple]) -> None:
        quoted = map(connection.ops.quote_name, self._columns)
        table = connection.ops.quote_name(self.model._meta.db_table)
        marks = ", ".join(["%s"] * len(self._columns))
        sql = f"INSERT INTO {table} ({', '.join(quoted)}) VALUES ({marks})"  # noqa: S608 (names)
        with connection.cursor() as cursor:
            cursor.executemany(sql, [[*self._prepared(row), *self._same] for row in rows])

    @staticmethod
    def _prepared(row: tuple) -> Iterator[Any]:
        for value in row:
            is_moment = isinstance(value, datetime)
            yield connection.ops.adapt_datetimefield_value(value) if is_moment else value


def _in_csv(value: Any) -> Any:
    if value is None:
        return NULL
    dumped = getattr(value, "dumps", None)  # psycopg2's JSON
    return dumped(value.adapted) if dumped else value

"""Every column of every table of every database, as the database itself lists them."""

from collections.abc import Iterator

from django.db import connections
from django.db.backends.base.base import BaseDatabaseWrapper

from .spelling import spellings

ESCAPE = "!"
BYTEA = 17  # the number of the type in PostgreSQL


def in_tables(terms: list[str]) -> Iterator[tuple[str, int]]:
    """``(database:table.column, rows)`` for each column that holds one of ``terms``."""
    for alias in connections:
        connection = connections[alias]
        with connection.cursor() as cursor:
            for table in sorted(connection.introspection.table_names(cursor, include_views=False)):
                for column, count in _in_table(connection, cursor, table, terms):
                    yield f"{alias}:{table}.{column}", count


def _in_table(connection, cursor, table: str, terms: list[str]) -> Iterator[tuple[str, int]]:
    """One walk through the table counts for all its columns at once."""
    columns = connection.introspection.get_table_description(cursor, table)
    if not columns:
        return
    found = sorted({_pattern(s) for term in terms for s in spellings(term)})
    tests = [_test(_as_text(connection, column), len(found)) for column in columns]
    counts = ", ".join(f"COUNT(CASE WHEN {test} THEN 1 END)" for test in tests)
    name = connection.ops.quote_name(table)
    # Names come from the database's own catalogue; the terms are parameters.
    cursor.execute(f"SELECT {counts} FROM {name}", found * len(columns))  # noqa: S608
    for column, count in zip(columns, cursor.fetchone(), strict=True):
        if count:
            yield column.name, count


def _test(text: str, patterns: int) -> str:
    """SQL that is true where ``text`` is like one of so many patterns."""
    return " OR ".join([f"LOWER({text}) LIKE %s ESCAPE '{ESCAPE}'"] * patterns)


def _as_text(connection: BaseDatabaseWrapper, column) -> str:
    name = connection.ops.quote_name(column.name)
    if connection.vendor != "postgresql":
        return f"CAST({name} AS TEXT)"
    return f"encode({name}, 'escape')" if column.type_code == BYTEA else f"{name}::text"


def _pattern(text: str) -> str:
    """In the small letters of SQLite, which knows those of ASCII only."""
    for char in (ESCAPE, "%", "_"):
        text = text.replace(char, ESCAPE + char)
    return f"%{''.join(c.lower() if c.isascii() else c for c in text)}%"

"""Tests that commit give the database back as they found it.

Django empties every table after such a test and announces a migration, which makes types, rights
and roles again; the next test then makes its councils anew. A copy of the rows that all tests begin
with is put back instead, in a fraction of the time.
"""

from collections.abc import Callable

from django.db import connection
from django.test import TransactionTestCase

KEPT = "kept"  # the schema of PostgreSQL that holds the copies


def keep() -> None:
    """Take the rows as they are now for those that every test begins with."""
    restore = _KEEPERS[connection.vendor]()
    TransactionTestCase._fixture_teardown = lambda case: restore()


def _keep_file() -> Callable[[], None]:
    import sqlite3

    kept = sqlite3.connect(":memory:", check_same_thread=False)
    connection.ensure_connection()
    connection.connection.backup(kept)

    def restore() -> None:
        connection.ensure_connection()
        kept.backup(connection.connection)

    return restore


def _keep_schema() -> Callable[[], None]:
    with connection.cursor() as cursor:
        cursor.execute(f"DROP SCHEMA IF EXISTS {KEPT} CASCADE")
        cursor.execute(f"CREATE SCHEMA {KEPT}")
        tables = connection.introspection.table_names(cursor)
        filled = [table for table in tables if _has_rows(cursor, table)]
        for table in filled:
            cursor.execute(f'CREATE TABLE {KEPT}."{table}" AS TABLE "{table}"')

    def restore() -> None:
        with connection.cursor() as cursor:
            # Neither keys nor the triggers of logs, to which lines are only added, are asked.
            cursor.execute("SET session_replication_role = replica")
            try:
                for table in _changed(cursor, tables, filled):
                    cursor.execute(f'DELETE FROM "{table}"')
                    if table in filled:
                        cursor.execute(f'INSERT INTO "{table}" SELECT * FROM {KEPT}."{table}"')
            finally:
                cursor.execute("SET session_replication_role = DEFAULT")

    return restore


def _has_rows(cursor, table: str) -> bool:
    cursor.execute(f'SELECT EXISTS (SELECT 1 FROM "{table}")')
    return cursor.fetchone()[0]


def _changed(cursor, tables: list[str], filled: list[str]) -> list[str]:
    """Tables with rows, and those whose rows a test may have taken away."""
    empty = [table for table in tables if table not in filled]
    asked = [f"SELECT '{table}' WHERE EXISTS (SELECT 1 FROM \"{table}\")" for table in empty]
    cursor.execute(" UNION ALL ".join(asked))
    return [*filled, *(table for (table,) in cursor.fetchall())]


_KEEPERS = {"sqlite": _keep_file, "postgresql": _keep_schema}

"""Numbers that say whose they are.

What a council has is made while every table counts from a number of its own: whatever has a key in
that window is its, in any table, in any text that names it, without a list that somebody keeps.
"""

from contextlib import contextmanager

from django.apps import apps
from django.db import connection, models

WIDTH = 10_000_000  # of a window
APART = 10_000  # the first keys of two tables: no number is in two of them


def tables() -> dict[str, str]:
    """Every table with keys that count, and the name of the key's column."""
    found = {}
    for model in apps.get_models(include_auto_created=True):
        if model._meta.managed and isinstance(model._meta.pk, models.AutoField):
            found[model._meta.db_table] = model._meta.pk.column
    return found


@contextmanager
def counting_from(start: int):
    """What is made within gets keys from ``start`` on, in every table; afterwards from the next."""
    _set(start)
    yield
    _set(start + WIDTH)


def window(start: int) -> range:
    """The keys of what was made with ``counting_from(start)``."""
    return range(start, start + WIDTH)


def _set(start: int) -> None:
    firsts = {
        table: (column, start + place * APART)
        for place, (table, column) in enumerate(tables().items())
    }
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            names = [[table] for table in firsts]
            cursor.executemany("DELETE FROM sqlite_sequence WHERE name = %s", names)
            numbers = [[table, first] for table, (_column, first) in firsts.items()]
            insert = "INSERT INTO sqlite_sequence (name, seq) VALUES (%s, %s)"
            cursor.executemany(insert, numbers)
            return
        for table, (column, first) in firsts.items():
            sequence = "pg_get_serial_sequence(%s, %s)"
            cursor.execute(f"SELECT setval({sequence}, %s)", [f'"{table}"', column, first])

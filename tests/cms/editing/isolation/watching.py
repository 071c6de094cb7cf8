"""What a request changed: no row of another council, and no row that now refers to one."""

import re
from collections.abc import Iterator
from contextlib import contextmanager

from django.apps import apps
from django.db import connection

_WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM|REPLACE INTO)\s+"(\w+)"', re.IGNORECASE)
_NUMBER = re.compile(r"\d{9}")
# Of a UUID or a digest some run of digits is a key of somebody's, by chance.
_RANDOM = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[0-9a-f]{32,}")

# Who is signed in, the counters that caches live on, what search makes of other rows, and what is
# made of a picture when it is first shown.
NOT_WATCHED = {
    "quartiers_accounts_hostsession",
    "quartiers_accounts_signin",
    "quartiers_councils_stamp",
    "quartiers_pages_picturerendition",
    "wagtailsearch_indexentry",
    "wagtailsearch_indexentry_fts",
}


class Watch:
    """Knows all rows as they were (``before``); tells what became of them.

    ``theirs`` are the windows in which somebody else's keys lie (see sequences.py), ``public`` the
    keys that everybody may refer to, ``kept`` rows outside the windows: table → keys.
    """

    def __init__(
        self,
        before: dict[str, set[str]],
        theirs: list[range],
        public: set[int],
        kept: dict[str, set[int]],
    ):
        self.before, self.theirs, self.public, self.kept = before, theirs, public, kept

    def numbers_in(self, text: str) -> set[int]:
        """Keys of somebody else that stand in ``text`` and are not public."""
        found = _numbers(text)
        return {n for n in found if any(n in window for window in self.theirs)} - self.public

    def judge(self, tables: set[str]) -> Iterator[str]:
        """Say what is wrong about the rows of ``tables`` as they are now."""
        for table in sorted(tables & self.before.keys()):
            before, now = self.before[table], _rows(table)
            for row in before - now:
                if self._is_theirs(table, row):
                    yield f"changed {table} {row[:200]}"
            for row in now - before:
                if numbers := self.numbers_in(row):
                    yield f"refers to {sorted(numbers)} from {table} {row[:200]}"

    def changed(self, tables: set[str]) -> set[str]:
        """Those of ``tables`` that hold other rows now."""
        known = tables & self.before.keys()
        return {table for table in known if _rows(table) != self.before[table]}

    def _is_theirs(self, table: str, row: str) -> bool:
        if any(number in window for number in _numbers(row) for window in self.theirs):
            return True
        key = re.match(r"\((\d+)", row)
        return bool(key) and int(key[1]) in self.kept.get(table, ())


def _numbers(text: str) -> set[int]:
    return {int(number) for number in _NUMBER.findall(_RANDOM.sub("", text))}


def all_rows() -> dict[str, set[str]]:
    """The rows of every table that is watched."""
    models = apps.get_models(include_auto_created=True)
    tables = {model._meta.db_table for model in models if model._meta.managed} - NOT_WATCHED
    return {table: _rows(table) for table in tables}


def _rows(table: str) -> set[str]:
    with connection.cursor() as cursor:
        cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - of our own models
        return {repr(row) for row in cursor.fetchall()}


@contextmanager
def writes() -> Iterator[set[str]]:
    """The tables that are written to meanwhile."""
    tables: set[str] = set()

    def note(execute, sql, params, many, context):
        if found := _WRITES.match(sql):
            tables.add(found[1])
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield tables

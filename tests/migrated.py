"""The migrated schema, made once for the same migrations and packages.

Migrating from empty takes longer than most runs of tests. The first worker does it and keeps the
result: a file for SQLite, a template database for PostgreSQL. Whoever comes while it is being made
waits; whoever comes later begins with a copy. What runs after every migration (permissions, roles)
runs on the copy too, so that only the migrations are part of the key.

    python -m tests.migrated        make it (DATABASE_URL) before anybody waits for it
"""

import fcntl
import gc
import hashlib
import os
import sqlite3
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg2
from django.apps import apps
from django.core import management
from django.core.management.sql import emit_post_migrate_signal
from django.db import connection

ROOT = Path(__file__).resolve().parent.parent
FOLDER = ROOT / ".build" / "migrated"
MOST_KEPT = 5  # branches with other migrations, on one server


@contextmanager
def kept_schema() -> Iterator[None]:
    """While it lasts, a new test database is a copy of the kept schema, if there is one."""
    migrate = management.call_command

    def call_command(name, *args, **options):
        if name != "migrate" or not options.get("run_syncdb"):
            return migrate(name, *args, **options)
        management.call_command = migrate
        keeper = _KEEPERS.get(connection.vendor)
        with _one_at_a_time():
            if keeper and keeper.take(_key()):
                emit_post_migrate_signal(verbosity=0, interactive=False, db=connection.alias)
            else:
                gc.freeze()  # Django makes and drops its models for each operation, among all this
                migrate(name, *args, **options)
                if keeper:
                    keeper.keep(_key())
        return None

    management.call_command = call_command
    try:
        yield
    finally:
        management.call_command = migrate


def _key() -> str:
    """What the schema depends on: our migrations, the packages with theirs, the Python."""
    digest = hashlib.sha256(sys.version.encode())
    files = [ROOT / "requirements.txt"]
    for config in apps.get_app_configs():
        folder = Path(config.path)
        if folder.is_relative_to(ROOT) and ".venv" not in folder.parts:
            files += sorted((folder / "migrations").glob("*.py"))
    for file in files:
        digest.update(str(file.relative_to(ROOT)).encode())
        digest.update(file.read_bytes())
    return digest.hexdigest()[:16]


@contextmanager
def _one_at_a_time() -> Iterator[None]:
    FOLDER.mkdir(parents=True, exist_ok=True)
    with (FOLDER / f"lock-{connection.vendor}").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        yield


class _File:
    """SQLite: a file beside the packages."""

    def take(self, key: str) -> bool:
        file = FOLDER / f"{key}.sqlite3"
        if not file.exists():
            return False
        connection.ensure_connection()
        with sqlite3.connect(file) as kept:
            kept.backup(connection.connection)
        return True

    def keep(self, key: str) -> None:
        for old in FOLDER.glob("*.sqlite3*"):
            old.unlink()
        made = FOLDER / f"{key}.sqlite3.new"
        with sqlite3.connect(made) as kept:
            connection.connection.backup(kept)
        made.rename(FOLDER / f"{key}.sqlite3")


class _Template:
    """PostgreSQL: a database that new ones are copied from. Copying needs it to be left alone."""

    def take(self, key: str) -> bool:
        with self._server() as server:
            server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [self._name(key)])
            if not server.fetchone():
                return False
            self._copy(server, self._name(key), connection.settings_dict["NAME"])
        return True

    def keep(self, key: str) -> None:
        with self._server() as server:
            server.execute("SELECT datname FROM pg_database WHERE datname LIKE 'migrated\\_%'")
            for (old,) in server.fetchall()[MOST_KEPT:]:
                server.execute(f'DROP DATABASE IF EXISTS "{old}"')
            self._copy(server, connection.settings_dict["NAME"], self._name(key))

    @staticmethod
    def _name(key: str) -> str:
        return f"migrated_{key}"

    @staticmethod
    def _copy(server, source: str, target: str) -> None:
        server.execute(f'DROP DATABASE IF EXISTS "{target}"')
        server.execute(f'CREATE DATABASE "{target}" TEMPLATE "{source}"')

    @contextmanager
    def _server(self) -> Iterator:
        connection.close()
        known = connection.settings_dict
        options = {"host": known["HOST"], "port": known["PORT"], "user": known["USER"]}
        server = psycopg2.connect(dbname="postgres", password=known["PASSWORD"], **options)
        server.autocommit = True
        try:
            with server.cursor() as cursor:
                yield cursor
        finally:
            server.close()


_KEEPERS = {"sqlite": _File(), "postgresql": _Template()}


def main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "cms.settings.test")
    django.setup()
    known = connection.settings_dict["NAME"]
    connection.settings_dict["NAME"] = f"{known}_migrated"  # suites may run beside
    with kept_schema():
        connection.creation.create_test_db(verbosity=0, autoclobber=True)
    connection.creation.destroy_test_db(f"{known}_migrated", verbosity=0)


if __name__ == "__main__":
    main()

"""The rows of our forum into stock machina's tables, whose columns ours all have.

One transaction on the receiving side: topics and posts name each other.
"""

import threading
from os import fdopen, pipe
from urllib.parse import urlsplit

import psycopg2

# Stock table → ours. Accounts are Django's own there.
TABLES = {
    "auth_user": "quartiers_accounts_user",
    "forum_forum": "forum_forum",
    "forum_conversation_topic": "forum_conversation_topic",
    "forum_conversation_post": "forum_conversation_post",
    "forum_tracking_topicreadtrack": "forum_tracking_topicreadtrack",
    "forum_tracking_forumreadtrack": "forum_tracking_forumreadtrack",
}
INSTEAD = {("auth_user", "username"): "pseudonym"}
COLUMNS = """
    SELECT column_name FROM information_schema.columns WHERE table_name = %s ORDER BY 1
"""
RESET = "SELECT setval(pg_get_serial_sequence('{0}', 'id'), (SELECT MAX(id) FROM {0}))"


def copy_rows(source_url: str, target_url: str) -> None:
    """Copy every table, then let the receiving database see what it holds."""
    source, target = psycopg2.connect(source_url), psycopg2.connect(target_url)
    try:
        with source, target, source.cursor() as taking, target.cursor() as giving:
            for table, ours in TABLES.items():
                columns = columns_of(giving, table)
                copy_table(taking, giving, table, ours, columns)
                giving.execute(RESET.format(table))
        target.autocommit = True
        with target.cursor() as cursor:
            for table in TABLES:
                cursor.execute(f"VACUUM ANALYZE {table}")
    finally:
        source.close()
        target.close()


def columns_of(cursor, table: str) -> list[str]:
    cursor.execute(COLUMNS, [table])
    return [name for (name,) in cursor.fetchall()]


def copy_table(taking, giving, table: str, ours: str, columns: list[str]) -> None:
    """Through a pipe: a million posts need not be anywhere else than in the two databases."""
    taken = ", ".join(f'"{INSTEAD.get((table, name), name)}"' for name in columns)
    given = ", ".join(f'"{name}"' for name in columns)
    reading, writing = pipe()

    def take() -> None:
        with fdopen(writing, "w") as out:
            taking.copy_expert(f"COPY (SELECT {taken} FROM {ours}) TO STDOUT", out)  # noqa: S608

    thread = threading.Thread(target=take)
    thread.start()
    with fdopen(reading) as found:
        giving.copy_expert(f"COPY {table} ({given}) FROM STDIN", found)
    thread.join()


def name_of(database_url: str) -> str:
    return urlsplit(database_url).path[1:]

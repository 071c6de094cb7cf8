"""Whether the counters say what the rows say, for a whole forum at once: two statements, whatever
its size. They see one moment each: posts written meanwhile are no difference.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db import connection
from django.db.models import Model

from forum.board.forum.models import Forum

from .models import Post, Topic

TOPICS = """
    SELECT {topics}.id,
        {topics}.posts_count, COALESCE(told.posts, 0),
        {topics}.last_post_id, last.id,
        {topics}.last_post_on, last.created,
        {topics}.last_number, COALESCE(told.highest, 0),
        {topics}.first_post_id, head.id
    FROM {topics}
    LEFT JOIN (
        SELECT topic_id, MAX(number) AS highest,
            COUNT(CASE WHEN approved THEN 1 END) AS posts,
            MAX(CASE WHEN approved THEN number END) AS last_public
        FROM {posts} GROUP BY topic_id
    ) AS told ON told.topic_id = {topics}.id
    LEFT JOIN {posts} AS last ON last.topic_id = {topics}.id AND last.number = told.last_public
    LEFT JOIN {posts} AS head ON head.topic_id = {topics}.id AND head.number = 1
    WHERE {topics}.posts_count <> COALESCE(told.posts, 0)
        OR COALESCE({topics}.last_post_id, 0) <> COALESCE(last.id, 0)
        OR ({topics}.last_post_on IS NULL) <> (last.created IS NULL)
        OR {topics}.last_post_on <> last.created
        OR {topics}.last_number < COALESCE(told.highest, 0)
        OR COALESCE({topics}.first_post_id, 0) <> COALESCE(head.id, 0)
    ORDER BY {topics}.id
"""
FORUMS = """
    SELECT {forums}.id,
        {forums}.direct_topics_count, COALESCE(told.topics, 0),
        {forums}.direct_posts_count, COALESCE(told.posts, 0),
        {forums}.last_post_id, last.last_post_id,
        {forums}.last_post_on, last.last_post_on
    FROM {forums}
    LEFT JOIN (
        SELECT forum_id, COUNT(*) AS topics, SUM(posts_count) AS posts
        FROM {topics} WHERE approved GROUP BY forum_id
    ) AS told ON told.forum_id = {forums}.id
    LEFT JOIN (
        SELECT forum_id, last_post_id, last_post_on, ROW_NUMBER() OVER (
            PARTITION BY forum_id ORDER BY last_post_on DESC, last_post_id DESC
        ) AS place
        FROM {topics} WHERE approved AND last_post_on IS NOT NULL
    ) AS last ON last.forum_id = {forums}.id AND last.place = 1
    WHERE {forums}.direct_topics_count <> COALESCE(told.topics, 0)
        OR {forums}.direct_posts_count <> COALESCE(told.posts, 0)
        OR COALESCE({forums}.last_post_id, 0) <> COALESCE(last.last_post_id, 0)
        OR ({forums}.last_post_on IS NULL) <> (last.last_post_on IS NULL)
        OR {forums}.last_post_on <> last.last_post_on
    ORDER BY {forums}.id
"""
TOPIC_COLUMNS = ("posts_count", "last_post", "last_post_on", "last_number", "first_post")
FORUM_COLUMNS = ("direct_topics_count", "direct_posts_count", "last_post", "last_post_on")


@dataclass(frozen=True)
class Difference:
    """A row of a topic or forum that says otherwise than the rows below it."""

    kind: str  # topic, forum
    pk: int
    column: str
    found: Any
    due: Any

    def __str__(self) -> str:
        return f"{self.kind} {self.pk}: {self.column} is {self.found}, should be {self.due}"


def differences() -> Iterator[Difference]:
    """Where counters say otherwise than the rows; nothing while all is well."""
    for row in _rows(TOPICS):
        for one in _compared("topic", TOPIC_COLUMNS, row):
            # Numbers are never given again: the highest one may belong to a post that is gone.
            if one.column != "last_number" or one.found < one.due:
                yield one
    for row in _rows(FORUMS):
        yield from _compared("forum", FORUM_COLUMNS, row)


def _compared(kind: str, columns: tuple[str, ...], row: tuple) -> Iterator[Difference]:
    pk, *values = row
    pairs = zip(values[::2], values[1::2], strict=True)
    for column, (found, due) in zip(columns, pairs, strict=True):
        if found != due:
            yield Difference(kind, pk, column, found, due)


def _rows(sql: str) -> list[tuple]:
    tables: dict[str, type[Model]] = {"topics": Topic, "posts": Post, "forums": Forum}
    for name, model in tables.items():
        sql = sql.replace(f"{{{name}}}", connection.ops.quote_name(model._meta.db_table))
    with connection.cursor() as cursor:
        cursor.execute(sql)
        return cursor.fetchall()

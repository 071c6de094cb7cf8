"""What people have read, when posts change places: nobody is told again of what they know as far as
one number can say it, and nothing that they do not know is ever taken for read.
"""

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db import connection

from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_tracking.models import TopicReadTrack
from forum.board.forum_tracking.reading import horizon
from sites.accounts.models import User

from .models import Act, Displacement

AT_ONCE = 200  # rows in one statement
SEEN_UP_TO = """
    INSERT INTO {table} (user_id, topic_id, number, mark_time) VALUES {values}
    ON CONFLICT (user_id, topic_id) DO UPDATE
    SET number = excluded.number, mark_time = excluded.mark_time
    WHERE {table}.number < excluded.number
"""

Place = tuple[int, int]  # a topic and a number in it


@dataclass
class Line:
    """Posts of the topic that came (or stayed) by the same way, in its order.

    ``known[topic]`` are the numbers they had in each topic where somebody may have read them; all
    grow along the line, so that the first unread one is found without walking it.
    """

    numbers: list[int] = field(default_factory=list)
    known: dict[int, list[int]] = field(default_factory=lambda: defaultdict(list))

    def add(self, number: int, places: Iterable[Place]) -> None:
        self.numbers.append(number)
        for topic_id, known in places:
            self.known[topic_id].append(known)

    def first_unread(self, read: dict[int, float]) -> int | None:
        """The number of the first post that whoever has ``read`` so far does not know."""
        ends = [bisect_right(known, read.get(pk, 0)) for pk, known in self.known.items()]
        end = max(ends)
        return self.numbers[end] if end < len(self.numbers) else None


def follow_posts(act: Act, sources: Sequence[Topic], target: Topic) -> None:
    """Let marks in ``target``, to which ``act`` or its undoing sent posts of ``sources``, say what
    people had read before.

    The topics are as they were before, the posts as they are now.
    """
    lines, last = _lines(act, sources, target)
    rows = []
    for user, read, at in _readers([*sources, target]):
        unread = [number for line in lines if (number := line.first_unread(read)) is not None]
        number = min(unread) - 1 if unread else last
        if number > read.get(target.pk, 0):
            rows.append((user.pk, target.pk, number, at))
    _write(rows)


def _lines(act: Act, sources: Sequence[Topic], target: Topic) -> tuple[list[Line], int]:
    moved = Displacement.objects.filter(act=act, post__topic=target.pk)
    source_ids = {source.pk for source in sources}
    places: dict[int, list[Place]] = defaultdict(list)
    columns = ("post_id", "topic_id", "number", "new_topic_id", "new_number")
    for post_id, topic_id, number, new_topic_id, new_number in moved.values_list(*columns):
        for place in ((topic_id, number), (new_topic_id, new_number)):
            if place[0] in source_ids:
                places[post_id].append(place)
    posts = Post.objects.filter(topic=target.pk).order_by("number").values_list("pk", "number")
    lines: dict[tuple[int, ...], Line] = defaultdict(Line)
    last = 0
    for pk, last in posts:
        known = [*places[pk], (target.pk, last)] if pk in places else [(target.pk, last)]
        lines[tuple(topic_id for topic_id, _number in known)].add(last, known)
    return list(lines.values()), last


def _readers(topics: Sequence[Topic]) -> Iterator[tuple[User, dict[int, float], datetime]]:
    """Whoever has read in one of the topics: how far in each, and when last."""
    read: dict[int, dict[int, float]] = defaultdict(dict)
    at: dict[int, datetime] = {}
    rows = TopicReadTrack.objects.filter(topic__in=topics).order_by("mark_time")
    for user_id, topic_id, number, when in rows.values_list(
        "user_id", "topic_id", "number", "mark_time"
    ):
        read[user_id][topic_id], at[user_id] = number, when
    for user in User.objects.filter(pk__in=read).only("pk", "date_joined").order_by("pk"):
        since = horizon(user)
        old = {t.pk: float("inf") for t in topics if t.last_post_on and t.last_post_on < since}
        yield user, read[user.pk] | old, at[user.pk]


def _write(rows: list[tuple[int, int, int, datetime]]) -> None:
    table = connection.ops.quote_name(TopicReadTrack._meta.db_table)
    with connection.cursor() as cursor:
        for start in range(0, len(rows), AT_ONCE):
            some = rows[start : start + AT_ONCE]
            values = ", ".join(["(%s, %s, %s, %s)"] * len(some))
            parameters: list = []
            for user_id, topic_id, number, at in some:
                moment = connection.ops.adapt_datetimefield_value(at)
                parameters += [user_id, topic_id, number, moment]
            cursor.execute(SEEN_UP_TO.format(table=table, values=values), parameters)

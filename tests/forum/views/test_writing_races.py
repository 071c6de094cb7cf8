"""Many write, lock, move, hide and read at one moment, on PostgreSQL: every figure stays exact."""

import random
from functools import partial

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.acts import moving
from forum.board.forum.models import Forum
from forum.board.forum_conversation import auditing, moderating, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Refused
from forum.board.forum_tracking import reading
from forum.board.forum_tracking.models import ForumReadTrack, TopicReadTrack
from tests.races import at_once

from .conftest import LONG_AGO

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]

EACH = 6  # times that each does the same


def again(*works) -> list[list]:
    """What each of ``works`` returned each time, or was refused; all begin together."""
    return at_once(*[partial(_each_time, work) for work in works])


def _each_time(work) -> list:
    found = []
    for n in range(EACH):
        try:
            found.append(work(n))
        except Refused as refusal:
            found.append(refusal)
    return found


def assert_exact(*topics: Topic) -> None:
    assert list(map(str, auditing.differences())) == []
    for topic in topics:
        topic.refresh_from_db()
        numbers = list(topic.posts.order_by("number").values_list("number", flat=True))
        assert numbers == list(range(1, len(numbers) + 1))
        assert topic.last_number == len(numbers)
        written = list(topic.posts.order_by("number").values_list("created", flat=True))
        assert written == sorted(written)


@pytest.fixture
def writers(make_user) -> list:
    return [make_user(date_joined=timezone.now() - LONG_AGO) for _ in range(8)]


def test_eight_people_answer_one_topic(topic, writers):
    again(*[lambda n, who=who: services.reply(topic.pk, who, f"Réponse {n}") for who in writers])
    assert_exact(topic)
    assert topic.posts_count == 1 + 8 * EACH
    forum = Forum.objects.get(pk=topic.forum_id)
    assert forum.direct_posts_count == topic.posts_count
    assert forum.last_post_id == topic.last_post_id


def test_eight_people_open_topics_in_one_forum(forum, writers):
    again(
        *[
            lambda n, who=who: services.open_topic(forum.pk, who, f"Sujet {n}", "Bonjour.")
            for who in writers
        ]
    )
    assert_exact()
    forum.refresh_from_db()
    assert forum.direct_topics_count == forum.direct_posts_count == 8 * EACH


def test_nothing_is_taken_after_the_lock(topic, writers, moderator):
    def lock(n):
        return moderating.lock(topic.pk, moderator) if n == EACH - 3 else None

    found = again(
        lock, *[lambda n, who=who: services.reply(topic.pk, who, f"Réponse {n}") for who in writers]
    )
    assert_exact(topic)
    assert topic.is_locked
    taken = [one for answers in found[1:] for one in answers if isinstance(one, Post)]
    assert topic.last_number == 1 + len(taken)
    before = topic.last_number
    with pytest.raises(Refused):
        services.reply(topic.pk, writers[0], "Trop tard.")
    topic.refresh_from_db()
    assert topic.last_number == before


def test_answers_and_moves_back_and_forth(forum, topic, writers, moderator):
    there = forum.get_next_sibling()
    places = [there.pk, forum.pk]

    def move(n):
        return moderating.move(topic.pk, places[n % 2], moderator)

    again(
        move,
        move,
        *[lambda n, who=who: services.reply(topic.pk, who, f"Réponse {n}") for who in writers[:6]],
    )
    assert_exact(topic)
    assert topic.forum_id in places
    for place in places:
        topics = Topic.objects.filter(forum=place)
        count = Forum.objects.get(pk=place).direct_topics_count
        assert count == topics.count()


def test_answers_hides_and_shows(topic, writers, moderator):
    posts = [services.reply(topic.pk, writers[0], f"Première {n}").pk for n in range(3)]

    def hide(n):
        return moderating.hide(posts[n % 3], moderator)

    def show(n):
        return moderating.show(posts[(n + 1) % 3], moderator)

    def hide_all(n):
        act = moderating.hide if n % 2 else moderating.show
        return act(topic.first_post_id, moderator)

    again(
        hide,
        show,
        hide_all,
        *[lambda n, who=who: services.reply(topic.pk, who, f"Réponse {n}") for who in writers[:5]],
    )
    assert_exact(topic)


def test_everything_at_once_in_two_forums(forum, talk, writers, moderator):
    """Whatever the order in which rows are locked, nobody waits for ever."""
    there = forum.get_next_sibling()
    topics = [talk(forum, replies=2), talk(there, replies=2), talk(forum, replies=2)]
    dice = random.Random(7)

    def act(n, who):
        topic = dice.choice(topics)
        kind = dice.randrange(6)
        if kind == 0:
            return moderating.move(topic.pk, dice.choice([forum.pk, there.pk]), moderator)
        if kind == 1:
            post = dice.choice(list(Post.objects.filter(topic=topic)))
            return dice.choice([moderating.hide, moderating.show])(post.pk, moderator)
        if kind == 2:
            return dice.choice([moderating.lock, moderating.unlock])(topic.pk, moderator)
        if kind == 3:
            reading.mark_all_read(who, [forum.pk, there.pk], timezone.now())
            return None
        if kind == 4:
            topic.refresh_from_db()
            reading.mark_seen(who, topic, topic.last_number)
            return None
        return services.reply(topic.pk, who, f"Réponse {n}")

    again(*[lambda n, who=who: act(n, who) for who in writers])
    assert_exact(*topics)


@pytest.mark.parametrize("turn", range(3))
def test_topics_cross_between_forums_while_people_answer(talk, forum, writers, moderator, turn):
    """Whoever waited for a topic holds nothing of the forum that it left."""
    there = forum.get_next_sibling()
    topics = [talk(forum), talk(there)]

    def cross(topic, n: int):
        topic.refresh_from_db()
        to = there.pk if topic.forum_id == forum.pk else forum.pk
        return moving.move(topic.pk, to, moderator, leaves_trace=False)

    crossing = [lambda n, topic=topic: cross(topic, n) for topic in topics]
    writing = [
        lambda n, who=who, topic=topic: services.reply(topic.pk, who, f"Réponse {n}")
        for who, topic in zip(writers, topics * 4, strict=True)
    ]
    again(*crossing, *writing)
    assert_exact(*topics)
    assert sum(topic.posts_count for topic in topics) == 2 + 8 * EACH


def test_a_page_seen_late_takes_nothing_back(topic, writers, make_user):
    reader = make_user(date_joined=timezone.now() - LONG_AGO)
    again(*[lambda n, w=w: reading.mark_seen(reader, topic, 1 + n * 8 + w) for w in range(8)])
    (track,) = TopicReadTrack.objects.filter(user=reader)
    assert track.number == EACH * 8


def waits_for_the_disk() -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SHOW synchronous_commit")
        return cursor.fetchone()[0] == "on"


def test_what_was_seen_waits_for_no_disk_and_all_else_does(topic, make_user):
    reader = make_user(date_joined=timezone.now() - LONG_AGO)
    with connection.cursor() as cursor:
        cursor.execute("SET synchronous_commit = on")  # the database of tests does without
    with CaptureQueriesContext(connection) as captured:
        reading.mark_seen(reader, topic, 1)
    assert [one["sql"].startswith(reading.WITHOUT_WAITING) for one in captured] == [True]
    assert waits_for_the_disk()
    with transaction.atomic():
        reading.mark_seen(reader, topic, 2)
        assert waits_for_the_disk()


def test_marked_in_two_windows_there_is_one_mark_the_latest(forum, make_user):
    reader = make_user(date_joined=timezone.now() - LONG_AGO)
    forums = [forum.pk, forum.get_next_sibling().pk]
    moments = [timezone.now() for _ in range(8 * EACH)]
    again(
        *[
            lambda n, w=w: reading.mark_all_read(
                reader, forums if w % 2 else forums[::-1], moments[w * EACH + n]
            )
            for w in range(8)
        ]
    )
    marks = ForumReadTrack.objects.filter(user=reader)
    assert {mark.forum_id for mark in marks} == set(forums)
    assert {mark.mark_time for mark in marks} == {max(moments)}

"""Moderators and residents at one moment, on PostgreSQL: one after the other, nothing lost."""

from datetime import timedelta
from functools import partial
from uuid import uuid4

import pytest
from django.utils import timezone

from forum.acts import merging, moving, splitting, standing, undoing
from forum.acts.former import heir_of
from forum.acts.models import Act
from forum.acts.settling import settle
from forum.acts.splitting import Chosen
from forum.board.forum_conversation import counters, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Locked, Refused
from forum.board.forum_conversation.services import Sent
from forum.board.forum_tracking.models import TopicReadTrack
from forum.board.forum_tracking.reading import mark_seen
from tests import races

from .conftest import forums_of

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]

ROUNDS = 4

at_once = partial(races.at_once, refused=(Refused,))


@pytest.fixture
def crowd(make_user):
    """People who write at the same moment, each with an account that is no newcomer's."""
    return [make_user(date_joined=timezone.now() - timedelta(days=40)) for _ in range(4)]


@pytest.fixture
def sibling(council):
    return forums_of(council)[1]


def sound() -> None:
    """Counters are exact, numbers are not given twice, nobody writes where nothing is left."""
    assert list(counters.differences()) == []
    assert not Post.objects.filter(topic__heir__isnull=False).exists()


def writing(people, topic):
    return [
        lambda who=who: services.reply(topic.pk, who, f"De {who.pk}", sent=Sent()) for who in people
    ]


def test_replies_while_the_topic_moves(topic, crowd, moderator, sibling, forum):
    for n in range(ROUNDS):
        target = (sibling, forum)[n % 2].pk
        move = lambda target=target: moving.move(topic.pk, target, moderator)  # noqa: E731
        results = at_once(*writing(crowd, topic), move)
        assert not [result for result in results if isinstance(result, Refused)]
        sound()
    assert topic.posts.count() == 1 + ROUNDS * len(crowd)


def test_replies_while_the_topic_is_split(talk, forum, crowd, moderator):
    for _ in range(ROUNDS):
        topic = talk(forum, replies=4)
        results = at_once(
            *writing(crowd, topic),
            lambda topic=topic: splitting.split(
                topic.pk, Chosen([2], onwards=4), forum.pk, "À part", moderator
            ),
        )
        assert not [result for result in results if isinstance(result, Refused)]
        made = results[-1]
        numbers = [*topic.posts.values_list("number", flat=True)]
        assert topic.posts.count() + made.posts.count() == 5 + len(crowd)
        assert len(set(numbers)) == len(numbers)
        sound()


def test_replies_to_either_while_two_topics_are_merged_and_separated(talk, forum, crowd, moderator):
    for _ in range(ROUNDS):
        one, other = talk(forum, replies=2), talk(forum, replies=2)
        results = at_once(
            *writing(crowd[:2], one),
            *writing(crowd[2:], other),
            lambda one=one, other=other: merging.merge(one.pk, other.pk, moderator),
        )
        assert not [result for result in results if isinstance(result, Refused)]
        made = results[-1]
        assert made.posts.count() == 6 + len(crowd)
        sound()
        act = Act.objects.get(made=made)
        results = at_once(*writing(crowd, made), lambda act=act: undoing.undo(act.pk, moderator))
        assert not [result for result in results if isinstance(result, Refused)]
        assert one.posts.count() + other.posts.count() == 6 + 2 * len(crowd)
        sound()


def test_readers_do_not_wait_in_a_circle_with_an_undoing(talk, forum, crowd, moderator):
    for _ in range(ROUNDS):
        topic = talk(forum, replies=6)
        for who in crowd:
            mark_seen(who, topic, 3)
        made = splitting.split(topic.pk, Chosen([2, 3, 4]), forum.pk, "À part", moderator)
        act = Act.objects.get(made=made)
        at_once(
            *[lambda who=who, t=t: mark_seen(who, t, 7) for who in crowd for t in (topic, made)],
            lambda act=act: undoing.undo(act.pk, moderator),
        )
        read = TopicReadTrack.objects.filter(topic=topic, user__in=crowd)
        assert set(read.values_list("number", flat=True)) == {7}


def test_a_reply_while_the_topic_is_closed_is_before_or_refused(talk, forum, crowd, moderator):
    for _ in range(ROUNDS):
        topic = talk(forum)
        results = at_once(*writing(crowd, topic), lambda t=topic: standing.lock(t.pk, moderator))
        refused = [result for result in results if isinstance(result, Refused)]
        assert all(isinstance(refusal, Locked) for refusal in refused)
        assert topic.posts.count() == 1 + len(crowd) - len(refused)
        sound()


def test_nothing_is_dated_at_or_after_the_end(talk, forum, crowd, moderator):
    for _ in range(ROUNDS):
        topic = talk(forum)
        end = timezone.now() + timedelta(milliseconds=400)
        standing.close_on(topic.pk, end, moderator)

        def write_on(who, topic=topic, end=end):
            while timezone.now() < end + timedelta(milliseconds=100):
                services.reply(topic.pk, who, "Encore")

        results = at_once(*[lambda who=who: write_on(who) for who in crowd], settle)
        assert all(isinstance(result, Locked) for result in results[:-1])
        assert not topic.posts.filter(created__gte=end).exists()
        settle()
        topic.refresh_from_db()
        assert topic.status == Topic.TOPIC_LOCKED
        sound()


def test_slow_mode_lets_one_of_many_through(topic, moderator, make_user):
    standing.slow(topic.pk, 10, moderator)
    who = make_user(date_joined=timezone.now() - timedelta(days=40))
    write = lambda: services.reply(topic.pk, who, "Moi", sent=Sent(is_paced=True))  # noqa: E731
    results = at_once(*[write] * 4)
    assert sum(isinstance(result, Post) for result in results) == 1


def test_a_pin_that_ends_while_it_is_given_more_time_stays(talk, forum, moderator):
    for _ in range(ROUNDS):
        topic = talk(forum)
        standing.pin(topic.pk, 1, timezone.now() + timedelta(hours=1), moderator)
        Topic.objects.filter(pk=topic.pk).update(pinned_until=timezone.now())
        later = timezone.now() + timedelta(days=1)
        at_once(settle, lambda t=topic, at=later: standing.pin(t.pk, 1, at, moderator), settle)
        topic.refresh_from_db()
        assert (topic.type, topic.pinned_until) == (1, later)


def test_one_form_sent_many_times_acts_once(talk, forum, moderator):
    topic, form = talk(forum, replies=3), uuid4()
    made = at_once(
        *[
            lambda: splitting.split(
                topic.pk, Chosen([2, 3]), forum.pk, "À part", moderator, form=form
            )
        ]
        * 4
    )
    assert len({one.pk for one in made}) == 1
    other, form = talk(forum, replies=3), uuid4()
    made = at_once(*[lambda: merging.merge(topic.pk, other.pk, moderator, form=form)] * 4)
    assert len({one.pk for one in made}) == 1
    act = Act.objects.get(made=made[0])
    at_once(*[lambda: undoing.undo(act.pk, moderator)] * 4)
    assert (topic.posts.count(), other.posts.count()) == (2, 4)
    sound()


def test_contradictory_acts_come_one_after_the_other(talk, forum, sibling, council, make_user):
    one, two = (make_user("moderator", council) for _ in range(2))
    for _ in range(ROUNDS):
        topic, other = talk(forum, replies=5), talk(forum, replies=2)
        at_once(
            lambda t=topic: moving.move(t.pk, sibling.pk, one),
            lambda t=topic: splitting.split(t.pk, Chosen(onwards=3), forum.pk, "À part", two),
            lambda t=topic, o=other: merging.merge(t.pk, o.pk, one),
            lambda t=topic, o=other: merging.merge(o.pk, t.pk, two),
            lambda t=topic: standing.lock(t.pk, two),
            lambda t=topic: splitting.split(t.pk, Chosen([2, 4]), sibling.pk, "Aussi", one),
        )
        sound()
        assert heir_of(topic).heir_id is None
        assert heir_of(other).heir_id is None
    before = Post.objects.count()
    administrator = make_user("administrator")
    for act in Act.objects.order_by("-pk"):
        undoing.undo(act.pk, administrator)
    assert Post.objects.count() == before
    assert not Topic.objects.filter(heir=None, approved=False).exists()
    sound()


def test_topics_of_one_forum_are_split_and_opened_at_once(talk, forum, moderator, crowd):
    """Each makes a row that points at the forum, then counts in it: nobody waits in a circle."""
    topics = [talk(forum, replies=2) for _ in range(3)]
    results = at_once(
        *[
            lambda t=t: splitting.split(t.pk, Chosen([2]), forum.pk, "À part", moderator)
            for t in topics
        ],
        *[lambda who=who: services.open_topic(forum.pk, who, "Un", "Deux") for who in crowd],
    )
    assert not [result for result in results if isinstance(result, Refused)]
    sound()

"""What many requests at one moment may write, on PostgreSQL: what one after the other may."""

from datetime import timedelta
from functools import partial

import pytest
from django.utils import timezone

from forum.board.forum_conversation import counters, pace, services, taking_back
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import DayFull, Refused, TooLate, TooSoon
from forum.board.forum_conversation.services import Sent
from forum.drafts import keeping
from forum.drafts.models import Draft
from tests import races

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]

PACED = Sent(is_paced=True)
MANY = 8

at_once = partial(races.at_once, refused=(Refused,))


def replies(topic, author, count=MANY) -> list:
    return [
        partial(services.reply, topic.pk, author, f"Message {n}", sent=PACED) for n in range(count)
    ]


def test_of_eight_posts_at_once_one_is_taken(topic, make_user):
    author = make_user()
    outcomes = at_once(*replies(topic, author))
    assert sum(isinstance(outcome, Post) for outcome in outcomes) == 1
    assert sum(isinstance(outcome, TooSoon) for outcome in outcomes) == MANY - 1
    assert list(counters.differences()) == []


def test_the_first_day_is_full_exactly(topic, make_user, monkeypatch):
    author = make_user(date_joined=timezone.now() - timedelta(hours=1))
    monkeypatch.setattr(pace, "seconds_to_wait", lambda *_: 0)
    monkeypatch.setattr(services, "seconds_to_wait", lambda *_: 0)
    for n in range(6):
        services.reply(topic.pk, author, f"Avant {n}")
    outcomes = at_once(*replies(topic, author))
    assert sum(isinstance(outcome, DayFull) for outcome in outcomes) == MANY - 4
    assert Post.objects.filter(poster=author).count() == 10


def test_an_answer_and_an_undo_at_once_leave_one_of_the_two(topic, make_user):
    for _ in range(4):
        author, other = make_user(), make_user()
        post = services.reply(topic.pk, author, "Je retire peut-être.")
        _answer, undone = at_once(
            partial(services.reply, topic.pk, other, "J’y réponds."),
            partial(taking_back.take_back, post.pk, author),
        )
        is_there = Post.objects.filter(pk=post.pk).exists()
        assert is_there == isinstance(undone, TooLate)
        assert Draft.objects.filter(author=author, topic=topic).exists() != is_there
    numbers = list(Post.objects.filter(topic=topic).values_list("number", flat=True))
    assert len(numbers) == len(set(numbers))
    assert Topic.objects.get(pk=topic.pk).last_number >= max(numbers)
    assert list(counters.differences()) == []


def test_undone_twice_at_once_is_undone_once(topic, make_user):
    author = make_user()
    post = services.reply(topic.pk, author, "Une seule fois.")
    outcomes = at_once(*[partial(taking_back.take_back, post.pk, author)] * 2)
    assert sum(isinstance(outcome, Topic) for outcome in outcomes) == 1
    assert Draft.objects.get(author=author).text == "Une seule fois."


def test_drafts_of_two_tabs_make_one(topic, make_user):
    author = make_user()
    at_once(*[partial(keeping.keep, author, "", f"Essai {n}", topic=topic.pk) for n in range(MANY)])
    assert Draft.objects.filter(author=author).count() == 1

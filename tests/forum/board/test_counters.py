"""Counting a whole forum again: what differs is found, told and mended."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import auditing, counters, moderating, services
from forum.board.forum_conversation.models import Post, Topic
from sites.councils.roles import MODERATOR

pytestmark = pytest.mark.django_db


@pytest.fixture
def forum(council) -> Forum:
    return Forum.objects.filter(parent__scope__council=council).order_by("lft").first()


@pytest.fixture
def topics(forum, make_user, council) -> list[Topic]:
    """Three topics: one with answers and a hidden post, one hidden, one of one post."""
    author, moderator = make_user(), make_user(MODERATOR, council)
    heads = [services.open_topic(forum.pk, author, f"Sujet {n}", "Bonjour.") for n in range(3)]
    for _ in range(3):
        last = services.reply(heads[0].topic_id, author, "Réponse.")
    moderating.hide(last.pk, moderator)
    moderating.hide(heads[1].pk, moderator)
    return [head.topic for head in heads]


def told(**options) -> str:
    out, errors = StringIO(), StringIO()
    try:
        call_command("forum_counters", stdout=out, stderr=errors, **options)
    except CommandError as error:
        return f"{errors.getvalue()}{error}"
    return out.getvalue()


def test_nothing_is_said_while_all_is_well(topics):
    assert list(auditing.differences()) == []
    assert "justes" in told()


def test_it_takes_two_statements_whatever_the_number_of_topics(topics):
    with CaptureQueriesContext(connection) as captured:
        list(auditing.differences())
    assert len(captured) == 2


SPOILT = [
    (Topic, "posts_count", 99),
    (Topic, "last_post_on", timezone.now()),
    (Topic, "last_post_on", None),
    (Topic, "last_post", None),
    (Topic, "first_post", None),
    (Topic, "last_number", 1),
    (Forum, "direct_posts_count", 99),
    (Forum, "direct_topics_count", 0),
    (Forum, "last_post", None),
    (Forum, "last_post_on", None),
    (Forum, "last_post_on", timezone.now()),
]


@pytest.mark.parametrize(("model", "column", "value"), SPOILT)
def test_each_counter_that_is_wrong_is_found_and_mended(topics, forum, model, column, value):
    pk = forum.pk if model is Forum else topics[0].pk
    before = model.objects.filter(pk=pk).values().get()
    model.objects.filter(pk=pk).update(**{column: value})
    (kind,) = {one.kind for one in auditing.differences() if one.pk == pk and one.column == column}
    assert kind == model._meta.model_name
    with pytest.raises(CommandError, match="écarts"):
        call_command("forum_counters", stdout=StringIO(), stderr=StringIO())
    assert "corrigés" in told(mend=True)
    assert list(auditing.differences()) == []
    assert model.objects.filter(pk=pk).values().get() == before


def test_a_difference_is_an_error_in_the_log(topics, caplog):
    Topic.objects.filter(pk=topics[0].pk).update(posts_count=99)
    told()
    line = caplog.records[0]
    assert line.levelname == "ERROR"
    assert line.getMessage() == f"topic {topics[0].pk}: posts_count is 99, should be 3"


def test_rows_that_went_behind_our_back_are_found(topics):
    Post.objects.filter(topic=topics[0], number=2)._raw_delete("default")
    assert [one.column for one in auditing.differences() if one.kind == "topic"] == ["posts_count"]
    assert "corrigés" in told(mend=True)
    assert topics[0].posts.count() == 3


def test_a_highest_number_of_a_post_that_is_gone_is_no_difference(topics):
    Post.objects.get(topic=topics[0], number=4).delete()
    assert list(counters.differences()) == []
    topics[0].refresh_from_db()
    assert topics[0].last_number == 4


def test_what_is_wrong_in_a_topic_is_wrong_in_its_forum_until_mended(topics, forum):
    Topic.objects.filter(pk=topics[0].pk).update(posts_count=50)
    assert {one.kind for one in auditing.differences()} == {"topic", "forum"}
    assert "corrigés" in told(mend=True)
    forum.refresh_from_db()
    assert forum.direct_posts_count == 4

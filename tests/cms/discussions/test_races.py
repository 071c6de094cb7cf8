"""First words at one moment, on PostgreSQL: one topic, whatever the order."""

from functools import partial

import pytest
from wagtail.models import Page

from forum.board.forum.models import Forum
from forum.board.forum_conversation import counters
from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Gone
from forum.discussions import talking
from tests import races
from tests.cms import factories

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


at_once = partial(races.at_once, refused=(Gone,))


def test_first_words_at_one_moment_make_one_topic(council, people):
    pages = [factories.news(council, f"Page {n}", discussed=True) for n in range(3)]
    for page in pages:
        posts = at_once(
            *(
                lambda by=person, key=page.pk: talking.answer("page", key, by, f"De {by}.")
                for person in people
            )
        )
        assert len({post.topic_id for post in posts}) == 1
        assert sorted(post.number for post in posts) == [2, 3, 4, 5]
    assert Topic.objects.filter(forum__name="Autour de nos pages").count() == len(pages)
    assert Forum.objects.filter(name="Autour de nos pages").count() == 1
    assert list(counters.differences()) == []


def test_first_words_about_two_pages_make_one_forum(council, people):
    pages = [factories.news(council, f"Page {n}", discussed=True) for n in range(4)]
    at_once(
        *(
            lambda by=person, key=page.pk: talking.answer("page", key, by, "Bonjour.")
            for person, page in zip(people, pages, strict=True)
        )
    )
    assert Forum.objects.filter(name="Autour de nos pages").count() == 1


def test_a_page_that_is_unpublished_meanwhile_leaves_no_public_topic(council, people):
    for n in range(4):
        page = factories.news(council, f"Page {n}", discussed=True)
        at_once(
            lambda key=page.pk: talking.answer("page", key, people[0], "Bonjour."),
            lambda key=page.pk: Page.objects.get(pk=key).specific.unpublish(),
        )
        assert not Topic.objects.filter(subject=page.title, approved=True).exists()

"""A forum, and people who write in it whatever opens browsers."""

from datetime import timedelta

import pytest
from django.utils import timezone

from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post, Topic
from sites.accounts.models import User
from sites.councils.roles import MODERATOR
from tests.forum.views.conftest import forums_of

LONG_AGO = timedelta(days=40)


@pytest.fixture
def forum(council):
    return forums_of(council)[0]


@pytest.fixture
def author(make_user) -> User:
    return make_user(pseudonym="Marguerite", date_joined=timezone.now() - LONG_AGO)


@pytest.fixture
def moderator(make_user, council) -> User:
    return make_user(MODERATOR, council, pseudonym="Modératrice")


@pytest.fixture
def topic(forum, author) -> Topic:
    at = timezone.now() - timedelta(days=2)
    return services.open_topic(forum.pk, author, "Les pavés", "Deux manquent.", at=at).topic


@pytest.fixture
def written(topic, author):
    """``written(texts)``: each as an answer of the topic."""

    def write(texts) -> list[Post]:
        posts = [services.reply(topic.pk, author, text) for text in texts]
        topic.refresh_from_db()
        return posts

    return write

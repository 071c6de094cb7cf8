"""Forums, topics and rights as the tests of the forum's pages need them."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.contrib.auth.models import Group
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Topic
from forum.board.forum_permission.models import (
    ForumPermission,
    GroupForumPermission,
    UserForumPermission,
)
from sites.accounts.models import User
from sites.councils.roles import MODERATOR

LONG_AGO = timedelta(days=40)


def forums_of(council) -> list[Forum]:
    """The forums of a council (None: the shared ones), in their order."""
    forums = Forum.objects.filter(parent__scope__isnull=False, parent__scope__council=council)
    return list(forums.order_by("lft"))


@pytest.fixture
def forum(council) -> Forum:
    return forums_of(council)[0]


@pytest.fixture
def other_forum(other_council) -> Forum:
    return forums_of(other_council)[0]


@pytest.fixture
def shared_forum(portal) -> Forum:
    return forums_of(None)[0]


@pytest.fixture
def author(make_user) -> User:
    """Somebody who opened topics, with an account that is no newcomer's."""
    return make_user(pseudonym="Marguerite", date_joined=timezone.now() - LONG_AGO)


@pytest.fixture
def talk(author) -> Callable[..., Topic]:
    """``talk(forum, replies=0, by=None, title=…, text=…, at=None)``: a topic with answers."""

    def make(
        forum, replies=0, by=None, title="Les pavés", text="Deux pavés manquent.", at=None
    ) -> Topic:
        by, at = by or author, at or timezone.now() - timedelta(days=2)
        topic = services.open_topic(forum.pk, by, title, text, at=at).topic
        for n in range(replies):
            when = at + timedelta(minutes=n + 1)
            services.reply(topic.pk, by, f"Réponse numéro {n + 2}.", at=when)
        topic.refresh_from_db()
        return topic

    return make


@pytest.fixture
def topic(forum, talk) -> Topic:
    """A topic of one post in the forum of ``council``."""
    return talk(forum)


@pytest.fixture
def moderator(make_user, council) -> User:
    return make_user(MODERATOR, council, pseudonym="Modératrice")


@pytest.fixture
def other_moderator(make_user, other_council) -> User:
    return make_user(MODERATOR, other_council, pseudonym="Modérateur d’ailleurs")


@pytest.fixture
def rule() -> Callable[..., None]:
    """``rule(forum, codename, has_perm, whom)``; ``whom``: a user, a group, "anonymous", "known".

    "everybody" is both of the last two.
    """

    def make(forum, codename: str, has_perm: bool, whom) -> None:
        permission, _new = ForumPermission.objects.get_or_create(codename=codename)
        row = {"forum": forum, "permission": permission, "has_perm": has_perm}
        if isinstance(whom, Group):
            GroupForumPermission.objects.create(group=whom, **row)
        elif isinstance(whom, User):
            UserForumPermission.objects.create(user=whom, **row)
        else:
            kinds = {"anonymous": ["anonymous_user"], "known": ["authenticated_user"]}
            for kind in kinds.get(whom, ["anonymous_user", "authenticated_user"]):
                UserForumPermission.objects.create(**{kind: True}, **row)

    return make


@pytest.fixture
def private(rule) -> Callable[[Forum], None]:
    """Close a forum to everybody without a right of their own."""
    return lambda forum: rule(forum, "can_read_forum", False, "everybody")


@pytest.fixture
def premoderated(rule) -> Callable[[Forum], None]:
    """Let posts of residents wait for approval in a forum."""
    return lambda forum: rule(forum, "can_post_without_approval", False, "known")

"""Hole 5 of stock machina: what waits or is hidden can be read by its address, on its author's
list, in a reply form.
"""

import pytest

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from tests.forum.views.addresses import forum_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

SECRET = "Le code de la porte est 1871"


@pytest.fixture
def hidden_post(topic, resident, moderator) -> Post:
    return moderating.hide(services.reply(topic.pk, resident, SECRET).pk, moderator)


@pytest.fixture
def hidden_topic(forum, talk, moderator):
    topic = talk(forum, title=SECRET, text=SECRET, replies=2)
    moderating.hide(topic.first_post_id, moderator)
    topic.refresh_from_db()
    return topic


def addresses(topic) -> list[str]:
    path = topic_path(topic)
    return [path, f"{path}flux.xml", reply_path(topic), f"{path}?page=1", f"{path}?post=1"]


@pytest.mark.parametrize("who", [None, "author", "other_moderator"])
def test_a_hidden_topic_is_read_at_no_address(request, client_for, council, hidden_topic, who):
    client = client_for(council, request.getfixturevalue(who) if who else None)
    for path in addresses(hidden_topic):
        answer = client.get(path)
        assert answer.status_code == 404, path
        assert SECRET not in answer.content.decode()


@pytest.mark.parametrize("who", [None, "author", "other_moderator"])
def test_a_hidden_post_is_read_at_no_address(request, client_for, council, topic, hidden_post, who):
    client = client_for(council, request.getfixturevalue(who) if who else None)
    paths = [*addresses(topic), forum_path(topic.forum), "/forum/", "/forum/flux.xml"]
    for path in [*paths, *(post_path(hidden_post, act) for act in ("update", "hide", "show"))]:
        assert SECRET not in client.get(path, follow=False).content.decode(), path


@pytest.mark.parametrize("form", ["post/create/", "topic/create/"])
def test_a_form_shows_nothing_of_what_one_may_not_read(
    client_for, council, forum, talk, private, resident, form
):
    topic = talk(forum, title=SECRET, text=SECRET)
    private(forum)
    path = topic_path(topic) if form.startswith("post") else forum_path(forum)
    client = client_for(council, resident)
    for answer in (client.get(f"{path}{form}"), client.post(f"{path}{form}", {"texte": "x"})):
        assert answer.status_code == 404
        assert SECRET not in answer.content.decode()


def test_an_authors_list_shows_it_to_nobody_but_the_author(
    client_for, portal, hidden_post, resident, make_user
):
    mine = client_for(portal, resident).get("/compte/activite/", follow=True)
    theirs = client_for(portal, make_user()).get("/compte/activite/", follow=True)
    assert mine.status_code in (200, 404)
    assert SECRET not in theirs.content.decode()


def test_an_anonymous_post_of_nobody_is_nobodys(client_for, council, topic, resident, moderator):
    """Posts whose author is gone have no author: whoever has no account is not them."""
    post = services.reply(topic.pk, resident, SECRET)
    moderating.hide(post.pk, moderator)
    resident.delete()
    for path in (topic_path(topic), forum_path(topic.forum)):
        assert SECRET not in client_for(council).get(path).content.decode()


def test_sticky_topics_and_announcements_are_hidden_like_others(
    client_for, council, forum, hidden_topic
):
    for kind in (hidden_topic.TOPIC_STICKY, hidden_topic.TOPIC_ANNOUNCE):
        type(hidden_topic).objects.filter(pk=hidden_topic.pk).update(type=kind)
        for path in ("/forum/", forum_path(forum), "/forum/flux.xml"):
            assert SECRET not in client_for(council).get(path).content.decode()
        assert client_for(council).get(topic_path(hidden_topic)).status_code == 404

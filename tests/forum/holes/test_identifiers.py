"""Holes 2 and 10 of stock machina: numbers swapped in an address, junk in it.

There, a moderator of one forum locks a topic of another by naming the first in the address.
"""

import pytest

from forum.board.forum_conversation import services
from forum.board.forum_conversation.models import Post, Topic
from tests.forum.views.addresses import forum_path, topic_path

pytestmark = pytest.mark.django_db

ACTS = ["lock/", "unlock/", "1/post/hide/", "1/post/show/"]
WRITES = ["post/create/", "1/post/update/"]
SENT = {"titre": "Un titre", "texte": "Un texte.", "motif": "Parce que."}


def swapped(topic, forum) -> str:
    """The address of ``topic`` that names ``forum`` instead of its own."""
    return f"{forum_path(forum)}topic/{topic.slug}-{topic.pk}/"


@pytest.fixture
def theirs(other_forum, talk) -> Topic:
    return talk(other_forum, title="Ailleurs")


def state(topic) -> tuple:
    topic.refresh_from_db()
    posts = list(topic.posts.order_by("pk").values_list("approved", "_content_rendered"))
    return topic.status, topic.approved, topic.forum_id, topic.subject, posts


@pytest.mark.parametrize("act", [*ACTS, "1/post/update/"])
def test_another_councils_topic_is_beyond_the_forum_one_moderates(
    client_for, council, other_council, moderator, forum, theirs, act
):
    before = state(theirs)
    for place in (council, other_council):
        client = client_for(place, moderator)
        for path in (swapped(theirs, forum), topic_path(theirs)):
            assert client.post(f"{path}{act}", SENT).status_code == 404
    assert state(theirs) == before


@pytest.mark.parametrize("act", [*ACTS, *WRITES])
def test_a_topic_is_not_acted_on_under_another_forums_number(
    client_for, council, moderator, forum, topic, act
):
    """Not even where the moderator holds the right in both."""
    before = state(topic)
    path = swapped(topic, forum.get_next_sibling())
    assert client_for(council, moderator).post(f"{path}{act}", SENT).status_code == 404
    assert state(topic) == before


@pytest.mark.parametrize("act", ["", *WRITES, *ACTS])
def test_a_reader_is_sent_to_the_right_address(client_for, council, moderator, forum, topic, act):
    path = swapped(topic, forum.get_next_sibling())
    answer = client_for(council, moderator).get(f"{path}{act}")
    own = act in WRITES and act.startswith("1")  # somebody else's post: there is no such page
    assert answer.status_code == 301 or own
    if answer.status_code == 301:
        assert answer["Location"] == f"{topic_path(topic)}{act}"


def test_the_open_forums_number_does_not_open_the_closed_one(
    client_for, council, forum, topic, private, resident
):
    private(forum)
    client = client_for(council, resident)
    for act in ("", *WRITES, *ACTS, "flux.xml"):
        path = f"{swapped(topic, forum.get_next_sibling())}{act}"
        assert client.get(path).status_code == 404, path
        assert client.post(path, SENT).status_code in (404, 405), path
    assert Post.objects.count() == 1


@pytest.mark.parametrize("act", ["hide", "show", "update"])
def test_a_number_of_another_topics_post_is_none_of_this_one(
    client_for, council, forum, talk, moderator, act
):
    short, longer = talk(forum), talk(forum, replies=3)
    path = f"{topic_path(short)}3/post/{act}/"
    assert client_for(council, moderator).post(path, SENT).status_code == 404
    assert not longer.posts.filter(approved=False).exists()


JUNK = ["0", "007", "1e3", "9999999999", "99999999999999999999999999", "1%00", "٣", "x", " "]


@pytest.mark.parametrize("number", JUNK)
def test_absurd_numbers_are_unknown_and_no_error(client_for, council, forum, topic, number):
    client = client_for(council)
    for path in (
        f"/forum/forum/{forum.slug}-{number}/",
        f"{forum_path(forum)}topic/{topic.slug}-{number}/",
        f"{topic_path(topic)}{number}/post/hide/",
        f"/forum/forum/{forum.slug}-{number}/flux.xml",
        f"/forum/forum/{forum.slug}-{number}/lu/",
    ):
        assert client.get(path).status_code in (404, 405), path


@pytest.mark.parametrize("name", ["page", "post"])
@pytest.mark.parametrize("number", [*JUNK, "-1", "", "1;2", "2147483648"])
def test_junk_in_a_query_is_unknown_and_no_error(
    client_for, council, topic, forum, resident, name, number
):
    for user in (None, resident):
        client = client_for(council, user)
        answer = client.get(topic_path(topic), {name: number.replace("%00", "\x00")})
        assert answer.status_code == 404
    if name == "page":
        assert client.get(forum_path(forum), {name: number}).status_code == 404


def test_an_empty_slug_leads_to_the_right_one(client_for, council, forum, topic):
    client = client_for(council)
    path = f"/forum/forum/-{forum.pk}/topic/-{topic.pk}/"
    answer = client.get(path)
    assert answer.status_code in (301, 404)
    if answer.status_code == 301:
        assert answer["Location"] == topic_path(topic)


def test_a_title_without_a_letter_has_an_address(client_for, council, forum, author):
    found = services.open_topic(forum.pk, author, "?!…", "Bonjour.").topic
    assert client_for(council).get(topic_path(found)).status_code == 200
    assert found.slug


@pytest.mark.parametrize("number", [1, 15, 16, 31])
def test_post_leads_to_the_page_on_which_it_stands(client_for, council, forum, talk, number):
    topic = talk(forum, replies=30)
    client = client_for(council)
    answer = client.get(topic_path(topic), {"post": number})
    assert answer.status_code == 302
    page = client.get(answer["Location"]).content.decode()
    assert f'id="message-{number}"' in page

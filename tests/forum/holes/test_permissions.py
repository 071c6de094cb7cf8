"""Hole 4 of stock machina: its checker lets grants and refusals of one forum into another; a group
that is refused still sees the lists.
"""

import pytest
from django.contrib.auth.models import Group

from forum.board.forum.models import Forum
from forum.scope.rights import HIDE, LOCK, OPEN, READ, REPLY, SEE, Rights, rights_of
from forum.scope.tree import tree
from tests.forum.views.addresses import forum_path, open_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

SECRET = "Le code de la porte est 1871"


@pytest.fixture
def banned(resident) -> Group:
    group = Group.objects.create(name="Bannis")
    resident.groups.add(group)
    return group


def test_a_group_refused_to_read_finds_the_forum_in_no_list(
    client_for, council, portal, forum, talk, resident, banned, rule
):
    topic = talk(forum, title=SECRET)
    rule(forum, READ, False, banned)
    for place in (council, portal):
        client = client_for(place, resident)
        for path in ("/forum/", "/forum/non-lus/", forum_path(council.forum_scope.root)):
            source = client.get(path, follow=False).content.decode()
            assert SECRET not in source
            assert forum_path(forum) not in source
    client = client_for(council, resident)
    for path in (forum_path(forum), topic_path(topic), open_path(forum), reply_path(topic)):
        assert client.get(path).status_code == 404
        assert client.post(path, {"titre": "x", "texte": "x"}).status_code in (404, 405)


def test_a_refusal_beats_a_grant_of_another_group(forum, resident, banned, rule):
    friends = Group.objects.create(name="Amis")
    resident.groups.add(friends)
    rule(forum, READ, True, friends)
    rule(forum, READ, False, banned)
    assert not rights_of(resident).reads(forum.pk)


@pytest.mark.parametrize("order", [1, -1])
@pytest.mark.parametrize("codename", [OPEN, REPLY, LOCK, HIDE])
def test_what_is_asked_of_one_forum_first_says_nothing_of_the_next(
    forum, resident, rule, codename, order
):
    sibling = forum.get_next_sibling()
    rule(forum, codename, True, resident)
    rule(sibling, codename, False, resident)
    rights = rights_of(resident)
    wanted = [(forum.pk, True), (sibling.pk, False)][::order]
    for pk, answer in [*wanted, *wanted]:
        assert rights.may(codename, pk) is answer


def test_two_people_asked_in_turn_keep_their_own(forum, resident, make_user, rule):
    other = make_user()
    rule(forum, REPLY, False, resident)
    for _ in range(2):
        assert not rights_of(resident).may(REPLY, forum.pk)
        assert rights_of(other).may(REPLY, forum.pk)


def test_a_right_holds_below_and_not_above_nor_beside(forum, resident, rule):
    child = Forum.objects.create(parent=forum, name="Rue Cail", type=Forum.FORUM_POST)
    rule(child, LOCK, True, resident)
    rights = rights_of(resident)
    assert rights.may(LOCK, child.pk)
    for pk in (forum.pk, forum.parent_id, forum.get_next_sibling().pk):
        assert not rights.may(LOCK, pk)


def test_a_new_forum_below_inherits(forum, resident, rule):
    rule(forum, READ, False, "everybody")
    child = Forum.objects.create(parent=forum, name="Bureau", type=Forum.FORUM_POST)
    assert not rights_of(resident).reads(child.pk)


@pytest.mark.parametrize("codename", [SEE, READ])
def test_below_a_category_one_may_not_enter_nothing_is_found(
    client_for, council, forum, talk, resident, rule, codename
):
    topic = talk(forum, title=SECRET)
    rule(council.forum_scope.root, codename, False, "everybody")
    rule(forum, codename, True, resident)
    client = client_for(council, resident)
    for path in (forum_path(forum), topic_path(topic), reply_path(topic), open_path(forum)):
        assert client.get(path).status_code == 404
    for path in ("/forum/", "/forum/non-lus/", "/forum/flux.xml"):
        assert SECRET not in client.get(path).content.decode()


def test_one_query_says_all_of_somebodys_rights(
    django_assert_num_queries, forum, resident, banned, rule
):
    rule(forum, REPLY, False, banned)
    rule(forum, LOCK, True, resident)
    board = tree()
    with django_assert_num_queries(2):  # the other one asks whether they are suspended
        rights = Rights(resident, board)
        assert rights.may(LOCK, forum.pk)
        assert not rights.may(REPLY, forum.pk)

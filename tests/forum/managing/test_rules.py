"""Rights in plain words: an answer is the rows it stands for, and the rows are what it says."""

import pytest
from django.contrib.auth.models import AnonymousUser

from forum.board.forum.models import Forum
from forum.board.forum_permission.models import (
    ForumPermission,
    GroupForumPermission,
    UserForumPermission,
)
from forum.managing import rules, structure
from forum.managing.rules import OWN_WAY, QUESTIONS, READING, Audience
from forum.managing.seen import sights
from forum.scope.rights import HIDE, OPEN, READ, REPLY, UNCHECKED, rights_of
from forum.scope.tree import tree
from sites.councils.roles import (
    ADMINISTRATOR,
    CONTRIBUTOR,
    COORDINATOR,
    EDITOR,
    LEAD,
    MODERATOR,
    TOWN_HALL,
)
from tests import factories
from tests.cms.editing.isolation.world import PSD

from .conftest import tree_of

pytestmark = pytest.mark.django_db

AS_ABOVE = dict.fromkeys(question.key for question in QUESTIONS)
CODENAMES = {"lire": READ, "ouvrir": OPEN, "repondre": REPLY, "publier": UNCHECKED}


def node_of(forum: Forum):
    return tree().nodes[forum.pk]


def given(forum: Forum) -> dict:
    board = tree()
    return {q.key: rules.answer_on(board, board.nodes[forum.pk], q) for q in QUESTIONS}


@pytest.fixture
def people(make_user, council, other_council):
    """One of each kind, by name."""
    return {
        "visitor": AnonymousUser(),
        "resident": make_user(),
        "contributor": make_user(CONTRIBUTOR, council),
        "editor": make_user(EDITOR, council),
        "lead": make_user(LEAD, council),
        "moderator": make_user(MODERATOR, council),
        "administrator": make_user(ADMINISTRATOR),
        "town hall": make_user(TOWN_HALL),
        "other lead": make_user(LEAD, other_council),
        "other moderator": make_user(MODERATOR, other_council),
    }


EVERYONE = {
    *("visitor", "resident", "contributor", "editor", "lead", "moderator", "administrator"),
    *("town hall", "other lead", "other moderator"),
}
TEAM = {"contributor", "editor", "lead", "moderator", "administrator"}
MEANT = {
    Audience.EVERYBODY: EVERYONE,
    Audience.SIGNED_IN: EVERYONE - {"visitor"},
    Audience.TEAM: TEAM,
    Audience.MODERATORS: {"moderator", "administrator"},
}


@pytest.mark.parametrize(
    ("question", "audience"),
    [(question, audience) for question in QUESTIONS for audience in question.answers],
    ids=lambda one: getattr(one, "key", one),
)
def test_an_answer_means_exactly_these_people(forums, lead, people, question, audience):
    rules.answer(forums[0].pk, AS_ABOVE | {question.key: audience}, lead)
    may = {
        name
        for name, person in people.items()
        if rights_of(person).may(CODENAMES[question.key], forums[0].pk)
    }
    assert may == MEANT[audience]
    assert given(forums[0]) == AS_ABOVE | {question.key: audience}
    assert given(forums[1]) == AS_ABOVE


def test_back_to_what_lies_above_leaves_no_row(forums, lead, people):
    team = dict.fromkeys(AS_ABOVE, Audience.TEAM)
    assert rules.answer(forums[0].pk, team, lead)
    assert not rules.answer(forums[0].pk, team, lead)
    assert rules.answer(forums[0].pk, AS_ABOVE, lead)
    assert not UserForumPermission.objects.filter(forum=forums[0]).exists()
    assert not GroupForumPermission.objects.filter(forum=forums[0]).exists()
    assert rights_of(people["resident"]).may(OPEN, forums[0].pk)


def test_it_holds_below_until_something_narrower_is_said(root, forums, lead, people):
    """Who works for the council, granted above, is kept out where only moderators are meant."""
    inner = structure.create(forums[0].pk, "Dedans", "", lead)
    rules.answer(root.pk, AS_ABOVE | {"ouvrir": Audience.TEAM}, lead)
    assert rights_of(people["editor"]).may(OPEN, inner.pk)
    assert not rights_of(people["resident"]).may(OPEN, inner.pk)
    rules.answer(forums[0].pk, AS_ABOVE | {"ouvrir": Audience.MODERATORS}, lead)
    assert not rights_of(people["editor"]).may(OPEN, inner.pk)
    assert rights_of(people["moderator"]).may(OPEN, inner.pk)
    rules.answer(inner.pk, AS_ABOVE | {"ouvrir": Audience.SIGNED_IN}, lead)
    assert rights_of(people["resident"]).may(OPEN, inner.pk)
    assert rights_of(people["editor"]).may(OPEN, inner.pk)


def test_two_roles_are_no_less_than_one(forums, lead, make_user, council):
    both = make_user(EDITOR, council)
    both.groups.add(*make_user(MODERATOR, council).groups.all())
    rules.answer(forums[0].pk, AS_ABOVE | {"repondre": Audience.MODERATORS}, lead)
    assert rights_of(both).may(REPLY, forums[0].pk)


def test_nobody_reads_below_what_they_may_not_read(root, forums, lead, people):
    rules.answer(root.pk, AS_ABOVE | {"lire": Audience.TEAM}, lead)
    board = tree()
    assert rules.answers_for(board, node_of(forums[0]), READING) == [
        Audience.TEAM,
        Audience.MODERATORS,
    ]
    rules.answer(forums[0].pk, AS_ABOVE | {"lire": Audience.EVERYBODY}, lead)  # by hand
    assert not rights_of(people["resident"]).reads(forums[0].pk)


def test_what_is_inherited_names_where_it_comes_from(root, forums, lead):
    inner = structure.create(forums[0].pk, "Dedans", "", lead)
    rules.answer(forums[0].pk, AS_ABOVE | {"lire": Audience.SIGNED_IN}, lead)
    board = tree()
    answer, where = rules.answer_above(board, board.nodes[inner.pk], READING)
    assert (answer, where.pk) == (Audience.SIGNED_IN, forums[0].pk)
    answer, where = rules.answer_above(board, board.nodes[forums[0].pk], READING)
    assert (answer, where) == (Audience.EVERYBODY, None)


def test_rows_that_no_answer_makes_are_named_and_left_alone(forums, lead, people):
    row, _new = ForumPermission.objects.get_or_create(codename=REPLY)
    group = people["editor"].groups.get()
    GroupForumPermission.objects.create(
        forum=forums[0], permission=row, group=group, has_perm=False
    )
    assert given(forums[0])["repondre"] == OWN_WAY
    rules.answer(forums[0].pk, AS_ABOVE | {"repondre": OWN_WAY}, lead)
    assert GroupForumPermission.objects.filter(forum=forums[0], has_perm=False).exists()
    rules.answer(forums[0].pk, AS_ABOVE | {"repondre": Audience.SIGNED_IN}, lead)
    assert not GroupForumPermission.objects.filter(forum=forums[0]).exists()


def test_moderating_is_a_roles_matter_whatever_is_answered(forums, lead, people):
    rules.answer(forums[0].pk, dict.fromkeys(AS_ABOVE, Audience.TEAM), lead)
    able = {name for name, one in people.items() if rights_of(one).may(HIDE, forums[0].pk)}
    assert able == {"moderator", "administrator"}


class TestShared:
    @pytest.fixture
    def shared(self, portal):
        return tree_of(None).get_children().first()

    def test_the_teams_are_those_of_all_councils(self, shared, coordinator, people):
        rules.answer(shared.pk, dict.fromkeys(AS_ABOVE, Audience.TEAM), coordinator)
        able = {name for name, one in people.items() if rights_of(one).may(OPEN, shared.pk)}
        assert able == TEAM | {"other lead", "other moderator"}
        assert rights_of(coordinator).may(OPEN, shared.pk)

    def test_moderation_is_the_co_ordination(self, shared, coordinator, people):
        only = AS_ABOVE | {"ouvrir": Audience.MODERATORS}
        rules.answer(shared.pk, only, coordinator)
        able = {name for name, one in people.items() if rights_of(one).may(OPEN, shared.pk)}
        assert able == {"administrator"}
        assert rights_of(coordinator).may(OPEN, shared.pk)

    def test_a_council_that_comes_later_is_one_of_them(self, shared, coordinator, make_user):
        mine = AS_ABOVE | {"repondre": Audience.TEAM, "ouvrir": Audience.MODERATORS}
        rules.answer(shared.pk, mine, coordinator)
        seventh = factories.make_council(PSD)
        assert given(shared) == mine
        assert rights_of(make_user(LEAD, seventh)).may(REPLY, shared.pk)
        assert not rights_of(make_user(LEAD, seventh)).may(OPEN, shared.pk)


class TestSights:
    """The sentences are asked of the rights themselves."""

    def said(self, forum, answers=None) -> dict[str, str]:
        board = tree()
        node = board.nodes[forum.pk]
        if answers is not None:
            board = rules.imagined(board, node, answers)
        return {one.who: one.what.replace("\u00a0", " ") for one in sights(board, node)}

    def test_to_begin_with(self, forums):
        assert self.said(forums[0]) == {
            "Une visiteuse": "lit, sans pouvoir écrire.",
            "Une personne connectée": "lit, répond et ouvre des sujets.",
            "L’équipe du conseil": "lit, répond et ouvre des sujets.",
            "La modération du conseil": "lit, répond et ouvre des sujets.",
        }

    def test_thought_of_or_kept_it_is_the_same(self, forums, lead):
        answers = {
            "lire": Audience.SIGNED_IN,
            "ouvrir": Audience.MODERATORS,
            "repondre": Audience.SIGNED_IN,
            "publier": Audience.TEAM,
        }
        thought = self.said(forums[0], answers)
        assert thought == {
            "Une visiteuse": "ne voit pas ce forum.",
            "Une personne connectée": "lit et répond ; ses messages attendent une relecture.",
            "L’équipe du conseil": "lit et répond.",
            "La modération du conseil": "lit, répond et ouvre des sujets.",
        }
        assert self.said(forums[0]) != thought
        rules.answer(forums[0].pk, answers, lead)
        assert self.said(forums[0]) == thought

    def test_a_closed_forum(self, forums, lead):
        structure.set_state(forums[0].pk, Forum.State.LOCKED, "", lead)
        told = self.said(forums[0])
        assert told["Une personne connectée"] == "lit, sans pouvoir écrire."
        assert told["La modération du conseil"] == "lit et répond."


def test_coordinators_are_in_no_councils_moderation(forums, coordinator, lead):
    rules.answer(forums[0].pk, AS_ABOVE | {"ouvrir": Audience.MODERATORS}, lead)
    assert not rights_of(coordinator).may(OPEN, forums[0].pk)
    assert COORDINATOR not in rules.AUDIENCES[Audience.MODERATORS].roles

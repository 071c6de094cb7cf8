"""Two people at the tree at one moment, or one at the tree and another writing, on PostgreSQL."""

from functools import partial

import pytest

from forum.board.forum.models import Forum
from forum.board.forum_conversation import counters, services
from forum.board.forum_conversation.models import Topic
from forum.board.forum_conversation.refusals import Closed
from forum.board.forum_conversation.refusals import Gone as TopicGone
from forum.managing import structure
from forum.managing.structure import Refused
from forum.scope.models import ForumScope
from tests import factories, races
from tests.cms.editing.isolation.world import PSD

from .test_structure import is_sound

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


at_once = partial(races.at_once, refused=(Refused, Closed, TopicGone))


def test_moves_creations_and_a_new_council_leave_the_tree_sound(root, forums, lead):
    for n in range(4):
        at_once(
            lambda n=n: structure.shift(forums[0].pk, lead, up=n % 2 == 0),
            lambda n=n: structure.shift(forums[1].pk, lead, up=n % 2 == 1),
            lambda n=n: structure.nest(forums[2].pk, forums[n % 2].pk, lead),
            lambda n=n: structure.create(root.pk, f"Nouveau {n}", "", lead),
            lambda n=n: structure.create(forums[0].pk, f"Dedans {n}", "", lead),
        )
        assert is_sound()
    at_once(
        lambda: factories.make_council(PSD),
        lambda: structure.shift(forums[1].pk, lead, up=True),
        lambda: structure.create_shared_root("Grands projets", lead),
    )
    assert is_sound()
    trees = ForumScope.objects.values_list("root__tree_id", flat=True)
    assert len(trees) == len(set(trees))


def test_moving_a_forum_loses_no_post_that_is_written_meanwhile(forums, lead, make_user):
    authors = [make_user() for _ in range(4)]
    topic = services.open_topic(forums[0].pk, authors[0], "Les pavés", "Deux manquent.").topic
    for n in range(4):
        at_once(
            lambda n=n: structure.shift(forums[0].pk, lead, up=n % 2 == 1),
            lambda n=n: structure.describe(forums[0].pk, f"Nom {n}", "", lead),
            *(
                lambda author=author, n=n: services.reply(topic.pk, author, f"Message {n}.")
                for author in authors[1:]
            ),
        )
    assert Topic.objects.get(pk=topic.pk).posts_count == 13
    assert list(counters.differences()) == []
    assert is_sound()


@pytest.mark.parametrize("above", [True, False])
def test_nothing_is_written_once_a_forum_is_archived(root, forums, lead, make_user, above):
    closed = root if above else forums[0]
    author = make_user()
    topic = services.open_topic(forums[0].pk, author, "Les pavés", "Deux manquent.").topic
    for n in range(5):
        structure.set_state(closed.pk, Forum.State.OPEN, "", lead)
        before = topic.posts.count()
        _closed, reply = at_once(
            lambda: structure.set_state(closed.pk, Forum.State.ARCHIVED, "", lead),
            lambda n=n: services.reply(topic.pk, author, f"Message {n}."),
        )
        written = topic.posts.count() - before
        assert isinstance(reply, Closed) == (written == 0)
        with pytest.raises(Closed):
            services.reply(topic.pk, author, "Trop tard.")


def test_a_forum_is_removed_or_gets_a_topic_never_both(root, lead, make_user):
    for n in range(5):
        forum = structure.create(root.pk, f"Passager {n}", "", lead)
        author = make_user()
        removed, opened = at_once(
            lambda pk=forum.pk: structure.remove(pk, lead),
            lambda pk=forum.pk, author=author: services.open_topic(pk, author, "Un", "Deux."),
        )
        assert Forum.objects.filter(pk=forum.pk).exists() == isinstance(removed, Refused)
        assert isinstance(opened, TopicGone) != isinstance(removed, Refused)
    assert is_sound()

"""Forum topics among the publications: listed while everybody may read them, and only then."""

import pytest
from django.db import transaction

from cms.publications.kinds import TOPIC
from cms.publications.listing import latest
from cms.publications.models import Publication
from cms.publications.publishing import differences, rebuild
from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Topic
from forum.board.forum_permission.models import (
    ForumPermission,
    GroupForumPermission,
    UserForumPermission,
)
from forum.scope.models import ForumScope
from forum.signals import topic_changed
from sites.councils.roles import MODERATOR

pytestmark = pytest.mark.django_db


def forum_of(council) -> Forum:
    root = ForumScope.objects.get(council=council).root
    return root.get_children().first()


def titles(council) -> list[str]:
    return [row.title for row in latest(council, TOPIC, count=10)]


@pytest.fixture
def topic(council, resident) -> Topic:
    post = services.open_topic(
        forum_of(council).pk, resident, "Prêt d’outils", "Perceuse **contre** échelle."
    )
    return post.topic


@pytest.fixture
def moderator(make_user, council):
    return make_user(MODERATOR, council)


def test_a_topic_is_listed_by_its_council_and_the_portal_only(topic, council, other_council):
    assert titles(council) == titles(None) == ["Prêt d’outils"]
    assert titles(other_council) == []
    assert differences() == []


def test_its_row_says_where_it_is_and_how_it_begins(topic, council):
    row = Publication.objects.get(source=f"topic:{topic.pk}")
    assert row.home == council
    assert row.url.startswith(f"http://{council.site.hostname}:8000/forum/")
    assert row.summary == "Perceuse contre échelle."
    assert row.facts["posts"] == 1


def test_its_address_answers(topic, council, client_for):
    row = Publication.objects.get(source=f"topic:{topic.pk}")
    assert client_for(council).get(row.path).status_code == 200


def test_the_latest_reply_comes_first(topic, council, resident):
    services.open_topic(forum_of(council).pk, resident, "Plus récent", "Bonjour.")
    assert titles(council) == ["Plus récent", "Prêt d’outils"]
    services.reply(topic.pk, resident, "J’ai une échelle.")
    assert titles(council) == ["Prêt d’outils", "Plus récent"]
    assert Publication.objects.get(source=f"topic:{topic.pk}").facts["posts"] == 2
    assert differences() == []


def test_a_hidden_topic_is_in_no_list_and_comes_back(topic, council, moderator):
    moderating.hide(topic.first_post_id, moderator)
    assert titles(council) == titles(None) == []
    assert differences() == []
    moderating.show(topic.first_post_id, moderator)
    assert titles(council) == ["Prêt d’outils"]
    assert differences() == []


def test_a_hidden_reply_is_no_longer_counted(topic, council, moderator, resident):
    reply = services.reply(topic.pk, resident, "Insulte.")
    moderating.hide(reply.pk, moderator)
    assert Publication.objects.get(source=f"topic:{topic.pk}").facts["posts"] == 1
    assert differences() == []


def test_an_edited_title_shows_at_once(topic, council, resident):
    services.edit(topic.first_post_id, resident, "Perceuse.", title="Prêt de perceuse")
    assert titles(council) == ["Prêt de perceuse"]
    assert differences() == []


def test_a_deleted_topic_leaves_no_row(topic, council):
    topic.delete()
    assert titles(council) == []
    assert not Publication.objects.filter(kind=TOPIC).exists()


def test_a_deleted_forum_takes_its_topics_along(topic, council):
    forum_of(council).delete()
    assert not Publication.objects.filter(kind=TOPIC).exists()
    assert differences() == []


def test_a_forum_closed_to_strangers_hides_its_topics(topic, council):
    read = ForumPermission.objects.get_or_create(codename="can_read_forum")[0]
    closed = UserForumPermission.objects.create(
        forum=forum_of(council), permission=read, anonymous_user=True, has_perm=False
    )
    assert titles(council) == titles(None) == []
    assert differences() == []
    closed.delete()
    assert titles(council) == ["Prêt d’outils"]


def test_a_category_closed_to_strangers_hides_what_is_below(topic, council):
    see = ForumPermission.objects.get_or_create(codename="can_see_forum")[0]
    UserForumPermission.objects.create(
        forum=forum_of(council).parent, permission=see, anonymous_user=True, has_perm=False
    )
    assert titles(council) == titles(None) == []
    assert differences() == []


def test_what_a_group_may_do_changes_nothing_for_everybody(topic, council, moderator):
    read = ForumPermission.objects.get_or_create(codename="can_read_forum")[0]
    GroupForumPermission.objects.create(
        forum=forum_of(council), permission=read, group=moderator.groups.get(), has_perm=False
    )
    assert titles(council) == ["Prêt d’outils"]
    assert differences() == []


def test_a_renamed_forum_is_named_in_the_rows(topic, council):
    forum = forum_of(council)
    forum.name = "Le coin des voisins"
    forum.save()
    assert Publication.objects.get(kind=TOPIC).facts["forum"] == "Le coin des voisins"
    assert differences() == []


def test_a_moved_topic_changes_lists(topic, council, other_council, make_user):
    mover = make_user(is_superuser=True)
    moderating.move(topic.pk, forum_of(other_council).pk, mover)
    assert titles(council) == []
    assert titles(other_council) == ["Prêt d’outils"]
    assert differences() == []


def test_a_forum_that_another_council_shows_too_is_listed_there(topic, council, other_council):
    scope = ForumScope.objects.get(council=council)
    scope.also_on.add(other_council)
    assert titles(other_council) == ["Prêt d’outils"]
    scope.also_on.remove(other_council)
    assert titles(other_council) == []
    assert differences() == []


def test_a_shared_topic_lives_on_the_portal(portal, council, resident):
    services.open_topic(forum_of(None).pk, resident, "Bonjour à tous", "Je viens d’arriver.")
    assert titles(None) == ["Bonjour à tous"]
    assert titles(council) == []
    assert Publication.objects.get(kind=TOPIC).home is None


def test_a_listener_that_fails_undoes_the_topic_and_its_row(council, resident):
    def fail(sender, **kwargs):
        raise RuntimeError

    topic_changed.connect(fail)
    try:
        with pytest.raises(RuntimeError), transaction.atomic():
            services.open_topic(forum_of(council).pk, resident, "Perdu", "Texte.")
    finally:
        topic_changed.disconnect(fail)
    assert not Topic.objects.filter(subject="Perdu").exists()
    assert titles(council) == []


def test_deleting_the_account_keeps_the_row(topic, council, resident):
    resident.delete()
    assert titles(council) == ["Prêt d’outils"]
    assert differences() == []


def test_rebuilding_changes_nothing(topic, council, resident):
    services.reply(topic.pk, resident, "J’ai une échelle.")
    before = set(Publication.objects.values_list("source", "title", "path", "sort_at"))
    rebuild()
    assert set(Publication.objects.values_list("source", "title", "path", "sort_at")) == before

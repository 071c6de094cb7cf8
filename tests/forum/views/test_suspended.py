"""Suspended in a council: one reads its forums, and does nothing else there; no word is lost."""

import pytest
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden, Suspended
from forum.scope.rights import EVERYBODY, MODERATION, SIGNED_IN, rights_of
from sites.councils.roles import ADMINISTRATOR, MODERATOR
from sites.moderation import deciding
from sites.moderation.models import Suspension
from sites.moderation.rights import circle_of

from .addresses import open_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db
WORDS = "Votre participation dans ce conseil est suspendue jusqu’au"
TYPED = "Une phrase que je tiens à garder."


@pytest.fixture
def suspend(moderator):
    def make(account, council, by=None, days=7) -> Suspension:
        circle = circle_of(by or moderator)
        return deciding.suspend(
            circle, account, council, rule="respect", statement="Des insultes.", days=days
        )

    return make


def counts() -> int:
    return Post.objects.count()


def test_rights_drop_to_a_readers_below_the_councils_root_and_only_there(
    suspend, resident, council, forum, other_forum, shared_forum
):
    suspend(resident, council)
    rights = rights_of(resident)
    held = {
        place.pk: {name for name in SIGNED_IN | set(MODERATION) if rights.may(name, place.pk)}
        for place in (forum, other_forum, shared_forum)
    }
    assert held == {forum.pk: EVERYBODY, other_forum.pk: SIGNED_IN, shared_forum.pk: SIGNED_IN}
    assert not rights.may(services.OPEN, forum.parent_id)


def test_a_right_of_ones_own_helps_nobody(suspend, rule, resident, council, forum):
    rule(forum, "can_reply_to_topics", True, resident)
    rule(forum, "can_delete_posts", True, resident)
    suspend(resident, council)
    rights = rights_of(resident)
    assert not rights.may("can_reply_to_topics", forum.pk)
    assert not rights.may("can_delete_posts", forum.pk)


def test_nor_does_being_a_superuser(suspend, make_user, council, forum):
    superuser = make_user(is_superuser=True)
    Suspension.objects.create(
        account=superuser, council=council, rule="law", statement="x", starts_at=timezone.now()
    )
    assert not rights_of(superuser).may("can_lock_topics", forum.pk)
    assert rights_of(superuser).reads(forum.pk)


def test_a_moderator_suspended_here_moderates_elsewhere_still(
    suspend, make_user, council, other_council, topic, talk, other_forum
):
    from sites.councils.role_groups import group_for

    both = make_user(MODERATOR, council)
    both.groups.add(group_for(MODERATOR, other_council))
    suspend(both, council)
    with pytest.raises(Forbidden):
        moderating.lock(topic.pk, both)
    assert moderating.lock(talk(other_forum).pk, both).is_locked


def test_shared_forums_close_only_with_everything(
    suspend, make_user, resident, council, shared_forum
):
    suspend(resident, council)
    services.open_topic(shared_forum.pk, resident, "Bonjour", "À tous.")
    suspend(resident, None, by=make_user(ADMINISTRATOR))
    with pytest.raises(Suspended):
        services.open_topic(shared_forum.pk, resident, "Bonsoir", "À tous.")


def test_suspended_between_opening_the_form_and_sending_it(
    suspend, client_for, resident, council, topic
):
    browser = client_for(council, resident)
    assert browser.get(reply_path(topic)).status_code == 200
    suspend(resident, council)
    before = counts()
    answer = browser.post(reply_path(topic), {"texte": TYPED})
    page = answer.content.decode()
    assert answer.status_code == 403
    assert TYPED in page
    assert WORDS in page
    assert 'href="/compte/suspension/"' in page
    assert counts() == before


def test_the_same_for_a_topic_and_for_a_change(suspend, client_for, resident, council, forum, talk):
    own = talk(forum, by=resident).first_post
    browser = client_for(council, resident)
    suspend(resident, council)
    before = counts()
    for path, sent in (
        (open_path(forum), {"titre": "Un titre à moi", "texte": TYPED}),
        (post_path(own, "update"), {"titre": "Les pavés", "texte": TYPED}),
    ):
        answer = browser.post(path, sent)
        page = answer.content.decode()
        assert (answer.status_code, TYPED in page, WORDS in page) == (403, True, True)
    own.refresh_from_db()
    assert own.content.raw != TYPED
    assert counts() == before


def test_suspended_everywhere_meanwhile_the_text_comes_back_too(
    suspend, make_user, client_for, resident, council, topic
):
    browser = client_for(council, resident)
    browser.get(reply_path(topic))
    suspend(resident, None, by=make_user(ADMINISTRATOR))
    answer = browser.post(reply_path(topic), {"texte": TYPED})
    assert answer["Location"].startswith("/compte/connexion/")  # which says what is the matter
    assert TYPED in browser.get(reply_path(topic)).content.decode()
    assert not Post.objects.filter(poster=resident).exists()


def test_the_place_says_why_and_until_when(suspend, client_for, resident, council, topic, forum):
    browser = client_for(council, resident)
    suspend(resident, council)
    topic_page = browser.get(topic_path(topic)).content.decode()
    assert WORDS in topic_page
    assert "<textarea" not in topic_page
    forum_page = browser.get(f"/forum/forum/{forum.slug}-{forum.pk}/").content.decode()
    assert WORDS in forum_page
    assert open_path(forum) not in forum_page
    assert browser.get(reply_path(topic)).status_code == 302  # to the topic, which says why


def test_to_everybody_else_nothing_changes(
    suspend, client_for, make_user, resident, council, topic
):
    suspend(resident, council)
    for browser in (client_for(council), client_for(council, make_user())):
        assert WORDS not in browser.get(topic_path(topic)).content.decode()


def test_it_ends_by_itself(suspend, resident, council, topic, time_machine):
    suspension = suspend(resident, council)
    with pytest.raises(Suspended):
        services.reply(topic.pk, resident, TYPED)
    time_machine.move_to(suspension.ends_at)
    services.reply(topic.pk, resident, TYPED)


def test_no_query_more_than_before(
    suspend, client_for, resident, make_user, council, topic, settings
):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    settings.HOST_TABLE_MAX_AGE = 60
    other = make_user()
    suspend(resident, council)
    numbers = []
    for person in (other, resident):
        browser = client_for(council, person)
        browser.get(topic_path(topic))
        with CaptureQueriesContext(connection) as asked:
            browser.get(topic_path(topic))
        numbers.append([q["sql"] for q in asked if "quartiers_moderation" in q["sql"]])
    assert numbers == [[], []]

"""Holes 8, 9, 10 and 11 of stock machina: what happens to others when somebody leaves or reads,
what names are shown, what is kept of who only reads.
"""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.utils import timezone

from forum.board.forum_conversation import auditing, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_tracking.models import ForumReadTrack, TopicReadTrack
from sites.accounts.models import HostSession, User
from tests.forum.views.addresses import forum_path, open_path, reply_path, topic_path

pytestmark = pytest.mark.django_db


class TestLeaving:
    def test_others_answers_outlive_whoever_opened_the_topic(
        self, client_for, council, forum, talk, resident, author
    ):
        topic = talk(forum, by=resident)
        services.reply(topic.pk, author, "Ma réponse reste.")
        resident.delete()
        source = client_for(council).get(topic_path(topic)).content.decode()
        assert "Ma réponse reste." in source
        assert "Sureau" in source
        assert Post.objects.count() == 2
        assert list(auditing.differences()) == []

    def test_nor_does_a_query_that_deletes_people(self, forum, talk, resident):
        topic = talk(forum, by=resident, replies=2)
        User.objects.filter(pk=resident.pk).delete()
        topic.refresh_from_db()
        assert (topic.poster, topic.poster_name, topic.posts_count) == (None, "Sureau", 3)


class TestReading:
    def test_one_persons_reading_is_in_nobody_elses_marks(
        self, client_for, council, forum, talk, make_user
    ):
        joined = timezone.now() - timedelta(days=30)
        one, two, three = (make_user(date_joined=joined) for _ in range(3))
        topics = [talk(forum, title=f"Sujet {n}") for n in range(3)]
        for topic in topics:
            client_for(council, one).get(topic_path(topic))
        client_for(council, two).post("/forum/non-lus/lu/")
        unread = {
            user.pk: len(client_for(council, user).get("/forum/non-lus/").context["topics"])
            for user in (one, two, three)
        }
        assert unread == {one.pk: 0, two.pk: 0, three.pk: 3}
        # In stock, when the last topic was read, marks of topics went away and a forum's came.
        assert TopicReadTrack.objects.filter(user=one).count() == 3
        assert set(ForumReadTrack.objects.values_list("user", flat=True)) == {two.pk}

    def test_a_reply_marks_nothing_for_others(self, client_for, council, topic, make_user, author):
        reader = make_user(date_joined=timezone.now() - timedelta(days=30))
        client = client_for(council, reader)
        client.get(topic_path(topic))
        client_for(council, author).post(reply_path(topic), {"texte": "Du nouveau."})
        (row,) = client.get("/forum/non-lus/").context["topics"]
        assert row.mark.first_unread == 2


class TestNames:
    def test_no_address_is_shown_as_a_name(self, client_for, council, portal, topic, author):
        services.reply(topic.pk, author, "Encore.")
        for person in User.objects.all():
            for path in ("/forum/", forum_path(topic.forum), topic_path(topic), "/forum/flux.xml"):
                assert person.email not in client_for(council).get(path).content.decode()

    def test_nor_once_the_account_is_gone(self, client_for, council, topic, author):
        address = author.email
        author.delete()
        topic.refresh_from_db()
        assert address not in (topic.poster_name, topic.first_post.username)
        for path in ("/forum/", forum_path(topic.forum), topic_path(topic)):
            assert address not in client_for(council).get(path).content.decode()


class TestWaitingAgain:
    def test_an_approved_post_that_is_changed_waits_again(
        self, client_for, council, forum, talk, premoderated, resident
    ):
        topic = talk(forum, by=resident, replies=1)
        premoderated(forum)
        for number in (2, 1):
            path = f"{topic_path(topic)}{number}/post/update/"
            client = client_for(council, resident)
            client.post(path, {"titre": topic.subject, "texte": f"Changé {number}."})
            assert not Post.objects.get(topic=topic, number=number).approved
        assert client_for(council).get(topic_path(topic)).status_code == 404
        assert list(auditing.differences()) == []


class TestCategories:
    @pytest.mark.parametrize("role", [None, "moderator"])
    def test_no_topic_is_opened_in_a_category(self, client_for, council, make_user, role):
        root = council.forum_scope.root
        client = client_for(council, make_user(role, council if role else None))
        answer = client.post(open_path(root), {"titre": "Un banc", "texte": "Bonjour."})
        assert answer.status_code == 403
        assert client.get(open_path(root)).status_code == 403
        assert not Topic.objects.exists()


MISSING = [
    {},
    {"texte": ""},
    {"titre": "Seul"},
    {"texte": "Seul"},
    {"envoi": "x"},
    {"texte": ["a", "b"]},
]


class TestMissingFields:
    @pytest.mark.parametrize("data", MISSING)
    def test_a_form_without_its_fields_is_no_error_of_ours(
        self, client_for, council, forum, topic, resident, author, moderator, data
    ):
        for user, path in (
            (resident, open_path(forum)),
            (resident, reply_path(topic)),
            (author, f"{topic_path(topic)}1/post/update/"),
            (moderator, f"{topic_path(topic)}lock/"),
        ):
            assert client_for(council, user).post(path, data).status_code in (200, 302, 404, 429)

    def test_formsets_of_stock_are_nothing_to_us(self, client_for, council, topic, resident):
        """Management forms of attachments and polls, sent by hand, with rows of others in them."""
        data = {"texte": "Bonjour."}
        for prefix in ("attachment", "poll", "form"):
            data |= {f"{prefix}-TOTAL_FORMS": "9", f"{prefix}-INITIAL_FORMS": "9"}
            data |= {f"{prefix}-0-id": "1", f"{prefix}-0-DELETE": "on", f"{prefix}-0-text": "Volé"}
        assert client_for(council, resident).post(reply_path(topic), data).status_code == 302


class TestAnonymousReaders:
    def test_reading_leaves_no_session_and_no_cookie(
        self, client_for, council, portal, forum, topic, settings
    ):
        before = HostSession.objects.count(), Session.objects.count()
        for place in (council, portal):
            client = client_for(place)
            for path in (
                "/forum/",
                forum_path(forum),
                topic_path(topic),
                "/forum/flux.xml",
                f"{topic_path(topic)}flux.xml",
                "/forum/non-lus/",
                open_path(forum),
                "/forum/forum/rien-999999999/",
            ):
                answer = client.get(path)
                assert not answer.cookies, path
        assert (HostSession.objects.count(), Session.objects.count()) == before
        assert not TopicReadTrack.objects.exists()

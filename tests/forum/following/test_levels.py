"""Four levels for a topic and for a forum, one row each, and which of them holds."""

import pytest
from django.db import IntegrityError, transaction

from forum.board.forum.models import Forum
from forum.following import levels
from forum.following.models import Follow, Ignored, Level
from forum.scope.tree import tree
from tests.forum.views.addresses import forum_path, topic_path

from .conftest import kinds_of

pytestmark = pytest.mark.django_db


def held(person, topic) -> Level:
    return levels.of_topic(person, tree().nodes[topic.forum_id], topic.pk).level


class TestDefaults:
    def test_nobody_follows_anything_by_reading(self, client_for, council, topic, reader):
        client_for(council, reader).get(topic_path(topic))
        assert held(reader, topic) == Level.NORMAL
        assert not Follow.objects.filter(person=reader).exists()

    def test_who_opens_or_answers_follows(self, topic, author, reader, say):
        say(topic, by=reader)
        assert held(author, topic) == held(reader, topic) == Level.FOLLOWED
        assert not Follow.objects.get(person=reader).is_chosen

    @pytest.mark.parametrize("level", Level)
    def test_answering_changes_nothing_that_one_chose(self, topic, reader, say, watch, level):
        watch(reader, topic, level)
        say(topic, by=reader)
        assert held(reader, topic) == level


class TestWhichHolds:
    @pytest.fixture
    def below(self, forum):
        return Forum.objects.create(parent=forum, name="Rue Cail", type=Forum.FORUM_POST)

    def test_a_forum_speaks_for_its_topics_and_for_the_forums_below(
        self, forum, below, talk, reader
    ):
        levels.choose_forum(reader, forum.pk, Level.WATCHED)
        assert held(reader, talk(forum)) == held(reader, talk(below)) == Level.WATCHED

    def test_the_nearest_one_wins(self, forum, below, talk, reader):
        levels.choose_forum(reader, forum.pk, Level.WATCHED)
        levels.choose_forum(reader, below.pk, Level.MUTED)
        topic = talk(below)
        assert held(reader, topic) == Level.MUTED
        levels.choose_topic(reader, topic.pk, Level.NORMAL)
        assert held(reader, topic) == Level.NORMAL

    def test_a_forum_beside_says_nothing(self, forum, other_forum, talk, reader):
        levels.choose_forum(reader, other_forum.pk, Level.WATCHED)
        assert held(reader, talk(forum)) == Level.NORMAL

    def test_many_are_resolved_like_one(self, forum, below, talk, reader, author):
        levels.choose_forum(reader, forum.pk, Level.WATCHED)
        levels.choose_forum(reader, below.pk, Level.MUTED)
        first, second = talk(forum), talk(below)
        nodes = tree().nodes
        found = levels.of_topics(reader, [first, second], nodes)
        assert [found[t.pk].level for t in (first, second)] == [Level.WATCHED, Level.MUTED]
        people = levels.of_people([reader.pk, author.pk], nodes[below.pk], second.pk)
        assert people[reader.pk].level == Level.MUTED
        assert people[author.pk].level == Level.FOLLOWED


class TestTheDatabase:
    @pytest.mark.parametrize("thing", ["topic", "forum"])
    def test_holds_one_row_for_each_person_and_thing(self, topic, forum, reader, thing):
        row = {"person": reader, thing: topic if thing == "topic" else forum}
        Follow.objects.create(**row, level=Level.MUTED)
        with pytest.raises(IntegrityError), transaction.atomic():
            Follow.objects.create(**row, level=Level.WATCHED)

    def test_refuses_a_row_for_nothing_for_both_or_of_no_level(self, topic, forum, reader):
        for wrong in (
            {"level": 1},
            {"level": 1, "topic": topic, "forum": forum},
            {"level": 7, "topic": topic},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                Follow.objects.create(person=reader, **wrong)

    def test_nobody_stops_reading_themselves_nor_somebody_twice(self, reader, author):
        with pytest.raises(IntegrityError), transaction.atomic():
            Ignored.objects.create(person=reader, whom=reader)
        Ignored.objects.create(person=reader, whom=author)
        with pytest.raises(IntegrityError), transaction.atomic():
            Ignored.objects.create(person=reader, whom=author)


class TestScreens:
    def follow(self, client, path, level, **more):
        return client.post(f"{path}follow/", {"niveau": level, **more})

    @pytest.mark.parametrize("level", Level)
    def test_one_chooses_on_the_topic(self, client_for, council, topic, reader, level):
        client = client_for(council, reader)
        answer = self.follow(client, topic_path(topic), level.value)
        assert (answer.status_code, answer["Location"]) == (302, topic_path(topic))
        assert held(reader, topic) == level
        assert client.get(topic_path(topic)).context["follow"].level == level

    def test_and_on_the_forum(self, client_for, council, forum, topic, reader):
        client = client_for(council, reader)
        self.follow(client, forum_path(forum), Level.MUTED.value)
        assert client.get(forum_path(forum)).context["follow"].level == Level.MUTED
        assert held(reader, topic) == Level.MUTED

    def test_one_comes_back_to_the_page_one_was_on(self, client_for, council, topic, reader):
        client = client_for(council, reader)
        path = topic_path(topic)
        assert self.follow(client, path, 2, page="3")["Location"] == f"{path}?page=3"
        for junk in ("x", "-1", "1", "٣", "9" * 30):
            assert self.follow(client, path, 2, page=junk)["Location"] == path

    @pytest.mark.parametrize("junk", ["", "4", "-1", "deux", "２"])
    def test_another_level_there_is_not(self, client_for, council, topic, reader, junk):
        answer = self.follow(client_for(council, reader), topic_path(topic), junk)
        assert answer.status_code == 404
        assert not Follow.objects.filter(person=reader).exists()

    def test_reading_the_address_changes_nothing(self, client_for, council, topic, reader):
        client = client_for(council, reader)
        assert client.get(f"{topic_path(topic)}follow/").status_code == 405
        assert client.get(f"{forum_path(topic.forum)}follow/").status_code == 405

    def test_a_form_from_elsewhere_is_refused(self, client_for, council, topic, reader):
        client = client_for(council, reader, enforce_csrf_checks=True)
        assert self.follow(client, topic_path(topic), 2).status_code == 403
        assert not Follow.objects.filter(person=reader).exists()

    def test_nobody_is_sent_to_sign_in(self, client_for, council, topic):
        answer = self.follow(client_for(council), topic_path(topic), 2)
        assert answer["Location"].startswith("/compte/connexion/")
        assert Follow.objects.count() == 1  # its author's

    def test_what_one_may_not_read_one_cannot_follow(
        self, client_for, council, other_council, forum, topic, reader, private
    ):
        assert (
            self.follow(client_for(other_council, reader), topic_path(topic), 2).status_code == 404
        )
        private(forum)
        client = client_for(council, reader)
        assert self.follow(client, topic_path(topic), 2).status_code == 404
        assert self.follow(client, forum_path(forum), 2).status_code == 404
        assert not Follow.objects.filter(person=reader).exists()

    def test_pages_for_everybody_have_no_form_and_no_cookie(
        self, client_for, council, forum, topic
    ):
        client = client_for(council)
        for path in (topic_path(topic), forum_path(forum)):
            page = client.get(path)
            assert page.context["follow"] is None
            assert "csrfmiddlewaretoken" not in page.content.decode()
            assert not page.cookies


class TestPeople:
    def ignore(self, client, post, **data):
        return client.post(f"{topic_path(post.topic)}{post.number}/post/ignore/", data)

    def test_their_posts_are_folded_for_me_alone(
        self, client_for, council, topic, reader, author, say
    ):
        client = client_for(council, reader)
        assert "Marguerite" in client.get(f"{topic_path(topic)}1/post/ignore/").content.decode()
        self.ignore(client, topic.first_post)
        words = "Message d’une personne que vous ne lisez plus"
        assert words in client.get(topic_path(topic)).content.decode()
        for other in (author, None):
            assert words not in client_for(council, other).get(topic_path(topic)).content.decode()
        self.ignore(client, topic.first_post, relire="1")
        assert words not in client.get(topic_path(topic)).content.decode()

    def test_asking_changes_nothing(self, client_for, council, topic, reader):
        client_for(council, reader).get(f"{topic_path(topic)}1/post/ignore/")
        assert not Ignored.objects.exists()

    def test_neither_oneself_nor_nobody(self, client_for, council, topic, author, reader):
        assert self.ignore(client_for(council, author), topic.first_post).status_code == 404
        topic.first_post.__class__.objects.filter(pk=topic.first_post_id).update(poster=None)
        assert self.ignore(client_for(council, reader), topic.first_post).status_code == 404

    def test_a_hidden_post_names_nobody(self, client_for, council, topic, reader, say, moderator):
        from forum.board.forum_conversation import moderating

        post = say(topic)
        moderating.hide(post.pk, moderator)
        assert self.ignore(client_for(council, reader), post).status_code == 404


class TestMine:
    PATH = "/compte/suivis/"

    def test_lists_and_changes_everything(
        self, client_for, portal, council, forum, topic, reader, author, watch
    ):
        watch(reader, topic)
        levels.choose_forum(reader, forum.pk, Level.MUTED)
        Ignored.objects.create(person=reader, whom=author)
        for place in (portal, council):
            page = client_for(place, reader).get(self.PATH).content.decode()
            for words in (topic.subject, forum.name, author.pseudonym):
                assert words in page
        rows = {row.topic_id: row for row in Follow.objects.filter(person=reader)}
        data = {f"niveau-{rows[topic.pk].pk}": "1", f"niveau-{rows[None].pk}": "3"}
        client_for(council, reader).post(self.PATH, data | {f"relire-{author.pk}": "1"})
        assert held(reader, topic) == Level.NORMAL
        assert Follow.objects.get(person=reader, forum=forum).level == Level.WATCHED
        assert not Ignored.objects.exists()

    def test_nobody_changes_what_is_somebody_elses(
        self, client_for, council, topic, reader, author
    ):
        row = Follow.objects.get(person=author)
        Ignored.objects.create(person=author, whom=reader)
        data = {f"niveau-{row.pk}": "0", f"relire-{reader.pk}": "1"}
        client_for(council, reader).post(self.PATH, data)
        row.refresh_from_db()
        assert row.level == Level.FOLLOWED
        assert Ignored.objects.count() == 1

    def test_a_title_that_one_may_not_read_any_more_is_not_told(
        self, client_for, council, forum, topic, reader, watch, private
    ):
        watch(reader, topic)
        levels.choose_forum(reader, forum.pk, Level.WATCHED)
        private(forum)
        page = client_for(council, reader).get(self.PATH).content.decode()
        assert topic.subject not in page
        assert forum.name not in page
        assert "Un sujet qui n’est plus visible" in page

    def test_is_for_who_is_signed_in(self, client_for, council):
        assert client_for(council).get(self.PATH).status_code == 302

    def test_junk_is_let_lie(self, client_for, council, reader):
        junk = {"niveau-x": "2", "niveau-": "2", "niveau-" + "9" * 40: "2", "niveau-²": "1"}
        assert client_for(council, reader).post(self.PATH, junk).status_code == 302


def test_following_writes_no_notice_by_itself(topic, reader, watch, tell):
    watch(reader, topic)
    tell()
    assert kinds_of(reader) == []

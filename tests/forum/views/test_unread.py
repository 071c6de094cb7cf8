"""Topics with something new: in whose list they stand, where they lead, and « tout marquer lu »."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_tracking import reading
from forum.board.forum_tracking.models import ForumReadTrack, TopicReadTrack

from .addresses import forum_path, topic_path, url_of

pytestmark = pytest.mark.django_db

UNREAD, MARK = "/forum/non-lus/", "/forum/non-lus/lu/"
A_MONTH = timedelta(days=30)


@pytest.fixture
def reader(make_user):
    return make_user(pseudonym="Lectrice", date_joined=timezone.now() - A_MONTH)


@pytest.fixture
def client(client_for, council, reader):
    return client_for(council, reader)


def listed(client) -> list[str]:
    return [row.topic.subject for row in client.get(UNREAD).context["topics"]]


def rows(client):
    return {row.topic.subject: row for row in client.get(UNREAD).context["topics"]}


class TestList:
    def test_the_last_written_in_comes_first_with_its_forum(self, client, forum, talk, author):
        talk(forum, title="Les bancs")
        topic = talk(forum.get_next_sibling(), title="Les arbres")
        talk(forum, title="Les quais")
        services.reply(topic.pk, author, "Encore un.")
        assert listed(client) == ["Les arbres", "Les quais", "Les bancs"]
        assert forum.get_next_sibling().name in client.get(UNREAD).content.decode()

    def test_what_was_read_is_gone_and_comes_back_with_an_answer(self, client, topic, author):
        client.get(topic_path(topic))
        assert listed(client) == []
        assert "Vous avez tout lu." in client.get(UNREAD).content.decode()
        services.reply(topic.pk, author, "Du nouveau.")
        assert listed(client) == ["Les pavés"]

    def test_each_leads_to_the_first_post_not_read(self, client, forum, talk, author):
        topic = talk(forum, replies=15)
        client.get(topic_path(topic))
        row = rows(client)["Les pavés"]
        assert row.unread_url == f"{topic_path(topic)}?page=2#message-16"
        assert row.unread_url in client.get(UNREAD).content.decode()

    def test_it_leads_past_a_post_that_was_hidden(
        self, client, forum, talk, author, moderator, topic
    ):
        client.get(topic_path(topic))
        hidden = services.reply(topic.pk, author, "Une insulte.")
        services.reply(topic.pk, author, "Du calme.")
        moderating.hide(hidden.pk, moderator)
        assert rows(client)["Les pavés"].unread_url.endswith("#message-3")
        assert 'href="#message-3"' in client.get(topic_path(topic)).content.decode()

    def test_a_topic_whose_only_news_is_hidden_is_read(self, client, topic, author, moderator):
        client.get(topic_path(topic))
        moderating.hide(services.reply(topic.pk, author, "Une insulte.").pk, moderator)
        assert listed(client) == []

    def test_a_hidden_topic_is_in_no_list_and_back_as_it_was(
        self, client, topic, talk, forum, moderator
    ):
        read = talk(forum, title="Déjà lu")
        client.get(topic_path(read))
        for one in (topic, read):
            moderating.hide(one.first_post_id, moderator)
        assert listed(client) == []
        for one in (topic, read):
            moderating.show(one.first_post_id, moderator)
        assert listed(client) == ["Les pavés"]

    def test_a_private_forum_is_in_nobodys_list_but_its_members(
        self, client_for, council, client, forum, topic, private, rule, make_user
    ):
        member = make_user(date_joined=timezone.now() - A_MONTH)
        rule(forum, "can_read_forum", True, member)
        private(forum)
        assert listed(client) == []
        assert listed(client_for(council, member)) == ["Les pavés"]

    def test_a_site_lists_what_its_index_lists(
        self,
        client_for,
        council,
        other_council,
        portal,
        reader,
        topic,
        other_forum,
        shared_forum,
        talk,
    ):
        talk(other_forum, title="Ailleurs")
        talk(shared_forum, title="Partout")
        assert set(listed(client_for(council, reader))) == {"Les pavés", "Partout"}
        on_portal = rows(client_for(portal, reader))
        assert set(on_portal) == {"Les pavés", "Partout", "Ailleurs"}
        assert on_portal["Les pavés"].url == url_of(council, topic_path(topic))

    def test_what_is_older_than_the_horizon_or_the_account_counts_as_read(
        self, client_for, council, client, forum, talk, make_user
    ):
        talk(forum, at=timezone.now() - reading.HORIZON - timedelta(days=1))
        talk(forum, title="D’hier", at=timezone.now() - timedelta(days=1))
        assert listed(client) == ["D’hier"]
        assert listed(client_for(council, make_user())) == []

    def test_is_for_who_is_signed_in(self, client_for, council, topic):
        answer = client_for(council).get(UNREAD)
        assert answer.status_code == 302
        assert answer["Location"] == f"/compte/connexion/?next={UNREAD}"

    def test_is_kept_by_no_cache(self, client):
        assert "no-store" in client.get(UNREAD)["Cache-Control"]

    def test_has_pages_and_no_more_of_them(self, client, forum, talk):
        for n in range(21):
            talk(forum, title=f"Sujet {n}")
        assert len(client.get(f"{UNREAD}?page=2").context["topics"]) == 1
        assert client.get(f"{UNREAD}?page=3").status_code == 404
        assert client.get(f"{UNREAD}?page=x").status_code == 404

    @pytest.mark.parametrize("site", ["council", "portal"])
    def test_takes_as_many_queries_for_few_as_for_many(
        self, request, settings, client_for, reader, forum, talk, topic, site
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        client = client_for(request.getfixturevalue(site), reader)
        client.get(UNREAD)
        counts = []
        for wanted in (1, 21):
            while len(listed(client)) < min(wanted, 20):
                talk(forum, title=f"Sujet {wanted}")
            with CaptureQueriesContext(connection) as captured:
                assert client.get(UNREAD).status_code == 200
            counts.append(len(captured))
        assert counts[0] == counts[1] <= 10


class TestMarkingAll:
    def test_of_a_site_takes_one_statement_and_a_row_for_each_forum(
        self, client, forum, talk, reader, other_forum
    ):
        for n in range(5):
            talk(forum, title=f"Sujet {n}")
        with CaptureQueriesContext(connection) as captured:
            answer = client.post(MARK)
        assert (answer.status_code, answer["Location"]) == (302, UNREAD)
        writes = [
            q for q in captured if q["sql"].lstrip().startswith(("INSERT", "UPDATE", "DELETE"))
        ]
        assert len([q for q in writes if "forum_tracking" in q["sql"]]) == 1
        assert listed(client) == []
        assert not TopicReadTrack.objects.exists()
        assert not ForumReadTrack.objects.filter(forum=other_forum).exists()

    def test_what_is_written_after_is_unread_from_there_on(self, client, forum, talk, author):
        topic = talk(forum, replies=15)
        client.post(MARK)
        services.reply(topic.pk, author, "Du nouveau.")
        row = rows(client)["Les pavés"]
        assert row.unread_url == f"{topic_path(topic)}?page=2#message-17"
        assert not row.is_new
        page = client.get(f"{topic_path(topic)}?page=2")
        assert [row.post.number for row in page.context["rows"] if row.is_new] == [17]
        assert listed(client) == []

    def test_what_came_while_the_page_was_open_stays_unread(self, client, topic, talk, forum):
        until = client.get(UNREAD).context["until"]
        talk(forum, title="Entre-temps", at=timezone.now())
        client.post(MARK, {"jusqua": until})
        assert listed(client) == ["Entre-temps"]

    @pytest.mark.parametrize(
        "moment",
        ["", "x", "2026-13-45", "9999-12-31T23:59:59+00:00", "2026-01-01T00:00:00", "\x00"],
    )
    def test_a_moment_that_is_none_is_now(self, client, topic, moment):
        client.post(MARK, {"jusqua": moment})
        assert listed(client) == []

    def test_a_moment_of_long_ago_takes_nothing_back(self, client, topic):
        client.post(MARK)
        assert client.post(MARK, {"jusqua": "0001-01-01T00:00:00+14:00"}).status_code == 302
        assert listed(client) == []

    def test_of_one_forum_leaves_the_others_and_reaches_those_below(self, client, forum, talk):
        below = Forum.objects.create(parent=forum, name="Rue Cail", type=Forum.FORUM_POST)
        talk(forum, title="Ici")
        talk(below, title="Dessous")
        talk(forum.get_next_sibling(), title="À côté")
        source = client.get(forum_path(forum)).content.decode()
        assert f'action="{forum_path(forum)}lu/"' in source
        answer = client.post(f"{forum_path(forum)}lu/")
        assert answer["Location"] == forum_path(forum)
        assert listed(client) == ["À côté"]
        assert f"{forum_path(forum)}lu/" not in client.get(forum_path(forum)).content.decode()

    def test_is_mine_alone(self, client_for, council, client, topic, make_user):
        other = client_for(council, make_user(date_joined=timezone.now() - A_MONTH))
        other.post(MARK)
        assert listed(client) == ["Les pavés"]

    def test_a_topic_read_before_stays_read_where_it_is_moved(
        self, client, forum, talk, topic, moderator
    ):
        client.post(f"{forum_path(forum)}lu/")
        moderating.move(topic.pk, forum.get_next_sibling().pk, moderator)
        assert listed(client) == []

    def test_what_was_written_since_the_mark_is_unread_after_a_move(
        self, client, forum, topic, author, moderator
    ):
        client.post(f"{forum_path(forum)}lu/")
        services.reply(topic.pk, author, "Du nouveau.")
        moderating.move(topic.pk, forum.get_next_sibling().pk, moderator)
        assert rows(client)["Les pavés"].unread_url.endswith("#message-2")

    def test_a_topic_moved_into_a_forum_marked_before_was_not_read_with_it(
        self, client, forum, talk, moderator
    ):
        topic = talk(forum)
        client.post(f"{forum_path(forum.get_next_sibling())}lu/")
        moderating.move(topic.pk, forum.get_next_sibling().pk, moderator)
        assert listed(client) == ["Les pavés"]

    def test_there_and_back_again_changes_nothing(self, client, forum, talk, moderator):
        read, unread = talk(forum, title="Lu"), talk(forum, title="Pas lu")
        client.get(topic_path(read))
        for topic in (read, unread):
            for _ in range(2):
                topic.refresh_from_db()
                there = Forum.objects.get(pk=topic.forum_id).get_next_sibling() or forum
                moderating.move(topic.pk, there.pk, moderator)
        assert listed(client) == ["Pas lu"]

    def test_a_forum_opened_to_me_later_is_unread(
        self, client, forum, topic, private, rule, reader
    ):
        private(forum)
        client.post(MARK)
        rule(forum, "can_read_forum", True, reader)
        assert listed(client) == ["Les pavés"]

    def test_a_topic_approved_later_is_unread(
        self, client, forum, premoderated, resident, moderator
    ):
        premoderated(forum)
        an_hour_ago = timezone.now() - timedelta(hours=1)
        post = services.open_topic(forum.pk, resident, "Attendu", "Bonjour.", at=an_hour_ago)
        client.post(MARK)
        moderating.show(post.pk, moderator)
        assert listed(client) == ["Attendu"]

    def test_a_private_forum_takes_no_mark(self, client_for, council, resident, forum, private):
        private(forum)
        client = client_for(council, resident)
        assert client.post(f"{forum_path(forum)}lu/").status_code == 404
        client.post(MARK)
        assert not ForumReadTrack.objects.filter(forum=forum).exists()

    def test_changes_nothing_by_a_get_nor_without_its_token(
        self, client_for, council, reader, forum, topic
    ):
        client = client_for(council, reader, enforce_csrf_checks=True)
        for path in (MARK, f"{forum_path(forum)}lu/"):
            assert client.get(path).status_code == 405
            assert client.post(path).status_code == 403
        assert not ForumReadTrack.objects.exists()

    def test_asks_an_anonymous_person_to_sign_in(self, client_for, council, forum, topic):
        for path in (MARK, f"{forum_path(forum)}lu/"):
            answer = client_for(council).post(path)
            assert answer["Location"].startswith("/compte/connexion/")
        assert not ForumReadTrack.objects.exists()

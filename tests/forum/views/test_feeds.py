"""Feeds of the forum: bounded, public, the same for everybody, at canonical addresses."""

import xml.etree.ElementTree as ET
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.screens import feeds

from .addresses import forum_path, topic_path, url_of

pytestmark = pytest.mark.django_db

SITE = "/forum/flux.xml"
ATOM = "{http://www.w3.org/2005/Atom}"
SECRET = "Le code de la porte est 1871"


def parsed(response) -> ET.Element:
    assert response.status_code == 200
    assert response["Content-Type"].startswith("application/atom+xml")
    return ET.fromstring(response.content)  # noqa: S314 (it is ours)


def titles(response) -> list[str]:
    return [entry.findtext(f"{ATOM}title") for entry in parsed(response).findall(f"{ATOM}entry")]


def links(response) -> list[str]:
    found = parsed(response).findall(f"{ATOM}entry")
    return [entry.find(f"{ATOM}link").get("href") for entry in found]


class TestSite:
    def test_lists_topics_where_one_has_just_written_first(
        self, client_for, council, forum, talk, author
    ):
        first = talk(forum, title="Les bancs")
        talk(forum, title="Les arbres")
        services.reply(first.pk, author, "Encore.")
        response = client_for(council).get(SITE)
        assert titles(response) == ["Les bancs", "Les arbres"]
        assert links(response)[0] == url_of(council, topic_path(first))
        assert "Marguerite" in response.content.decode()

    def test_holds_the_shared_forums_at_their_address_and_no_neighbours(
        self, client_for, council, portal, other_forum, shared_forum, topic, talk
    ):
        shared, theirs = talk(shared_forum, title="Partout"), talk(other_forum, title="Ailleurs")
        here = client_for(council).get(SITE)
        assert set(titles(here)) == {"Partout", "Les pavés"}
        assert url_of(portal, topic_path(shared)) in links(here)
        assert topic_path(theirs) in " ".join(links(client_for(portal).get(SITE)))

    def test_is_bounded(self, monkeypatch, client_for, council, forum, talk):
        monkeypatch.setattr(feeds, "LENGTH", 3)
        for n in range(5):
            talk(forum, title=f"Sujet {n}")
        assert len(titles(client_for(council).get(SITE))) == 3

    def test_is_empty_without_a_topic(self, client_for, council, portal):
        assert titles(client_for(council).get(SITE)) == []


class TestForumAndTopic:
    def test_of_a_forum_holds_those_below(self, client_for, council, forum, talk):
        below = Forum.objects.create(parent=forum, name="Rue Cail", type=Forum.FORUM_POST)
        talk(below, title="Dessous")
        talk(forum.get_next_sibling(), title="À côté")
        assert titles(client_for(council).get(f"{forum_path(forum)}flux.xml")) == ["Dessous"]

    def test_of_a_topic_holds_its_posts_the_last_first(self, client_for, council, forum, talk):
        topic = talk(forum, replies=15)
        response = client_for(council).get(f"{topic_path(topic)}flux.xml")
        assert titles(response)[0].replace("\u00a0", " ") == "Les pavés, n° 16"
        assert links(response)[0] == url_of(council, f"{topic_path(topic)}?page=2#message-16")

    def test_the_name_of_an_entry_stays_when_its_address_changes(
        self, client_for, council, forum, topic, author, moderator
    ):
        def names() -> list[str]:
            source = parsed(client_for(council).get(SITE))
            return [entry.findtext(f"{ATOM}id") for entry in source.findall(f"{ATOM}entry")]

        before = names()
        services.edit(topic.first_post_id, author, "Trois pavés.", "Un autre titre")
        moderating.move(topic.pk, forum.get_next_sibling().pk, moderator)
        assert names() == before

    def test_a_stale_address_sends_on(self, client_for, council, portal, topic):
        path = f"{topic_path(topic)}flux.xml"
        answer = client_for(portal).get(path)
        assert (answer.status_code, answer["Location"]) == (301, url_of(council, path))
        stale = path.replace(topic.slug, "autre")
        assert client_for(council).get(stale)["Location"] == path


class TestSecrets:
    def paths(self, topic) -> list[str]:
        return [SITE, f"{forum_path(topic.forum)}flux.xml", f"{topic_path(topic)}flux.xml"]

    def test_what_is_hidden_is_in_none(self, client_for, council, forum, talk, moderator):
        hidden = talk(forum, title=SECRET, text=SECRET)
        topic = talk(forum)
        post = services.reply(topic.pk, moderator, SECRET)
        moderating.hide(hidden.first_post_id, moderator)
        moderating.hide(post.pk, moderator)
        for user in (None, moderator):
            client = client_for(council, user)
            for path in self.paths(topic):
                assert SECRET not in client.get(path).content.decode()
            assert client.get(f"{topic_path(hidden)}flux.xml").status_code == 404

    def test_what_waits_is_in_none(self, client_for, council, forum, premoderated, resident):
        premoderated(forum)
        topic = services.open_topic(forum.pk, resident, SECRET, SECRET).topic
        client = client_for(council, resident)
        assert SECRET not in client.get(SITE).content.decode()
        assert client.get(f"{topic_path(topic)}flux.xml").status_code == 404
        assert "flux.xml" not in client.get(topic_path(topic)).content.decode()

    def test_a_private_forum_has_none_even_for_its_members(
        self, client_for, council, forum, talk, private, rule, resident, moderator
    ):
        topic = talk(forum, title=SECRET)
        rule(forum, "can_read_forum", True, resident)
        private(forum)
        for user in (None, resident, moderator):
            client = client_for(council, user)
            assert SECRET not in client.get(SITE).content.decode()
            for path in self.paths(topic)[1:]:
                assert client.get(path).status_code == 404
        assert (
            "flux.xml" not in client_for(council, resident).get(topic_path(topic)).content.decode()
        )

    def test_one_request_leaves_nothing_to_the_next(
        self, client_for, council, other_council, topic, other_forum, talk
    ):
        talk(other_forum, title="Ailleurs")
        here, there = client_for(council), client_for(other_council)
        assert titles(here.get(SITE)) == ["Les pavés"]
        assert titles(there.get(SITE)) == ["Ailleurs"]
        assert titles(here.get(SITE)) == ["Les pavés"]

    def test_is_the_same_for_everybody_and_tells_pseudonyms_only(
        self, client_for, council, topic, author, resident
    ):
        resident.language = "en"
        resident.save()
        for path in self.paths(topic):
            anonymous = client_for(council).get(path)
            assert client_for(council, resident).get(path).content == anonymous.content
            assert author.email not in anonymous.content.decode()
            assert not anonymous.cookies

    def test_a_closed_account_has_no_name(self, client_for, council, topic, author):
        author.closed_at = timezone.now()
        author.save()
        assert "Marguerite" not in client_for(council).get(SITE).content.decode()

    def test_markup_in_a_title_is_text(self, client_for, council, forum, talk):
        talk(forum, title="<script>alert(1)</script> & co")
        response = client_for(council).get(SITE)
        assert "<script>" not in response.content.decode()
        assert "alert(1)" in titles(response)[0]


class TestConditional:
    def test_nothing_new_is_not_sent_again(self, client_for, council, forum, topic, author):
        client = client_for(council)
        tag = client.get(SITE)["ETag"]
        again = client.get(SITE, headers={"if-none-match": tag})
        assert (again.status_code, again.content) == (304, b"")
        services.reply(topic.pk, author, "Du nouveau.")
        assert client.get(SITE, headers={"if-none-match": tag}).status_code == 200

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_is_only_read(self, client_for, council, topic, method):
        assert getattr(client_for(council), method)(SITE).status_code == 405


class TestFinding:
    def test_pages_name_their_feed(self, client_for, council, topic):
        client = client_for(council)
        for path in ("/forum/", forum_path(topic.forum), topic_path(topic)):
            source = client.get(path).content.decode()
            link = source.partition('type="application/atom+xml"')[2].partition(">")[0]
            assert f'href="{url_of(council, path)}flux.xml"' in link
            assert client.get(f"{path}flux.xml").status_code == 200

    def test_the_list_of_feeds_has_it(self, client_for, council):
        assert url_of(council, SITE) in client_for(council).get("/flux/").content.decode()


def test_takes_five_queries_at_most(settings, client_for, council, forum, talk):
    settings.HOST_TABLE_MAX_AGE = 3600
    topic = talk(forum, replies=3)
    for n in range(12):
        talk(forum, title=f"Sujet {n}", at=timezone.now() - timedelta(hours=n))
    client = client_for(council)
    for path in (SITE, f"{forum_path(forum)}flux.xml", f"{topic_path(topic)}flux.xml"):
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        assert len(captured) <= 5

"""« Mes contributions »: one's own posts from every site, and nothing of anybody else's."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post

pytestmark = pytest.mark.django_db

LIST = "/compte/contributions/"


def shown(response) -> list:
    return response.context["activities"]


@pytest.fixture
def client(client_for, council, author):
    return client_for(council, author)


def test_an_empty_list_says_so_and_leads_on(client_for, council, resident):
    page = client_for(council, resident).get(LIST).content.decode()
    assert "Vous n’avez encore rien écrit" in page
    assert 'href="/forum/"' in page


def test_what_was_written_on_every_site_comes_newest_first_with_its_one_address(
    client,
    client_for,
    portal,
    council,
    other_council,
    talk,
    forum,
    other_forum,
    shared_forum,
    author,
):
    now = timezone.now()
    talk(forum, title="Ici", at=now - timedelta(hours=3))
    talk(other_forum, title="Là", at=now - timedelta(hours=2))
    talk(shared_forum, title="Partout", at=now - timedelta(hours=1))
    found = shown(client.get(LIST))
    assert [one.title for one in found] == ["Partout", "Là", "Ici"]
    assert found[0].url.startswith("/forum/")  # every site shows it
    assert found[1].url.startswith(other_council.site.root_url)
    assert found[2].url.startswith("/forum/")
    on_portal = shown(client_for(portal, author).get(LIST))
    assert on_portal[2].url.startswith(council.site.root_url)
    assert client.get(found[2].url).status_code == 200


def test_kinds_are_told_apart_and_pages_turned(client, talk, forum):
    talk(forum, replies=44)
    assert len(shown(client.get(LIST))) == 20
    last = client.get(LIST, {"page": "3", "type": ""})
    assert len(shown(last)) == 5
    assert shown(last)[-1].kind_label == "Sujet"
    replies = client.get(LIST, {"type": "reponses", "page": "2"})
    assert {one.kind_label for one in shown(replies)} == {"Réponse"}
    assert "type=reponses&amp;page=1" in replies.content.decode()
    assert [one.kind_label for one in shown(client.get(LIST, {"type": "sujets"}))] == ["Sujet"]


@pytest.mark.parametrize("query", ["type=zzz", "type='"])
def test_an_unknown_kind_is_not_found(client, query):
    assert client.get(f"{LIST}?{query}").status_code == 404


@pytest.mark.parametrize("page", ["0", "-1", "x", "9" * 30])
def test_a_page_that_is_not_there_gives_one_that_is(client, talk, forum, page):
    talk(forum)
    assert len(shown(client.get(LIST, {"page": page}))) == 1


def test_nobody_sees_anybody_elses(client_for, council, resident, talk, forum, author):
    talk(forum, replies=3)
    other = client_for(council, resident)
    assert shown(other.get(LIST)) == []
    assert shown(other.get(LIST, {"user": author.pk, "poster": author.pk})) == []


def test_queries_do_not_grow_with_the_list(client, talk, forum):
    def asked() -> int:
        for _warm in range(2):
            client.get(LIST)
        with CaptureQueriesContext(connection) as queries:
            client.get(LIST)
        return len(queries)

    talk(forum, replies=1)
    few = asked()
    talk(forum, replies=30)
    assert asked() <= few <= 27  # both kinds stand on the first page of few


class TestHidden:
    def test_ones_own_post_is_marked_for_its_author(self, client, talk, forum, moderator):
        topic = talk(forum, replies=1)
        moderating.hide(Post.objects.get(topic=topic, number=2).pk, moderator)
        hidden, opened = shown(client.get(LIST))
        assert (hidden.state, opened.state) == ("hidden", "public")
        assert hidden.excerpt == "Réponse numéro 2."
        assert "Masqué par la modération" in client.get(LIST).content.decode()

    def test_ones_own_hidden_topic_is_named_without_a_link_that_fails(
        self, client, talk, forum, moderator
    ):
        topic = talk(forum)
        moderating.hide(topic.first_post_id, moderator)
        one = shown(client.get(LIST))[0]
        assert (one.title, one.url, one.state) == ("Les pavés", "", "hidden")

    def test_the_hidden_words_of_others_do_not_leak(
        self, client_for, council, talk, forum, moderator, resident
    ):
        topic = talk(forum, title="Propos inadmissibles", text="Texte inadmissible")
        services.reply(topic.pk, resident, "Calmons-nous.")
        moderating.hide(topic.first_post_id, moderator)
        page = client_for(council, resident).get(LIST)
        assert "inadmissible" not in page.content.decode()
        one = shown(page)[0]
        assert (one.excerpt, one.url) == ("Calmons-nous.", "")

    def test_a_forum_that_was_closed_to_them_is_not_named(self, client, talk, forum, private):
        talk(forum, replies=1)
        private(forum)
        page = client.get(LIST)
        assert forum.name not in [one.place for one in shown(page)]
        assert [one.url for one in shown(page)] == ["", ""]

    def test_what_waits_is_marked(self, client_for, council, resident, forum, premoderated):
        premoderated(forum)
        services.open_topic(forum.pk, resident, "Une question", "Laquelle ?")
        one = shown(client_for(council, resident).get(LIST))[0]
        assert one.state == "waiting"
        assert client_for(council, resident).get(one.url).status_code == 200
        assert client_for(council).get(one.url).status_code == 404


class TestFormerNames:
    """In the admin, moderators read those of the people of their councils."""

    URL = "/admin/pseudonymes/"

    @pytest.fixture
    def renamed(self, author):
        from sites.accounts import renaming

        renaming.rename(author, "Pâquerette")
        author.refresh_from_db()
        return author

    def names(self, client_for, user, query=None) -> list[str]:
        response = client_for("admin", user).get(self.URL, query or {})
        assert response.status_code == 200
        return [change.old for change in response.context["object_list"]]

    def test_of_who_wrote_in_their_council(
        self, client_for, renamed, talk, forum, moderator, other_moderator
    ):
        assert self.names(client_for, moderator) == []
        talk(forum, by=renamed)
        assert self.names(client_for, moderator) == ["Marguerite"]
        assert self.names(client_for, other_moderator) == []

    def test_of_who_wrote_what_is_hidden_by_now(self, client_for, renamed, talk, forum, moderator):
        topic = talk(forum, by=renamed)
        moderating.hide(topic.first_post_id, moderator)
        assert self.names(client_for, moderator) == ["Marguerite"]

    def test_of_who_is_at_home_there(
        self, client_for, renamed, council, moderator, other_moderator
    ):
        from sites.accounts import home

        home.choose(renamed, council)
        assert self.names(client_for, moderator) == ["Marguerite"]
        assert self.names(client_for, other_moderator) == []

    def test_a_search_finds_former_and_present_names_of_ones_own_people_only(
        self, client_for, renamed, talk, forum, moderator, other_moderator
    ):
        talk(forum, by=renamed)
        assert self.names(client_for, moderator, {"q": "marguerite"}) == ["Marguerite"]
        assert self.names(client_for, moderator, {"q": "pâquerette"}) == ["Marguerite"]
        assert self.names(client_for, moderator, {"q": "lilas"}) == []
        assert self.names(client_for, other_moderator, {"q": "marguerite"}) == []
        answer = client_for("admin", other_moderator).get(f"{self.URL}resultats/?q=marguerite")
        assert "Pâquerette" not in answer.content.decode()

    def test_administrators_read_all(self, client_for, renamed, make_user):
        assert self.names(client_for, make_user("administrator")) == ["Marguerite"]

    @pytest.mark.parametrize("role", ["editor", "lead", "contributor"])
    def test_others_find_nothing_there(self, client_for, renamed, council, make_user, role):
        client = client_for("admin", make_user(role, council))
        for path in (self.URL, f"{self.URL}resultats/"):
            assert client.get(path).status_code == 404

    def test_an_address_is_never_shown(self, client_for, renamed, make_user):
        page = client_for("admin", make_user("administrator")).get(self.URL).content.decode()
        assert renamed.email not in page

    def test_roles_that_may_not_be_used_show_nobody(self, renamed, council, moderator):
        from sites.accounts.presence import people_seen_by
        from sites.accounts.pseudonym_history import may_look

        moderator.acts_with_roles = False
        assert not may_look(moderator)
        assert not people_seen_by(moderator).exists()

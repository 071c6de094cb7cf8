"""The index, a forum and a topic as readers see them."""

import html
import re
from datetime import timedelta
from io import StringIO
from urllib.parse import urljoin, urlsplit

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import moderating, services
from forum.board.forum_tracking.models import TopicReadTrack
from sites.accounts.models import HostSession
from tests.browsing import Browser, address
from tests.factories import PASSWORD

from .addresses import forum_path, open_path, topic_path, url_of
from .conftest import forums_of

pytestmark = pytest.mark.django_db

MAX_BYTES, MAX_ELEMENTS = 100_000, 500


def text_of(response) -> str:
    words = re.sub(r"<[^>]+>", " ", response.content.decode())
    return " ".join(html.unescape(words).replace("\xa0", " ").split())


def main_of(response) -> str:
    return response.content.decode().partition("<main")[2].partition("</main>")[0]


def elements(response) -> int:
    source = re.sub(r"<svg.*?</svg>", "<svg>", response.content.decode(), flags=re.S)
    return len(re.findall(r"<[a-zA-Z]", source))


class TestIndex:
    def test_a_council_lists_its_forums_then_the_shared_ones(
        self, client_for, council, forum, other_forum, shared_forum
    ):
        source = main_of(client_for(council).get("/forum/"))
        assert source.index(forum_path(forum)) < source.index(forum_path(shared_forum))
        assert forum_path(other_forum) not in source

    def test_the_portal_lists_the_shared_forums_then_the_councils(
        self, client_for, portal, council, other_council, forum, other_forum, shared_forum
    ):
        source = main_of(client_for(portal).get("/forum/"))
        own = source.index(f'href="{forum_path(shared_forum)}"')
        for place, theirs in ((council, forum), (other_council, other_forum)):
            assert own < source.index(f'href="{url_of(place, "/forum/")}"')
            assert f'href="{url_of(place, forum_path(theirs))}"' in source
            assert place.name.split(" ")[0] in source

    def test_figures_and_last_post_include_the_forums_below(
        self, client_for, council, forum, talk, author
    ):
        talk(forum, replies=2)
        child = Forum.objects.create(parent=forum, name="Rue Cail", type=Forum.FORUM_POST)
        talk(child, title="Le numéro 12", at=timezone.now() - timedelta(hours=1))
        page = client_for(council).get("/forum/")
        row = page.context["sections"][0].rows[0]
        assert (row.topics, row.posts) == (2, 4)
        assert row.last.title == "Le numéro 12"
        assert row.last.author_name == author.pseudonym
        assert forum_path(child) in main_of(page)

    def test_what_is_hidden_is_not_the_last_post(self, client_for, council, forum, talk, moderator):
        hidden = talk(forum, title="Une insulte")
        moderating.hide(hidden.first_post_id, moderator)
        page = client_for(council).get("/forum/")
        assert "Une insulte" not in page.content.decode()
        assert page.context["sections"][0].rows[0].topics == 0

    def test_a_forum_deleted_in_this_very_moment_is_gone(
        self, settings, client_for, council, forum, talk
    ):
        talk(forum.get_next_sibling())
        client = client_for(council)
        client.get("/forum/")
        settings.HOST_TABLE_MAX_AGE = 60  # the tree in memory is as it was
        gone = forum_path(forum)
        Forum.objects.filter(pk=forum.pk)._raw_delete("default")
        page = client.get("/forum/")
        assert page.status_code == 200
        assert gone not in page.content.decode()
        assert client.get(gone).status_code == 200  # empty, until the tree is read again

    def test_without_any_forum_it_says_so(self, client_for, council, private):
        for root in Forum.objects.filter(parent=None):
            private(root)
        assert "Aucun forum n’est ouvert ici" in text_of(client_for(council).get("/forum/"))


class TestForum:
    def test_lists_topics_with_author_messages_and_last_post(
        self, client_for, council, forum, talk, resident
    ):
        topic = talk(forum, replies=1)
        services.reply(topic.pk, resident, "Moi aussi.")
        page = text_of(client_for(council).get(forum_path(forum)))
        for words in ("Les pavés", "3 messages", "Ouvert par Marguerite", "message de Sureau"):
            assert words in page

    def test_an_empty_forum_says_so(self, client_for, council, forum):
        page = text_of(client_for(council).get(forum_path(forum)))
        assert "Personne n’a encore rien écrit ici" in page

    def test_a_category_lists_its_forums_and_takes_no_topic(self, client_for, council, resident):
        root = council.forum_scope.root
        page = client_for(council, resident).get(forum_path(root))
        assert all(forum_path(child) in main_of(page) for child in forums_of(council))
        assert open_path(root) not in page.content.decode()

    def test_a_closed_topic_says_so_in_words(self, client_for, council, forum, topic, moderator):
        moderating.lock(topic.pk, moderator)
        assert "Fermé" in text_of(client_for(council).get(forum_path(forum)))

    def test_who_may_open_a_topic_sees_how(self, client_for, council, forum, resident, rule):
        path = open_path(forum)
        assert f'href="{path}"' in main_of(client_for(council, resident).get(forum_path(forum)))
        anonymous = main_of(client_for(council).get(forum_path(forum)))
        assert f"/compte/connexion/?next={path.replace('/', '%2F')}" in anonymous
        rule(forum, "can_start_new_topics", False, resident)
        assert path not in main_of(client_for(council, resident).get(forum_path(forum)))


class TestTopic:
    def test_shows_posts_with_author_date_and_permalink(self, client_for, council, topic):
        page = client_for(council).get(topic_path(topic))
        assert 'id="message-1"' in page.content.decode()
        assert 'href="#message-1"' in page.content.decode()
        for words in ("Les pavés", "Deux pavés manquent.", "Marguerite", "n° 1"):
            assert words in text_of(page)

    def test_the_name_stays_when_the_account_goes(self, client_for, council, topic, author):
        author.delete()
        page = client_for(council).get(topic_path(topic))
        assert "Marguerite" in text_of(page)
        assert "Marguerite" in text_of(client_for(council).get(forum_path(topic.forum)))

    def test_a_name_that_was_never_known_is_said_to_be_deleted(self, client_for, council, topic):
        topic.posts.update(poster=None, username=None)
        topic.forum.topics.update(poster=None, poster_name="")
        for path in (topic_path(topic), forum_path(topic.forum), "/forum/"):
            assert "Compte supprimé" in text_of(client_for(council).get(path))

    def test_an_edited_post_says_so(self, client_for, council, topic, author):
        assert "modifié" not in text_of(client_for(council).get(topic_path(topic)))
        services.edit(topic.first_post_id, author, "Trois pavés manquent.")
        assert "modifié le" in text_of(client_for(council).get(topic_path(topic)))

    def test_an_anonymous_reader_is_invited_and_comes_back_to_the_form(
        self, client_for, council, forum, talk, resident
    ):
        topic = talk(forum, replies=15)
        source = main_of(client_for(council).get(topic_path(topic)))
        assert "Connectez-vous pour répondre" in source
        login = html.unescape(re.search(r'href="(/compte/connexion/[^"]+)"', source)[1])
        browser = Browser()
        browser.get(address(council, login))
        data = {"email": resident.email, "password": PASSWORD}
        query = urlsplit(browser.url).query
        page = browser.post(urljoin(browser.url, f"mot-de-passe/?{query}"), data)
        assert browser.url == address(council, f"{topic_path(topic)}?page=2#repondre")
        page = page.content.decode()
        assert 'id="repondre"' in page
        assert 'name="texte"' in page

    def test_the_form_stands_on_the_last_page(self, client_for, council, forum, talk, resident):
        topic = talk(forum, replies=15)
        client = client_for(council, resident)
        first, last = (client.get(f"{topic_path(topic)}?page={n}") for n in (1, 2))
        assert first.context["form"] is None
        assert f"{topic_path(topic)}?page=2#repondre" in main_of(first)
        assert 'name="texte"' in main_of(last)

    def test_a_closed_topic_has_no_form_but_for_moderators(
        self, client_for, council, topic, resident, moderator
    ):
        moderating.lock(topic.pk, moderator)
        for user in (None, resident):
            page = client_for(council, user).get(topic_path(topic))
            assert "Ce sujet est fermé" in text_of(page)
            assert 'name="texte"' not in main_of(page)
            assert "Connectez-vous" not in text_of(page)
        assert 'name="texte"' in main_of(client_for(council, moderator).get(topic_path(topic)))

    def test_who_may_only_read_is_told(self, client_for, council, topic, resident, rule):
        rule(topic.forum, "can_reply_to_topics", False, resident)
        page = client_for(council, resident).get(topic_path(topic))
        assert "vous ne pouvez pas y répondre" in text_of(page)
        assert 'name="texte"' not in main_of(page)


class TestReadMarks:
    def state(self, client, topic) -> str:
        rows = client.get(forum_path(topic.forum)).context["topics"]
        row = next(row for row in rows if row.topic.pk == topic.pk)
        return "new" if row.is_new else "unread" if row.has_news else "read"

    def has_news(self, client) -> bool:
        return client.get("/forum/").context["sections"][0].rows[0].has_news

    def test_new_then_read_then_unread(self, client_for, council, forum, talk, make_user, author):
        reader = make_user(date_joined=timezone.now() - timedelta(days=30))
        client = client_for(council, reader)
        topic = talk(forum)
        assert self.state(client, topic) == "new"
        assert self.has_news(client)
        client.get(topic_path(topic))
        assert self.state(client, topic) == "read"
        assert not self.has_news(client)
        services.reply(topic.pk, author, "Du nouveau.")
        assert self.state(client, topic) == "unread"
        assert self.has_news(client)

    def test_the_mark_leads_to_the_first_unread_post(
        self, client_for, council, forum, talk, make_user, author
    ):
        reader = make_user(date_joined=timezone.now() - timedelta(days=30))
        client = client_for(council, reader)
        topic = talk(forum, replies=15)
        client.get(topic_path(topic))  # the first page only: 1 to 15
        mark = f"{topic_path(topic)}?page=2#message-16"
        assert mark in main_of(client.get(forum_path(forum)))
        assert mark in main_of(client.get(topic_path(topic)))
        page = client.get(f"{topic_path(topic)}?page=2")
        assert [row.is_new for row in page.context["rows"]] == [True]
        assert self.state(client, topic) == "read"

    def test_going_back_a_page_takes_nothing_back(
        self, client_for, council, forum, talk, make_user
    ):
        reader = make_user(date_joined=timezone.now() - timedelta(days=30))
        client = client_for(council, reader)
        topic = talk(forum, replies=15)
        client.get(f"{topic_path(topic)}?page=2")
        client.get(topic_path(topic))
        assert self.state(client, topic) == "read"

    def test_somebody_elses_reading_changes_nothing_for_me(
        self, client_for, council, forum, talk, make_user
    ):
        one, two = (make_user(date_joined=timezone.now() - timedelta(days=30)) for _ in "ab")
        topic = talk(forum)
        client_for(council, one).get(topic_path(topic))
        assert self.state(client_for(council, two), topic) == "new"

    def test_a_head_request_and_an_anonymous_reader_leave_no_mark(
        self, client_for, council, topic, make_user
    ):
        reader = make_user(date_joined=timezone.now() - timedelta(days=30))
        client_for(council, reader).head(topic_path(topic))
        client_for(council).get(topic_path(topic))
        assert not TopicReadTrack.objects.exists()

    def test_a_post_hidden_since_is_no_news(
        self, client_for, council, forum, talk, make_user, author, moderator
    ):
        reader = make_user(date_joined=timezone.now() - timedelta(days=30))
        client = client_for(council, reader)
        topic = talk(forum)
        client.get(topic_path(topic))
        post = services.reply(topic.pk, author, "Une insulte.")
        moderating.hide(post.pk, moderator)
        assert self.state(client, topic) == "read"


class TestCost:
    """Whatever the number of rows; quality.md and forum.md give the bounds."""

    def pages(self, forum, topic) -> dict[str, int]:
        return {"/forum/": 8, forum_path(forum): 12, topic_path(topic): 14}

    def fill(self, forum, talk, author, topics: int, replies: int):
        for n in range(topics):
            talk(forum, title=f"Sujet {n}")
        Forum.objects.create(parent=forum, name="Rue Cail", type=Forum.FORUM_POST)
        return talk(forum, replies=replies, text="Un paragraphe.\n\nUn autre.\n\n- un\n- deux")

    def queries(self, client, path: str, settings) -> int:
        """Of a process that is warm, when it is its turn to look at the stamps."""
        settings.HOST_TABLE_MAX_AGE = 0
        client.get(path)
        settings.HOST_TABLE_MAX_AGE = 60
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured) + 1

    @pytest.mark.parametrize("who", ["anonymous", "resident", "moderator"])
    @pytest.mark.parametrize("place", ["council", "portal"])
    def test_queries_do_not_grow_with_rows(
        self, request, settings, client_for, council, forum, shared_forum, talk, author, who, place
    ):
        where = council if place == "council" else request.getfixturevalue("portal")
        within = forum if place == "council" else shared_forum
        user = None if who == "anonymous" else request.getfixturevalue(who)
        small = self.fill(within, talk, author, topics=1, replies=1)
        client = client_for(where, user)
        few = [self.queries(client, path, settings) for path in self.pages(within, small)]
        large = self.fill(within, talk, author, topics=21, replies=16)
        bounds = self.pages(within, large)
        many = [self.queries(client, path, settings) for path in bounds]
        # The last page, where the small topic ends, has the form and asks for its draft as well.
        assert all(large <= small for large, small in zip(many, few, strict=True)), (few, many)
        assert all(count <= bound for count, bound in zip(many, bounds.values(), strict=True))

    def test_weight_and_elements_of_full_pages(self, client_for, council, forum, talk, moderator):
        topic = talk(forum, replies=14, text="Un paragraphe.\n\nUn autre, **gras**.")
        for n in range(19):
            talk(forum, title=f"Un sujet au titre de longueur moyenne, le {n}e")
        moderator.date_joined -= timedelta(days=30)  # all is new to them
        moderator.save()
        for user in (None, moderator):
            for path in (forum_path(forum), topic_path(topic), "/forum/", "/forum/non-lus/"):
                page = client_for(council, user).get(path)
                assert len(page.content) <= MAX_BYTES
                assert elements(page) <= MAX_ELEMENTS

    def test_weight_and_elements_of_a_long_topic_in_brief(
        self, client_for, council, forum, talk, make_user, moderator
    ):
        topic = talk(forum, replies=14, text="Un paragraphe.\n\nUn autre, **gras**.")
        for n in range(16):
            text = f"Voir https://exemple.fr/{n}/ et https://exemple.fr/{n}/encore/"
            services.reply(topic.pk, make_user(), text)
        call_command("summarize_topics", stdout=StringIO())
        page = client_for(council, moderator).get(topic_path(topic))
        assert page.context["digest"].people
        assert page.context["digest"].links
        assert len(page.content) <= MAX_BYTES
        assert elements(page) <= MAX_ELEMENTS

    def test_an_anonymous_reader_gets_no_cookie_no_session_and_no_form(
        self, client_for, council, portal, topic
    ):
        for place in (council, portal):
            client = client_for(place)
            for path in ("/forum/", forum_path(topic.forum), topic_path(topic)):
                page = client.get(path, follow=False)
                assert "Set-Cookie" not in page.headers
                assert not client.cookies
                assert "csrfmiddlewaretoken" not in page.content.decode()
                assert 'method="post"' not in page.content.decode()
        assert not HostSession.objects.exists()

    def test_pages_of_a_person_are_kept_by_no_shared_cache(
        self, client_for, council, topic, resident
    ):
        page = client_for(council, resident).get(topic_path(topic))
        assert "private" in page["Cache-Control"]
        assert "Cookie" in client_for(council).get(topic_path(topic))["Vary"]

    @pytest.mark.parametrize("method", ["post", "put", "delete"])
    def test_reading_pages_take_nothing(self, client_for, council, topic, resident, method):
        client = client_for(council, resident)
        for path in ("/forum/", forum_path(topic.forum), topic_path(topic)):
            assert getattr(client, method)(path).status_code == 405


def test_nothing_of_machinas_screens_is_left(client_for, council, topic, moderator):
    for path in ("/forum/", forum_path(topic.forum), topic_path(topic)):
        page = client_for(council, moderator).get(path)
        source = page.content.decode().lower()
        for word in ("machina", "bootstrap", '"fa fa-', "jquery"):
            assert word not in source
        names = [template.name or "" for template in page.templates]
        assert not [name for name in names if name.startswith(("machina", "forum_"))]

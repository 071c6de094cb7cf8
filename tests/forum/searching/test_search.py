"""Search in the forum: public messages of readable forums, on the sites that show them."""

from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum import holding
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post, Topic
from forum.searching import finding
from forum.searching.words import POSTS, TOPICS
from sites.moderation import acceptance, charter
from sites.searching import bounded
from sites.searching.questions import asked
from tests.forum.views.conftest import *  # noqa: F403
from tests.forum.views.conftest import forums_of

pytestmark = pytest.mark.django_db

PATH = "/forum/recherche/"
SECRET = "passerelle"


def search(client, q: str, status: int = 200, **more):
    response = client.get(PATH, {"q": q, **more})
    assert response.status_code == status
    return response


def posts(client, q: str, **more) -> list[int]:
    return [row.post.pk for row in search(client, q, **more).context["found_posts"]]


def topics(client, q: str, **more) -> list[int]:
    return [row.topic.pk for row in search(client, q, **more).context["found_topics"]]


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


class TestFinding:
    def test_a_message_with_a_link_to_itself(self, reader, topic, author):
        for n in range(20):
            services.reply(topic.pk, author, f"Réponse {n}")
        post = services.reply(topic.pk, author, "Des ARCEAUX à vélos rue de l’Aqueduc")
        response = search(reader, "arceau aqueduc")
        assert [row.post for row in response.context["found_posts"]] == [post]
        url = response.context["found_posts"][0].url
        assert url.endswith(f"?page=2#message-{post.number}")
        page = response.content.decode()
        assert "<mark>ARCEAUX</mark>" in page
        path, _sign, anchor = url.partition("#")
        assert f'id="{anchor}"' in reader.get(path).content.decode()

    def test_the_newest_first(self, reader, topic, author):
        first = services.reply(topic.pk, author, "Le compost")
        second = services.reply(topic.pk, author, "Du compost encore")
        assert posts(reader, "compost") == [second.pk, first.pk]

    def test_subjects_by_their_titles_before_messages(self, reader, forum, talk):
        found = talk(forum, title="La mare du jardin", text="Elle est pleine.")
        assert topics(reader, "mare") == [found.pk]
        assert posts(reader, "mare") == []

    def test_titles_only(self, reader, forum, talk):
        found = talk(forum, title="La mare du jardin", text="La mare est pleine.")
        response = search(reader, "mare", titres="1")
        assert [row.topic.pk for row in response.context["found_topics"]] == [found.pk]
        assert response.context["found_posts"] == []

    def test_what_people_write_is_never_html(self, reader, topic, author):
        services.reply(topic.pk, author, "<script>alert(1)</script> arceaux & <b>cie</b>")
        page = search(reader, "arceaux").content.decode()
        assert "<script>alert" not in page
        assert "<b>cie" not in page

    @pytest.mark.parametrize("typed", ["", "\x00", "& | ! ( :*", "x" * 10_000, "'", "🚲", "de la"])
    def test_whatever_is_typed_the_page_answers(self, reader, topic, typed):
        search(reader, typed)
        search(reader, "mot", auteur=typed)


class TestNarrowing:
    def test_by_forum_and_those_below_it(self, reader, council, talk):
        first, second = forums_of(council)[:2]
        here, there = talk(first, text="compost"), talk(second, text="compost")
        assert len(posts(reader, "compost")) == 2
        assert posts(reader, "compost", forum=first.pk) == [here.first_post_id]
        root = first.parent_id
        assert set(posts(reader, "compost", forum=root)) == {
            here.first_post_id,
            there.first_post_id,
        }

    def test_by_author_whatever_capitals_and_accents(self, reader, forum, talk, resident):
        talk(forum, text="compost")
        found = talk(forum, text="compost", by=resident)
        for typed in ("Sureau", "SUREAU", "sureau "):
            assert posts(reader, "compost", auteur=typed) == [found.first_post_id]
        assert posts(reader, "compost", auteur="Personne") == []

    def test_a_closed_account_has_no_name_to_look_for(self, reader, forum, talk, resident):
        talk(forum, text="compost", by=resident)
        resident.closed_at = timezone.now()
        resident.save()
        assert posts(reader, "compost", auteur="Sureau") == []
        assert "Sureau" not in search(reader, "compost").content.decode()

    def test_by_period(self, reader, forum, talk):
        talk(forum, text="compost", at=timezone.now() - timedelta(days=200))
        recent = talk(forum, text="compost", at=timezone.now() - timedelta(days=10))
        assert posts(reader, "compost", depuis="mois") == [recent.first_post_id]
        assert posts(reader, "compost", depuis="semaine") == []
        assert len(posts(reader, "compost", depuis="an")) == 2

    @pytest.mark.parametrize(
        "query", [{"forum": "x"}, {"forum": "999999"}, {"forum": "-1"}, {"depuis": "siecle"},
                  {"page": "2"}, {"page": "x"}, {"page": "9" * 400}]
    )  # fmt: skip
    def test_an_address_that_means_nothing(self, reader, topic, query):
        search(reader, "pavés", 404, **query)


class TestScope:
    def test_a_council_finds_its_own_and_what_is_shared(
        self, reader, client_for, portal, forum, other_forum, shared_forum, talk
    ):
        own, other, shared = (
            talk(one, text="compost") for one in (forum, other_forum, shared_forum)
        )
        assert set(posts(reader, "compost")) == {own.first_post_id, shared.first_post_id}
        everywhere = posts(client_for(portal), "compost")
        assert set(everywhere) == {t.first_post_id for t in (own, other, shared)}
        search(reader, "compost", 404, forum=other_forum.pk)

    def test_links_lead_to_the_site_that_shows_it(self, client_for, portal, council, forum, talk):
        talk(forum, text="compost")
        row = search(client_for(portal), "compost").context["found_posts"][0]
        assert row.url.startswith(council.site.root_url)


class TestSecrets:
    @pytest.fixture
    def secret(self, forum, talk) -> Topic:
        return talk(forum, title=f"La {SECRET}", text=f"Une {SECRET}, ne le dites pas.")

    @pytest.fixture
    def readers(self, client_for, council, portal, resident, author, moderator, other_moderator):
        people = (None, resident, author, moderator, other_moderator)
        return [client_for(place, user) for place in (council, portal) for user in people]

    def assert_unknown(self, readers, **more):
        for client in readers:
            for titles in ({}, {"titres": "1"}):
                response = search(client, SECRET, **titles, **more)
                assert response.context["count"] == 0
                assert response.context["found_posts"] == []
                assert response.context["found_topics"] == []
                assert "ne le dites pas" not in response.content.decode()

    def test_it_is_found_while_it_is_public(self, secret, readers):
        for client in readers:
            assert posts(client, SECRET) == [secret.first_post_id]

    def test_a_hidden_topic(self, secret, readers, moderator):
        moderating.hide(secret.first_post_id, moderator)
        self.assert_unknown(readers)

    def test_answers_of_a_hidden_topic(self, forum, talk, author, readers, moderator):
        topic = talk(forum, title="Un banc")
        services.reply(topic.pk, author, f"Une {SECRET}, ne le dites pas.")
        moderating.hide(topic.first_post_id, moderator)
        self.assert_unknown(readers)

    def test_a_hidden_answer(self, topic, author, readers, moderator):
        post = services.reply(topic.pk, author, f"Une {SECRET}, ne le dites pas.")
        moderating.hide(post.pk, moderator)
        self.assert_unknown(readers)
        moderating.show(post.pk, moderator)
        assert posts(readers[0], SECRET) == [post.pk]

    def test_what_waits_for_approval(self, forum, talk, premoderated, readers):
        premoderated(forum)
        talk(forum, title=f"La {SECRET}", text=f"Une {SECRET}, ne le dites pas.")
        self.assert_unknown(readers)

    def test_a_forum_that_one_may_not_read(self, secret, forum, private, readers, client_for):
        private(forum)
        anonymous = [readers[0], readers[1], readers[5]]
        self.assert_unknown(anonymous)
        for client in anonymous:
            search(client, SECRET, 404, forum=forum.pk)
            assert f'value="{forum.pk}"' not in search(client, "x").content.decode()

    def test_a_forum_below_one_that_one_may_not_read(self, secret, forum, private, readers):
        private(forum.parent)
        self.assert_unknown([readers[0], readers[5]])

    def test_whoever_may_read_it_finds_it(self, secret, forum, private, rule, resident, client_for,
                                          council):  # fmt: skip
        private(forum)
        rule(forum, "can_read_forum", True, resident)
        assert posts(client_for(council, resident), SECRET) == [secret.first_post_id]


class TestMany:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch):
        monkeypatch.setattr(finding, "SHOWN", 20)

    def test_the_newest_are_shown(self, reader, topic, author):
        keys = [services.reply(topic.pk, author, f"Compost {n}").pk for n in range(25)]
        response = search(reader, "compost")
        assert [row.post.pk for row in response.context["found_posts"]] == keys[::-1][:15]
        assert response.context["is_many"]
        assert response.context["count"] == 20

    def test_as_many_as_can_be_shown_are_no_more_than_that(self, reader, topic, author):
        for n in range(20):
            services.reply(topic.pk, author, f"Compost {n}")
        response = search(reader, "compost")
        assert response.context["count"] == 20
        assert not response.context["is_many"]


class TestPage:
    def test_what_takes_too_long_is_said_not_failed(self, reader, monkeypatch):
        def give_up(*args, **more):
            raise bounded.TooMuch

        monkeypatch.setattr(finding, "newest", give_up)
        assert "presque tous les textes" in search(reader, "conseil").content.decode()

    def test_is_no_robots_and_no_caches(self, reader):
        response = search(reader, "compost")
        assert '<meta name="robots" content="noindex">' in response.content.decode()
        assert "private" in response["Cache-Control"]
        assert "Disallow: /forum/recherche/?" in reader.get("/robots.txt").content.decode()

    def test_takes_no_post(self, reader):
        assert reader.post(PATH, {"q": "x"}).status_code == 405

    def test_the_index_leads_to_it(self, reader):
        assert f'href="{PATH}"' in reader.get("/forum/").content.decode()

    def test_costs_a_bounded_number_of_queries(self, client_for, council, topic, author, resident,
                                               settings):  # fmt: skip
        settings.HOST_TABLE_MAX_AGE = 3600
        for n in range(25):
            services.reply(topic.pk, author, f"Les pavés {n}")
        for user, most in ((None, 8), (resident, 12)):
            client = client_for(council, user)
            client.get(PATH)
            with CaptureQueriesContext(connection) as captured:
                search(client, "pavés")
            assert len(captured) <= most, [query["sql"][:90] for query in captured]


class TestWhatWaits:
    """A link of a new account waits: its address is found by nobody until it is published."""

    TEXT = "Des <arceaux> pour [ma boutique](https://boutique-secrete.fr/promo) et rien d'autre"

    @pytest.fixture
    def held(self, topic, make_user):
        new = make_user(pseudonym="Bleuet")
        acceptance.give(new, charter.VERSION)
        sent = services.Sent(is_paced=True)
        post = services.reply(topic.pk, new, self.TEXT, sent=sent)
        assert post.is_held
        return post

    @pytest.mark.parametrize(
        "words", ["boutique-secrete.fr", "secrete", "promo", "boutique", "https", '"secrete fr"']
    )
    def test_is_not_found_by_its_words(self, client_for, council, held, moderator, words):
        for user in (None, held.poster, moderator):
            response = search(client_for(council, user), words)
            assert response.context["found_posts"] == []
            assert "secrete.fr" not in response.content.decode().replace("boutique-secrete.fr", "")

    def test_the_rest_of_the_message_is(self, reader, held):
        assert posts(reader, "arceaux autre") == [held.pk]
        assert "secrete" not in search(reader, "arceaux").content.decode()
        # What HTML is made of is no word of the message.
        for words in ("span", "class", "lt", "gt", "strong"):
            assert posts(reader, words) == []

    def test_once_published_it_is_found(self, reader, held, moderator):
        holding.release(held.pk, moderator)
        for words in ("boutique-secrete.fr", "promo", "arceaux boutique"):
            assert posts(reader, words) == [held.pk]

    def test_waiting_again_it_is_not(self, reader, held, moderator):
        holding.release(held.pk, moderator)
        changed = self.TEXT.replace("promo", "vitrine")
        services.edit(held.pk, held.poster, changed, sent=services.Sent(is_paced=True))
        assert Post.objects.get(pk=held.pk).is_held
        assert posts(reader, "vitrine") == posts(reader, "secrete") == []


@pytest.mark.postgres
@pytest.mark.parametrize(
    ("model", "words", "index"),
    [
        (Post, POSTS, "quartiers_post_words"),
        (Topic, TOPICS, "quartiers_topic_words"),
    ],
)
def test_indexes_are_used(model, words, index):
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL enable_seqscan = off")
    assert index in model.objects.filter(words.have(asked("rue")), approved=True).explain()

"""Links of ours that stand alone in a post: cards of what is public, and of nothing else."""

import re

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.publications.models import Publication
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.services import Sent
from forum.linked import showing
from forum.quotes import quotation
from forum.scope.tree import tree
from sites.moderation import acceptance, charter
from tests.cms import factories

from .addresses import reply_path, topic_path, url_of
from .test_reading import MAX_BYTES, MAX_ELEMENTS, elements

pytestmark = pytest.mark.django_db

CARD = '<div class="link-card"'


@pytest.fixture
def page(council):
    return factories.news(
        council, "La fête des jardins", slug="fete", summary="Deux heures le samedi."
    )


@pytest.fixture
def reading(client_for, council, topic, author):
    """``reading(text, …)``: the page of the topic with such posts in it."""

    def read(*texts: str, by=None, user=None):
        for text in texts:
            services.reply(topic.pk, by or author, text)
        response = client_for(council, user).get(topic_path(topic))
        assert response.status_code == 200
        return response

    return read


def source(response) -> str:
    return response.content.decode()


def cards(response) -> list[str]:
    return re.findall(rf"{CARD}.*?</div>", source(response), re.DOTALL)


class TestAPage:
    def test_shows_its_title_kind_council_and_summary(self, reading, council, page):
        address = url_of(council, "/actualites/fete/")
        [card] = cards(reading(f"Lisez :\n\n{address}\n\nQui vient ?"))
        assert f'href="{address}"' in card
        for words in ("La fête des jardins", "Actualité", council.name, "Deux heures le samedi."):
            assert words in card

    def test_of_another_site_and_of_the_portal(self, reading, portal, other_council):
        factories.news(other_council, "Ailleurs", slug="ailleurs")
        factories.news(portal, "Partout", slug="partout")
        texts = [
            url_of(other_council, "/actualites/ailleurs/"),
            url_of(portal, "/actualites/partout/"),
        ]
        found = cards(reading(*texts))
        assert [("Ailleurs" in found[0]), ("Partout" in found[1])] == [True, True]
        assert other_council.name in found[0]

    @pytest.mark.parametrize("rest", ["", "/", "/?page=2", "/#contact"])
    def test_however_its_address_ends(self, reading, council, page, rest):
        [card] = cards(reading(url_of(council, f"/actualites/fete{rest}")))
        assert ("#contact" in card) == (rest == "/#contact")

    @pytest.mark.parametrize("change", ["unpublish", "private", "delete"])
    def test_that_is_no_longer_public_is_an_address_again(self, reading, council, page, change):
        address = url_of(council, "/actualites/fete/")
        assert cards(reading(address))
        if change == "private":
            factories.make_private(page)
        else:
            getattr(page, change)()
        shown = source(reading())
        assert CARD not in shown
        assert "La fête des jardins" not in shown
        assert f'<a href="{address}"' in shown

    def test_of_one_site_is_not_what_stands_at_the_same_path_of_another(
        self, reading, other_council, page
    ):
        assert not cards(reading(url_of(other_council, "/actualites/fete/")))

    def test_a_title_full_of_marks_is_text(self, reading, council):
        evil = '<img src=x onerror="alert(1)">'
        factories.news(council, evil, slug="mal", summary=f"{evil}</p></div><script>alert(2)")
        [card] = cards(reading(url_of(council, "/actualites/mal/")))
        assert "<img" not in card
        assert "<script" not in card
        assert "&lt;img src=x" in card

    def test_leads_to_ours_whatever_user_and_port_were_typed(self, reading, council, page):
        strange = f"http://moi@{council.site.hostname}:666/actualites/fete/"
        [card] = cards(reading(strange))
        assert f'href="{url_of(council, "/actualites/fete/")}"' in card


class TestAMessage:
    def test_shows_its_subject_and_how_it_begins(self, reading, council, forum, talk):
        other = talk(forum, replies=1, title="Les arceaux", text="Devant le 12 ?")
        path = url_of(council, topic_path(other))
        opener, answer = cards(reading(f"{path}\n\n{path}?post=2"))
        assert all("Les arceaux" in card and council.name in card for card in (opener, answer))
        assert "Devant le 12" in opener
        assert "Réponse numéro 2." in answer
        assert 'href="' + topic_path(other) + '#message-2"' in answer

    def test_as_its_address_stands_in_the_browser(self, reading, council, forum, talk):
        other = talk(forum, replies=16, title="Les arceaux")
        [card] = cards(reading(url_of(council, f"{topic_path(other)}?page=2#message-17")))
        assert "Réponse numéro 17." in card
        assert "?page=2#message-17" in card

    def test_of_a_shared_forum_stays_on_this_site(self, reading, portal, shared_forum, talk):
        other = talk(shared_forum, title="Partout")
        [card] = cards(reading(url_of(portal, topic_path(other))))
        assert f'href="{topic_path(other)}"' in card

    def test_of_a_forum_that_not_everybody_reads(
        self, reading, council, forum, talk, private, moderator
    ):
        hidden_forum = forum.get_next_sibling()
        secret = talk(hidden_forum, title="Entre nous")
        private(hidden_forum)
        shown = reading(url_of(council, topic_path(secret)), user=moderator)
        assert not cards(shown)
        assert "Entre nous" not in source(shown)

    def test_hidden_later_is_an_address_again(self, reading, council, forum, talk, moderator):
        other = talk(forum, replies=1, title="Les arceaux")
        path = url_of(council, topic_path(other))
        assert len(cards(reading(f"{path}\n\n{path}?post=2"))) == 2
        moderating.hide(Post.objects.get(topic=other, number=2).pk, moderator)
        assert len(cards(reading(user=moderator))) == 1
        moderating.hide(other.first_post_id, moderator)
        assert not cards(reading(user=moderator))

    def test_that_waits_for_approval(self, reading, council, forum, talk, premoderated, author):
        premoderated(forum)
        waiting = services.open_topic(forum.pk, author, "Pas encore", "Attendre.").topic
        assert not cards(reading(url_of(council, topic_path(waiting)), user=author))

    @pytest.mark.parametrize("rest", ["?post=99", "?post=-1", "?post=999999999", "#message-40"])
    def test_that_does_not_exist(self, reading, council, topic, rest):
        found = cards(reading(url_of(council, f"{topic_path(topic)}{rest}")))
        assert len(found) == (rest == "?post=-1")  # junk: the subject itself

    def test_links_that_wait_there_are_not_in_it(self, reading, council, forum, make_user):
        new = make_user(pseudonym="Bleuet")
        acceptance.give(new, charter.VERSION)
        text = "Voyez https://exemple.fr/secret"
        other = services.open_topic(forum.pk, new, "Un lien", text, sent=Sent(is_paced=True)).topic
        [card] = cards(reading(url_of(council, topic_path(other))))
        assert "exemple.fr" not in card


class TestOnlyALinkAlone:
    @pytest.mark.parametrize(
        "text",
        [
            "Lisez {0}",
            "{0}\nQui vient ?",
            "[La fête]({0})",
            "> {0}",
            "- {0}\n\n- {0}",
            "1. {0}\n\n   {0}",
            "`{0}`",
            "```\n{0}\n```",
            "## {0}",
            "**{0}**",
        ],
    )
    def test_becomes_a_card(self, reading, council, page, text):
        assert not cards(reading(text.format(url_of(council, "/actualites/fete/"))))

    def test_before_and_after_quotes_and_lists(self, reading, council, page):
        address = url_of(council, "/actualites/fete/")
        text = f"{address}\n\n> {address}\n> > {address}\n\n{address}\n\n- un\n- deux\n\n{address}"
        assert len(cards(reading(text))) == 3

    def test_what_imitates_the_markup_does_not(self, reading, council, page):
        typed = f'<p><a href="{url_of(council, "/actualites/fete/")}" rel="">x</a></p>'
        assert not cards(reading(typed))

    def test_elsewhere_stays_a_link(self, reading):
        assert not cards(reading("https://exemple.fr/actualites/fete/"))

    def test_that_waits_shows_nothing_of_where_it_leads(self, reading, council, topic, page):
        own = url_of(council, "/actualites/fete/")
        post = services.reply(topic.pk, topic.poster, f"https://exemple.fr/secret\n\n{own}")
        post.is_held = True
        post.save()
        for user in (None, topic.poster):
            [card] = cards(reading(user=user))
            assert own in card
        assert "exemple.fr" not in source(reading())


class TestWhatIsKept:
    def test_is_the_address_in_text_quotes_and_excerpts(self, reading, topic, council, page):
        address = url_of(council, "/actualites/fete/")
        reading(address)
        post = Post.objects.get(topic=topic, number=2)
        assert post.content.raw == address
        assert "La fête" not in post.content.rendered
        quote = quotation(tree().nodes[topic.forum_id], post)
        assert address in quote
        assert "La fête" not in quote

    def test_and_a_preview_shows_the_card(self, client_for, council, topic, resident, page):
        sent = {"texte": url_of(council, "/actualites/fete/"), "apercu": "1"}
        client = client_for(council, resident)
        assert len(cards(client.post(reply_path(topic), sent))) == 1


class TestCost:
    @pytest.fixture
    def count(self, settings, client_for, council):
        settings.HOST_TABLE_MAX_AGE = 3600
        client = client_for(council)

        def ask(topic) -> tuple[int, object]:
            client.get(topic_path(topic))
            with CaptureQueriesContext(connection) as queries:
                response = client.get(topic_path(topic))
            return len(queries), response

        return ask

    def test_two_queries_for_a_whole_page_and_none_without(
        self, count, council, other_council, forum, talk, author
    ):
        plain = talk(forum, replies=14)
        linking = talk(forum)
        pages = [
            factories.news(place, "Titre", slug=f"n{n}")
            for n in range(4)
            for place in (council, other_council)
        ]
        for n in range(14):
            address = url_of([council, other_council][n % 2], f"/actualites/n{n % 4}/")
            other = url_of(council, f"{topic_path(plain)}?post={n + 1}")
            services.reply(linking.pk, author, f"{address}\n\n{other}")
        assert len(pages) == Publication.objects.filter(kind="news").count()
        without, _response = count(plain)
        queries, response = count(linking)
        assert queries == without + 2
        assert queries <= 14
        assert len(cards(response)) == showing.MOST_OF_PAGE

    def test_is_bounded_whatever_is_written(self, count, council, forum, talk, author, page):
        topic = talk(forum)
        address = url_of(council, "/actualites/fete/")
        services.reply(topic.pk, author, "\n\n".join([address] * 90))
        _queries, response = count(topic)
        assert len(cards(response)) == showing.MOST_OF_POST

    def test_a_full_page_stays_light(self, count, council, forum, talk, author):
        topic = talk(forum)
        for n in range(14):
            factories.news(council, f"Une actualité {n}", slug=f"n{n}", summary="Mot " * 50)
            services.reply(topic.pk, author, url_of(council, f"/actualites/n{n}/"))
        _queries, response = count(topic)
        assert len(cards(response)) == 14
        assert elements(response) <= MAX_ELEMENTS
        assert len(response.content) <= MAX_BYTES
        assert response.context["has_extras"]  # the sheet of cards

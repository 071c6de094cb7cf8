"""Quotes: the form begins with them, they lead back, and they say nothing that one may not read."""

import re
from html import unescape

import pytest

from forum import quotes
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.scope.tree import tree

from .addresses import reply_path, topic_path, url_of

pytestmark = pytest.mark.django_db


def typed_in(page) -> str:
    found = re.search(r"<textarea[^>]*>\s*(.*?)</textarea>", page.content.decode(), re.DOTALL)
    return unescape(found[1]) if found else ""


@pytest.fixture
def client(client_for, council, resident):
    return client_for(council, resident)


@pytest.fixture
def link(council, topic) -> str:
    return url_of(council, f"{topic_path(topic)}?post=1")


def quoting(topic, text="D’accord.", by=None, link: str = "", at=None) -> Post:
    return services.reply(topic.pk, by, f"> [x a écrit :]({link})\n>\n> mot\n\n{text}")


class TestTheForm:
    def test_begins_with_who_the_way_back_and_the_words(self, client, topic, link):
        text = typed_in(client.get(reply_path(topic), {"citer": 1}))
        assert (
            text.replace("\xa0", " ")
            == (f"> [Marguerite a écrit :]({link})\n>\n> Deux pavés manquent.\n\n").strip("\n")
            + "\n\n"
        )

    def test_what_is_sent_from_it_leads_back(self, client, topic, link):
        text = typed_in(client.get(reply_path(topic), {"citer": 1}))
        answer = client.post(reply_path(topic), {"texte": f"{text}D’accord."})
        page = client.get(answer["Location"].partition("#")[0]).content.decode()
        assert f'<blockquote>\n<p><a href="{link}" rel="nofollow ugc noopener">Marguerite' in page

    def test_is_offered_on_every_post_to_who_may_answer(self, client_for, council, forum, talk):
        topic = talk(forum, replies=2)
        path = f"{reply_path(topic)}?citer="
        known = client_for(council, topic.poster).get(topic_path(topic)).content.decode()
        assert [f"{path}{n}" in known for n in (1, 2, 3)] == [True] * 3
        assert path not in client_for(council).get(topic_path(topic)).content.decode()

    def test_is_not_offered_in_a_closed_topic(self, client, topic, moderator):
        moderating.lock(topic.pk, moderator)
        assert "?citer=" not in client.get(topic_path(topic)).content.decode()

    def test_of_a_name_full_of_marks(self, client, forum, talk, make_user):
        topic = talk(forum, by=make_user(pseudonym="[A](x)*_`!"))
        text = typed_in(client.get(reply_path(topic), {"citer": 1}))
        answer = client.post(reply_path(topic), {"texte": text})
        post = Post.objects.get(topic=topic, number=2)
        assert answer.status_code == 302
        assert ">[A](x)*_`! a écrit" in post.content.rendered
        assert quotes.authors_quoted(post) == [topic.poster]

    def test_leaves_out_what_the_post_quotes_itself(self, client, topic, author, link):
        quoting(topic, "Tout de même.", author, link)
        text = typed_in(client.get(reply_path(topic), {"citer": 2}))
        assert "Tout de même." in text
        assert "mot" not in text

    def test_of_a_long_post_is_cut_at_a_word(self, client, forum, talk):
        topic = talk(forum, text="mot " * 2000)
        text = typed_in(client.get(reply_path(topic), {"citer": 1}))
        assert len(text) < quotes.LONGEST + 300
        assert "mot […]" in text

    def test_takes_the_passage_that_was_selected(self, client, forum, talk):
        topic = talk(forum, text="Il manque **deux** pavés : rue Varlin. Et un banc.")
        there = {"citer": 1, "passage": "deux pavés\xa0: rue Varlin"}
        text = typed_in(client.get(reply_path(topic), there)).replace("\xa0", " ")
        assert "> deux pavés : rue Varlin\n" in text
        assert "banc" not in text

    def test_puts_no_words_into_anybodys_mouth(self, client, topic):
        text = typed_in(client.get(reply_path(topic), {"citer": 1, "passage": "Je démissionne."}))
        assert "démissionne" not in text
        assert "Deux pavés" in text

    @pytest.mark.parametrize("number", ["2", "999999999", "0", "-1", "x", "1e3", ""])
    def test_of_what_is_not_there_is_unknown(self, client, topic, number):
        assert client.get(reply_path(topic), {"citer": number}).status_code == 404

    def test_of_a_hidden_post_is_unknown_to_everybody(
        self, client_for, council, topic, resident, moderator, author
    ):
        post = services.reply(topic.pk, resident, "Le code est 1871.")
        moderating.hide(post.pk, moderator)
        for user in (resident, author, moderator):
            answer = client_for(council, user).get(reply_path(topic), {"citer": 2})
            assert answer.status_code == 404
            assert "1871" not in answer.content.decode()

    def test_asks_who_one_is_and_comes_back_to_it(self, client_for, council, topic):
        answer = client_for(council).get(reply_path(topic), {"citer": 1})
        assert answer["Location"].endswith(f"next={reply_path(topic)}%3Fciter%3D1")

    def test_stands_below_what_was_begun(self, client, topic):
        client.post(reply_path(topic), {"texte": "Déjà tapé.", "brouillon": "1"})
        text = typed_in(client.get(reply_path(topic), {"citer": 1}))
        assert text.startswith("Déjà tapé.\n\n> [Marguerite")


class TestAuthors:
    def test_of_the_posts_that_are_quoted(self, topic, author, resident, link):
        assert quotes.authors_quoted(quoting(topic, by=resident, link=link)) == [author]

    def test_each_once_and_never_oneself(self, topic, author, resident, link):
        own = services.reply(topic.pk, resident, "Moi aussi.")
        text = f"> [a]({link})\n\n> [a]({link})\n\n> [b]({link[:-1]}{own.number})\n\nOui."
        assert quotes.authors_quoted(services.reply(topic.pk, resident, text)) == [author]

    def test_a_link_outside_a_quote_quotes_nobody(self, topic, resident, link):
        post = services.reply(topic.pk, resident, f"Voir {link}")
        assert quotes.authors_quoted(post) == []

    def test_not_of_hidden_posts(self, topic, author, resident, moderator, link):
        hidden = services.reply(topic.pk, author, "Masqué bientôt.")
        moderating.hide(hidden.pk, moderator)
        post = quoting(topic, by=resident, link=f"{link[:-1]}{hidden.number}")
        assert quotes.authors_quoted(post) == []

    def test_not_who_may_not_read_it_there(self, forum, topic, author, resident, link, rule):
        post = quoting(topic, by=resident, link=link)
        rule(forum, "can_read_forum", False, author)
        assert quotes.authors_quoted(post) == []

    @pytest.mark.parametrize(
        "address",
        [
            "http://ailleurs.example{path}?post=1",
            "{root}{path}",
            "{root}{path}?post=0",
            "{root}{path}?post=1x",
            "{root}/forum/?post=1",
            "{root}{path}post/create/?post=1",
            "http://[{path}?post=1",
        ],
    )
    def test_not_for_other_addresses(self, council, topic, resident, address):
        link = address.format(root=url_of(council, ""), path=topic_path(topic))
        assert quotes.authors_quoted(quoting(topic, by=resident, link=link)) == []

    def test_ten_at_most(self, forum, talk, make_user, resident):
        topic = talk(forum)
        for _ in range(12):
            services.reply(topic.pk, make_user(), "Présent.")
        node = tree().nodes[forum.pk]
        posts = Post.objects.filter(topic=topic, number__gt=1).select_related("topic", "poster")
        text = "\n\n".join(f"> [x]({quotes.permalink(node, post)})" for post in posts)
        post = services.reply(topic.pk, resident, f"{text}\n\nMerci.")
        assert len(quotes.authors_quoted(post)) == quotes.MOST


def test_a_post_that_waits_for_approval_is_not_quotable(
    client_for, council, forum, talk, premoderated, resident, topic
):
    premoderated(forum)
    services.reply(topic.pk, resident, "J’attends.")
    client = client_for(council, resident)
    assert client.get(reply_path(topic), {"citer": 2}).status_code == 404

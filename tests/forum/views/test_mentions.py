"""Mentions: people who exist and may read it are marked and told, ten of them, nobody twice."""

import pytest

from forum import mentions, naming
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.screens import completing
from sites.accounts.limits import Limit
from sites.accounts.privacy import erasure

from .addresses import reply_path

pytestmark = pytest.mark.django_db

NAMES = "/forum/pseudonymes/"
SCRIPT = {"x-requested-with": "composer"}


def said(topic, by, text) -> Post:
    return services.reply(topic.pk, by, text)


class TestWriting:
    @pytest.mark.parametrize(
        ("text", "name"),
        [
            ("@Sureau", "Sureau"),
            ("@Sureau, bonjour", "Sureau"),
            ("(@Sureau)", "Sureau"),
            ("@Jean-Paul.", "Jean-Paul"),
            ("@Élise’s", "Élise’s"),
            ("@[Lilas blanc] merci", "Lilas blanc"),
            ("@[Lilas  blanc]", "Lilas blanc"),
            ("@E\u0301lise", "Élise"),
        ],
    )
    def test_is_read(self, text, name):
        position = text.index("@")
        assert naming.at(text, position).name == name

    @pytest.mark.parametrize(
        "text", ["@", "@ Sureau", "a@sureau.fr", "@@x", "@[]", "@[a]", "@[a\nb]", "@[x](y)", "/@x"]
    )
    def test_is_nothing(self, text):
        assert naming.at(text, text.rindex("@")) is None

    @pytest.mark.parametrize(
        "name", ["Sureau", "Jean-Paul", "Lilas blanc", "O’Brien", "50 %", "a."]
    )
    def test_what_is_completed_is_read_as_the_same(self, name):
        written = naming.written(name)
        assert naming.at(f"{written} oui", 0) == naming.Called(name, len(written))


class TestMarks:
    def test_people_who_exist_whatever_the_capitals(self, topic, author, resident, make_user):
        make_user(pseudonym="Lilas blanc")
        post = said(topic, author, "Merci @SUREAU et @[lilas blanc], pas @Personne.")
        assert '<span class="mention">@Sureau</span>' in post.content.rendered
        assert '<span class="mention">@Lilas blanc</span>' in post.content.rendered
        assert "@Personne" in post.content.rendered
        assert post.content.rendered.count("<span") == 2

    def test_people_with_a_capital_that_databases_do_not_know(self, topic, author, make_user):
        make_user(pseudonym="Élise")
        assert '">@Élise</span>' in said(topic, author, "@élise").content.rendered

    def test_not_in_code(self, topic, author, resident):
        post = said(topic, author, "`@Sureau`\n\n```\n@Sureau\n```")
        assert "<span" not in post.content.rendered

    def test_not_closed_accounts(self, topic, author, resident):
        erasure.close(resident)
        assert "<span" not in said(topic, author, "@Sureau").content.rendered

    def test_of_names_full_of_marks(self, topic, author, make_user):
        make_user(pseudonym="<b>*x*</b>")
        post = said(topic, author, "@[<b>*x*</b>]")
        assert '<span class="mention">@&lt;b&gt;*x*&lt;/b&gt;</span>' in post.content.rendered

    def test_of_a_changed_post_are_made_again(self, topic, author, resident):
        post = said(topic, author, "Bonjour.")
        services.edit(post.pk, author, "Bonjour @Sureau.")
        assert "mention" in Post.objects.get(pk=post.pk).content.rendered


class TestPeople:
    def test_in_their_order_each_once(self, topic, author, resident, make_user):
        other = make_user(pseudonym="Lilas blanc")
        post = said(topic, author, "@[Lilas blanc] @Sureau @sureau @[lilas blanc]")
        assert mentions.people_mentioned(post) == [other, resident]

    def test_not_oneself_nor_in_quotes(self, topic, author, resident):
        post = said(topic, author, "@Marguerite\n\n> @Sureau\n\nOui.")
        assert mentions.people_mentioned(post) == []

    def test_never_who_may_not_read_it(self, forum, topic, author, resident, rule):
        post = said(topic, author, "@Sureau")
        rule(forum, "can_read_forum", False, resident)
        assert mentions.people_mentioned(post) == []

    def test_of_three_hundred_the_first_ten(self, client_for, council, topic, author, make_user):
        people = [make_user(pseudonym=f"Voisin{n}") for n in range(12)]
        text = " ".join(f"@Voisin{n}" for n in range(300))
        client = client_for(council, author)
        page = client.post(reply_path(topic), {"texte": text, "apercu": "1"}).content.decode()
        assert "Seules les 10 premières personnes" in page.replace("\xa0", " ")
        answer = client.post(reply_path(topic), {"texte": text})
        post = Post.objects.get(topic=topic, number=2)
        assert mentions.people_mentioned(post) == people[:10]
        assert post.content.rendered.count('class="mention"') == 10
        after = client.get(answer["Location"].partition("#")[0]).content.decode()
        assert "Seules les 10 premières personnes" in after.replace("\xa0", " ")

    def test_ten_are_not_too_many(self):
        assert not mentions.is_too_many(" ".join(f"@Voisin{n}" for n in range(10)))
        assert not mentions.is_too_many("@Sureau " * 300)
        assert mentions.is_too_many(" ".join(f"@Voisin{n}" for n in range(11)))


class TestCompletion:
    @pytest.fixture
    def client(self, client_for, council, resident):
        return client_for(council, resident)

    def names(self, client, **query) -> list[str]:
        return [one["name"] for one in client.get(NAMES, query).json()["people"]]

    def test_names_that_begin_like_this(self, client, topic):
        answer = client.get(NAMES, {"q": "MARG"}).json()
        assert answer == {"people": [{"name": "Marguerite", "text": "@Marguerite"}]}

    def test_with_accents_and_spaces(self, client, topic, make_user):
        said(topic, make_user(pseudonym="Élise du canal"), "Oui.")
        assert client.get(NAMES, {"q": "éli"}).json()["people"][0]["text"] == "@[Élise du canal]"
        assert self.names(client, q="[Élise du") == ["Élise du canal"]

    def test_people_of_the_topic_first(self, client, forum, topic, talk, make_user):
        for name in ("Anaïs", "Aline", "Alice"):
            other = make_user(pseudonym=name)
            said(topic if name == "Anaïs" else talk(forum, title=name), other, "Oui.")
        assert self.names(client, q="a", sujet=topic.pk)[0] == "Anaïs"
        assert self.names(client, q="", sujet=topic.pk) == ["Anaïs", "Marguerite"]
        assert self.names(client, q="") == []

    def test_only_people_who_wrote_what_one_may_read(
        self, client, forum, topic, make_user, moderator, rule, resident
    ):
        make_user(pseudonym="Silencieuse")
        hidden = said(topic, make_user(pseudonym="Sibylle"), "Masquée.")
        moderating.hide(hidden.pk, moderator)
        assert self.names(client, q="si") == []
        rule(forum, "can_read_forum", False, resident)
        assert self.names(client, q="marg") == []
        assert self.names(client, q="", sujet=topic.pk) == []

    def test_not_of_a_hidden_topic(self, client, topic, moderator):
        moderating.hide(topic.first_post_id, moderator)
        assert self.names(client, q="", sujet=topic.pk) == []

    def test_eight_at_most_and_not_oneself(self, client, topic, make_user, resident):
        for n in range(10):
            said(topic, make_user(pseudonym=f"Sub{n}"), "Oui.")
        said(topic, resident, "Moi aussi.")
        assert len(self.names(client, q="su")) == 8
        assert "Sureau" not in self.names(client, q="sur")

    @pytest.mark.parametrize("wild", ["%", "_", "\\", "'", "(", "\x00", "x" * 5000])
    def test_wildcards_find_nobody(self, client, topic, wild):
        assert self.names(client, q=wild) == []

    @pytest.mark.parametrize("number", ["0", "x", "-1", "99999999999999"])
    def test_a_topic_that_is_no_number_is_unknown(self, client, number):
        assert client.get(NAMES, {"q": "a", "sujet": number}).status_code == 404

    def test_nobody_without_an_account(self, client_for, council, topic):
        assert client_for(council).get(NAMES, {"q": "marg"}).status_code == 404

    def test_is_counted_and_kept_by_no_cache(self, client, topic, monkeypatch):
        assert "no-store" in client.get(NAMES, {"q": "marg"})["Cache-Control"]
        monkeypatch.setattr(completing, "LOOKUPS", Limit("names", allowed=1, seconds=60))
        assert client.get(NAMES, {"q": "marg"}).status_code == 200
        answer = client.get(NAMES, {"q": "marg"})
        assert (answer.status_code, answer.json()) == (429, {"people": []})

    def test_costs_the_same_whoever_is_found(
        self, client, topic, make_user, settings, django_assert_max_num_queries
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        for n in range(6):
            said(topic, make_user(pseudonym=f"Sub{n}"), "Oui.")
        client.get(NAMES, {"q": "su"})
        with django_assert_max_num_queries(14):
            client.get(NAMES, {"q": "su", "sujet": topic.pk})

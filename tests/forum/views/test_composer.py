"""What the form's scripts ask for: the preview alone, topics like the one that is typed."""

import gzip
from pathlib import Path

import pytest
from django.conf import settings as django_settings

from forum.board.forum_conversation import moderating
from forum.board.forum_conversation.models import Post
from forum.screens import similar, writing
from sites.accounts.limits import Limit

from .addresses import open_path, post_path, reply_path, topic_path, url_of

pytestmark = pytest.mark.django_db

SCRIPT = {"x-requested-with": "composer"}
SIMILAR = "/forum/semblables/"
MOST = 15_000  # bytes of scripts on one page


@pytest.fixture
def client(client_for, council, resident):
    return client_for(council, resident)


class TestPreview:
    def ask(self, client, path, text="Du **gras**, « oui »."):
        return client.post(path, {"texte": text, "titre": "Un banc", "apercu": "1"}, headers=SCRIPT)

    def test_is_the_part_of_the_page(self, client, forum, topic):
        for path in (reply_path(topic), open_path(forum)):
            page = self.ask(client, path).content.decode()
            assert "<strong>gras</strong>" in page
            assert "<html" not in page
        assert Post.objects.count() == 1

    def test_has_french_spaces(self, client, topic):
        assert "«\xa0oui\xa0»" in self.ask(client, reply_path(topic)).content.decode()

    def test_counts_apart_from_the_button_s(self, client, topic, monkeypatch):
        monkeypatch.setattr(writing, "PREVIEWS", Limit("previews", allowed=0, seconds=60))
        assert self.ask(client, reply_path(topic)).status_code == 200
        monkeypatch.setattr(writing, "LIVE_PREVIEWS", Limit("live", allowed=0, seconds=60))
        answer = self.ask(client, reply_path(topic))
        assert (answer.status_code, answer["Content-Type"]) == (429, "application/json")
        assert answer.json()["words"]

    def test_of_nobody_is_refused(self, client_for, council, topic):
        assert self.ask(client_for(council), reply_path(topic)).status_code == 403

    def test_of_another_site_s_page_is_refused(self, client_for, council, topic, resident):
        strict = client_for(council, resident, enforce_csrf_checks=True)
        assert self.ask(strict, reply_path(topic)).status_code == 403

    def test_is_no_page_when_the_text_is_wrong(self, client, topic):
        assert 'class="preview"' not in self.ask(client, reply_path(topic), " ").content.decode()


class TestSimilar:
    def found(self, client, title) -> str:
        return client.get(SIMILAR, {"titre": title}).content.decode()

    def test_topics_that_share_words(self, client, forum, talk):
        topic = talk(forum, title="Des arceaux à vélos, rue Varlin")
        talk(forum, title="La fête des voisins")
        page = self.found(client, "Où sont les ARCEAUX ?")
        assert topic_path(topic) in page
        assert "fête" not in page

    def test_on_the_preview_without_scripts(self, client, forum, talk):
        topic = talk(forum, title="Des arceaux à vélos")
        data = {"titre": "Encore des arceaux", "texte": "Où ?", "apercu": "1"}
        page = client.post(open_path(forum), data).content.decode()
        assert "On en parle peut-être déjà" in page
        assert topic_path(topic) in page

    def test_those_with_most_words_in_common_first_and_five(self, client, forum, talk):
        for n in range(7):
            talk(forum, title=f"Arceaux numéro {n}")
        both = talk(forum, title="Arceaux et bancs publics")
        talk(forum, title="Arceaux encore")
        page = self.found(client, "arceaux publics bancs")
        assert page.count("<li>") == 5
        assert page.index(topic_path(both)) < page.index("Arceaux encore")

    def test_of_another_site_by_its_full_address(self, client, other_council, other_forum, talk):
        topic = talk(other_forum, title="Des arceaux")
        assert f'href="{url_of(other_council, topic_path(topic))}"' in self.found(client, "arceaux")

    def test_nothing_that_one_may_not_read(
        self, client, forum, other_forum, talk, moderator, private
    ):
        hidden = talk(forum, title="Des arceaux masqués")
        moderating.hide(hidden.first_post_id, moderator)
        talk(other_forum, title="Des arceaux fermés")
        private(other_forum)
        assert "arceaux" not in self.found(client, "arceaux")

    @pytest.mark.parametrize("title", ["", "le la", "%", "____", "' OR 1=1", "\x00", "x" * 9000])
    def test_of_nothing_is_nothing(self, client, topic, title):
        assert "<li>" not in self.found(client, title)

    def test_nobody_without_an_account_and_counted(
        self, client, client_for, council, topic, monkeypatch
    ):
        assert "<li>" not in self.found(client_for(council), "pavés")
        assert "<li>" in self.found(client, "pavés")
        monkeypatch.setattr(similar, "LOOKUPS", Limit("similar", allowed=0, seconds=60))
        assert "<li>" not in self.found(client, "pavés")


class TestScripts:
    def test_who_reads_without_an_account_loads_none_of_them(self, client_for, council, topic):
        page = client_for(council).get(topic_path(topic)).content.decode()
        assert page.count("<script") == 1

    def test_who_may_answer_loads_four_more(self, client, topic):
        page = client.get(topic_path(topic)).content.decode()
        assert page.count("<script") == 5  # the frame’s, composing, quoting, images, thanks
        assert client.get(reply_path(topic)).content.decode().count("<script") == 4

    def test_all_of_them_are_light(self):
        folder = Path(django_settings.BASE_DIR) / "static" / "js"
        sizes = [
            len(gzip.compress((folder / f"{name}.js").read_bytes()))
            for name in ("socle", "composer", "quoting", "images", "thanks")
        ]
        assert sum(sizes) < MOST


@pytest.mark.parametrize(
    "text", ["\u200b" * 40, "\u202e\u202e", "\u2066\u2069 \u200d", "\u00ad\n\u2060", "\U000e0001"]
)
def test_what_nobody_can_see_is_no_text_and_is_given_back(client, topic, text):
    answer = client.post(reply_path(topic), {"texte": text})
    assert 'id="id_texte_error"' in answer.content.decode()
    assert Post.objects.count() == 1


def test_what_turns_the_line_round_is_taken_out(client, topic):
    client.post(reply_path(topic), {"texte": "Avant \u202eerussac\u202c \u2067x\u2069 fin."})
    post = Post.objects.get(number=2)
    assert not set("\u202e\u202c\u2067\u2069") & set(post.content.rendered)


@pytest.mark.parametrize("act", ["undo", "history", "links"])
def test_numbers_that_disagree_are_unknown(client_for, council, forum, topic, talk, moderator, act):
    other = talk(forum, title="Un autre sujet", replies=1)
    client = client_for(council, moderator)
    wrong = post_path(other.posts.get(number=2), act).replace(f"-{other.pk}/", f"-{topic.pk}/")
    assert client.post(wrong).status_code in (404, 405)
    # A reader is sent on to the right words first, and told the same there.
    assert client.get(wrong, follow=True).status_code in (404, 405)

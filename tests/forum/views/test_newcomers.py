"""New accounts: the charter first, fewer and slower, links that wait; never a word lost."""

import hashlib
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.utils import timezone

from cms.publications.models import Publication
from forum import holding
from forum.board.forum_conversation import counters, moderating, pace, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_conversation.refusals import Forbidden
from forum.drafts.models import Draft
from forum.facts import excerpt
from sites.accounts.models import User
from sites.moderation import acceptance, charter

from .addresses import forum_path, open_path, post_path, reply_path, topic_path

pytestmark = pytest.mark.django_db

SPAM = "https://gagner.example/bonus"
WAITS = "lien en attente de relecture"


def words_of(page) -> str:
    return page.content.decode().replace("\xa0", " ").replace("\u202f", " ")


@pytest.fixture
def newcomer(make_user) -> User:
    return make_user(pseudonym="Nouvelle")


@pytest.fixture
def client(client_for, council, newcomer):
    return client_for(council, newcomer)


def long_ago() -> None:
    """Nobody has written anything just now."""
    Post.objects.update(created=timezone.now() - timedelta(hours=1))


class TestCharter:
    @pytest.fixture(autouse=True)
    def _not_yet(self, newcomer):
        User.objects.filter(pk=newcomer.pk).update(charter_version="", charter_accepted_at=None)
        newcomer.refresh_from_db()

    def test_stands_in_the_form_until_it_is_accepted(self, client, topic):
        for path in (topic_path(topic), reply_path(topic), open_path(topic.forum)):
            page = client.get(path).content.decode()
            assert f'name="charte" value="{charter.VERSION}"' in page
            assert "Accepter la charte et publier" in page

    def test_one_click_accepts_and_publishes(self, client, topic, newcomer):
        before = timezone.now()
        answer = client.post(reply_path(topic), {"texte": "Bonjour.", "charte": charter.VERSION})
        newcomer.refresh_from_db()
        assert answer.status_code == 302
        assert newcomer.charter_version == charter.VERSION
        assert newcomer.charter_accepted_at >= before
        assert 'name="charte"' not in client.get(reply_path(topic)).content.decode()

    @pytest.mark.parametrize("sent", ["", "2020-01", "1", "x" * 500])
    def test_without_it_nothing_is_published_and_nothing_lost(self, client, topic, newcomer, sent):
        answer = client.post(reply_path(topic), {"texte": "Un long texte.", "charte": sent})
        newcomer.refresh_from_db()
        assert answer.status_code == 422
        assert "Acceptez la charte du forum" in words_of(answer)
        assert "Un long texte." in answer.content.decode()
        assert Post.objects.count() == 1
        assert newcomer.charter_version == ""

    @pytest.mark.parametrize("button", ["apercu", "brouillon"])
    def test_other_buttons_accept_nothing(self, client, topic, newcomer, button):
        client.post(reply_path(topic), {"texte": "Bonjour.", button: "1"})
        newcomer.refresh_from_db()
        assert not acceptance.is_given(newcomer)

    def test_a_new_version_is_asked_for_again(self, client, topic, newcomer, monkeypatch):
        client.post(reply_path(topic), {"texte": "Bonjour.", "charte": charter.VERSION})
        long_ago()
        for module in (charter, acceptance):
            monkeypatch.setattr(module, "VERSION", "2030-01")
        assert client.post(reply_path(topic), {"texte": "Encore."}).status_code == 422
        data = {"texte": "Encore.", "charte": "2030-01"}
        assert client.post(reply_path(topic), data).status_code == 302

    def test_its_version_changes_with_its_rules(self):
        """When this fails: the rules changed, so VERSION has to (and then this line)."""
        rules = "\n".join(f"{rule.key} {rule.text}" for rule in charter.RULES)
        digest = hashlib.sha256(rules.replace("\xa0", " ").encode()).hexdigest()[:12]
        assert (charter.VERSION, digest) == ("2026-11", "0558dc26604b")


class TestPace:
    def send(self, client, topic, text="Bonjour."):
        return client.post(reply_path(topic), {"texte": text})

    def test_thirty_seconds_then_five(self, newcomer, author, topic):
        assert pace.NEWCOMER.pause == timedelta(seconds=30)
        assert pace.REGULAR.pause == timedelta(seconds=5)

    def test_ten_answers_on_the_first_day(self, client, topic, newcomer):
        at = timezone.now() - timedelta(minutes=10)
        User.objects.filter(pk=newcomer.pk).update(date_joined=at - timedelta(minutes=1))
        for n in range(10):
            services.reply(topic.pk, newcomer, f"Réponse {n}", at=at + timedelta(seconds=n))
        answer = self.send(client, topic, "La onzième.")
        assert answer.status_code == 429
        assert "10 réponses au plus le premier jour" in words_of(answer)
        assert "La onzième." in answer.content.decode()
        assert Draft.objects.get(author=newcomer).text == "La onzième."
        assert int(answer["Retry-After"]) > 80_000
        with time_machine.travel(timezone.now() + timedelta(days=1), tick=False):
            assert self.send(client, topic, "La onzième.").status_code == 302
        assert list(counters.differences()) == []

    def test_three_topics_on_the_first_day(self, client, forum, newcomer):
        at = timezone.now() - timedelta(minutes=10)
        User.objects.filter(pk=newcomer.pk).update(date_joined=at - timedelta(minutes=1))
        for n in range(3):
            services.open_topic(forum.pk, newcomer, f"Sujet {n}", "Texte.", at=at)
        answer = client.post(open_path(forum), {"titre": "Le quatrième", "texte": "Texte."})
        assert answer.status_code == 429
        assert "3 sujets au plus le premier jour" in words_of(answer)
        assert Topic.objects.count() == 3
        assert Draft.objects.get(author=newcomer, forum=forum).title == "Le quatrième"

    def test_a_moderator_of_the_forum_is_no_newcomer_there(
        self, client_for, council, topic, moderator
    ):
        client = client_for(council, moderator)
        text = " ".join(f"{SPAM}/{n}" for n in range(4))
        assert self.send(client, topic, text).status_code == 302
        assert not Post.objects.get(poster=moderator).is_held


class TestLinks:
    def send(self, client, topic, text):
        answer = client.post(reply_path(topic), {"texte": text})
        return answer, Post.objects.filter(topic=topic, number=2).first()

    @pytest.fixture
    def held(self, client, topic) -> Post:
        _answer, post = self.send(client, topic, f"Voyez [ici]({SPAM}) et {SPAM}")
        return post

    @pytest.mark.parametrize(
        "text",
        [
            f"{SPAM}/1 {SPAM}/2 {SPAM}/3",
            f"[a]({SPAM}) ![b]({SPAM}) <{SPAM}>",
            f"> {SPAM}\n\n> {SPAM}\n\n> {SPAM}",
            f"[a][x] [b][x] [c][x]\n\n[x]: {SPAM}",
            "<mailto:a@b.example> <mailto:c@d.example> <mailto:e@f.example>",
        ],
    )
    def test_two_a_post_and_it_is_said(self, client, topic, text):
        answer, post = self.send(client, topic, text)
        assert answer.status_code == 422
        assert "2 pages d’ailleurs au plus" in words_of(answer)
        assert "gagner" in words_of(answer) or "b.example" in words_of(answer)
        assert post is None

    def test_links_to_this_install_are_free(self, client, council, other_council, topic, portal):
        sites = (council, other_council, portal)
        links = [f"http://{place.site.hostname}:8000/agenda/{n}" for place in sites for n in "ab"]
        _answer, post = self.send(client, topic, " ".join(links))
        assert not post.is_held
        assert post.content.rendered.count("<a ") == 6

    def test_others_read_that_a_link_waits(self, client_for, council, topic, held, resident):
        assert held.is_held
        for user in (None, resident):
            page = client_for(council, user).get(topic_path(topic)).content.decode()
            assert WAITS in page
            assert "gagner.example" not in page

    def test_its_author_and_moderators_see_where_it_leads_and_cannot_follow(
        self, client, client_for, council, topic, held, moderator
    ):
        for reader in (client, client_for(council, moderator)):
            page = reader.get(topic_path(topic)).content.decode()
            assert SPAM in page
            assert f'href="{SPAM}' not in page
            assert "Les liens de ce message attendent" in page

    def test_it_waits_wherever_posts_are_shown(
        self, client, client_for, council, forum, newcomer, resident
    ):
        client.post(open_path(forum), {"titre": "Une affaire", "texte": f"Voyez {SPAM} vite."})
        topic = Topic.objects.get(subject="Une affaire")
        other = client_for(council, resident)
        pages = [
            other.get(path).content.decode()
            for path in (
                topic_path(topic),
                forum_path(forum),
                f"{reply_path(topic)}?citer=1",
                "/forum/",
                "/",
                "/recherche/?q=affaire",
                "/plan-du-site/",
                "/sitemap.xml",
            )
        ]
        assert not [page for page in pages if "gagner" in page]
        assert "gagner" not in excerpt(topic.first_post)
        assert "gagner" not in str(list(Publication.objects.values()))
        assert f"Voyez {WAITS} vite." in excerpt(topic.first_post)

    def test_it_waits_in_the_history_too(self, client, client_for, council, topic, held):
        with time_machine.travel(timezone.now() + timedelta(minutes=5), tick=False):
            client.post(post_path(held, "update"), {"texte": f"Voyez plutôt {SPAM}/autre"})
        page = client_for(council).get(post_path(held, "history")).content.decode()
        assert "gagner" not in page
        assert "plutôt" in page

    def test_a_moderator_publishes_them(
        self, client_for, council, topic, held, moderator, other_moderator, newcomer
    ):
        path = post_path(held, "links")
        for user in (None, newcomer, other_moderator):
            assert client_for(council, user).post(path).status_code in (302, 403, 404)
            held.refresh_from_db()
            assert held.is_held
        client = client_for(council, moderator)
        assert "Publier les liens" in client.get(path).content.decode()
        assert client.post(path, {"motif": "Vérifié."}).status_code == 302
        page = client_for(council).get(topic_path(topic)).content.decode()
        assert page.count(f'href="{SPAM}"') == 2
        assert WAITS not in page

    def test_services_refuse_whoever_does_not_moderate(self, held, author):
        with pytest.raises(Forbidden):
            holding.release(held.pk, author)

    def test_they_show_by_themselves_once_the_account_is_not_new(
        self, client_for, council, topic, held, newcomer
    ):
        assert holding.release_regulars() == 0
        for n in range(2):
            services.reply(topic.pk, newcomer, f"Encore {n}.")
        assert holding.release_regulars() == 0  # its day is not over
        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
            call_command("release_links")
        page = client_for(council).get(topic_path(topic)).content.decode()
        assert page.count(f'href="{SPAM}"') == 2

    def test_a_hidden_post_brings_nobody_nearer(self, topic, held, newcomer, moderator):
        posts = [services.reply(topic.pk, newcomer, f"Encore {n}.") for n in range(2)]
        moderating.hide(posts[0].pk, moderator)
        with time_machine.travel(timezone.now() + timedelta(days=1, minutes=1), tick=False):
            assert holding.release_regulars() == 0

    def test_approved_ones_stay_until_another_is_added(self, client, held, moderator):
        holding.release(held.pk, moderator)
        path = post_path(held, "update")
        client.post(path, {"texte": f"Voyez [là]({SPAM}), sans autre."})
        held.refresh_from_db()
        assert not held.is_held
        client.post(path, {"texte": f"Voyez {SPAM} et {SPAM}/neuf"})
        held.refresh_from_db()
        assert held.is_held
        assert "gagner" not in held.content.rendered

    def test_a_link_that_an_edit_adds_waits(self, client, topic):
        _answer, post = self.send(client, topic, "Rien à voir.")
        client.post(post_path(post, "update"), {"texte": f"Voyez {SPAM}"})
        post.refresh_from_db()
        assert post.is_held
        assert "gagner" not in post.content.rendered

    def test_an_edit_is_held_to_the_same_number(self, client, topic):
        _answer, post = self.send(client, topic, "Rien à voir.")
        answer = client.post(post_path(post, "update"), {"texte": f"{SPAM} {SPAM} {SPAM}"})
        assert answer.status_code == 422
        post.refresh_from_db()
        assert post.content.raw == "Rien à voir."

    def test_the_preview_says_that_they_will_wait(self, client, topic):
        page = client.post(reply_path(topic), {"texte": SPAM, "apercu": "1"}).content.decode()
        assert "Vos liens attendront d’être relus" in page
        assert f'href="{SPAM}"' not in page

    def test_an_account_that_is_known_waits_for_nobody(self, client_for, council, topic, author):
        at = timezone.now() - timedelta(days=1)
        for n in range(3):
            services.reply(topic.pk, author, f"Réponse {n}.", at=at)
        client_for(council, author).post(reply_path(topic), {"texte": f"{SPAM} " * 4})
        post = Post.objects.filter(poster=author).order_by("-pk").first()
        assert not post.is_held
        assert post.content.rendered.count(f'href="{SPAM}"') == 4

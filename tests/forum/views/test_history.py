"""Changed posts: what they said before is there to read, word by word."""

import time
from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.board.forum_conversation.refusals import Forbidden
from forum.versions import recording
from forum.versions.differences import IN, OUT, SAME, Piece, differences
from forum.versions.models import PostVersion
from sites.accounts.privacy import erasure

from .addresses import post_path, topic_path

pytestmark = pytest.mark.django_db


@pytest.fixture
def head(topic) -> Post:
    """A post of the day before yesterday: « Deux pavés manquent. »"""
    return topic.first_post


def change(post, author, text, title=None) -> Post:
    return services.edit(post.pk, author, text, title)


def shown(client, post) -> str:
    return client.get(post_path(post, "history")).content.decode()


class TestKeeping:
    def test_every_version_is_kept(self, head, author):
        for text in ("Trois pavés manquent.", "Quatre pavés manquent."):
            change(head, author, text)
        rows = head.versions.order_by("number").values_list("number", "text")
        assert list(rows) == [(1, "Deux pavés manquent."), (2, "Trois pavés manquent.")]
        first = head.versions.get(number=1)
        assert (first.title, first.since) == ("Les pavés", head.created)

    def test_the_first_two_minutes_leave_no_trace(self, client_for, council, topic, resident):
        post = services.reply(topic.pk, resident, "Une fote.")
        with time_machine.travel(post.created + timedelta(seconds=119), tick=False):
            change(post, resident, "Une faute.")
        post.refresh_from_db()
        assert (post.content.raw, post.updates_count) == ("Une faute.", 0)
        assert not PostVersion.objects.exists()
        page = client_for(council).get(topic_path(topic)).content.decode()
        assert "modifié le" not in page
        assert client_for(council).get(post_path(post, "history")).status_code == 404
        with time_machine.travel(post.created + timedelta(seconds=120), tick=False):
            change(post, resident, "Une autre faute.")
        assert post.versions.get().text == "Une faute."

    def test_a_refused_change_keeps_nothing(self, topic, head, author, moderator):
        moderating.lock(topic.pk, moderator)
        with pytest.raises(services.Locked):
            change(head, author, "Trois.")
        assert not PostVersion.objects.exists()

    def test_they_go_with_the_account_and_the_words_that_name_it(self, head, author, resident):
        change(head, author, "Trois pavés manquent, dit @Sureau.")
        change(head, author, "Quatre.")
        erasure.erase(resident)
        assert "Sureau" not in str(list(PostVersion.objects.values()))
        erasure.erase(author)
        assert not PostVersion.objects.exists()


class TestReading:
    @pytest.fixture(autouse=True)
    def _changed(self, head, author):
        change(head, author, "Trois pavés manquent.", "Les beaux pavés")

    def test_the_post_leads_to_it(self, client_for, council, topic, head):
        topic.refresh_from_db()
        page = client_for(council).get(topic_path(topic)).content.decode()
        assert f'href="{topic_path(topic)}1/post/history/"' in page
        assert "modifié le" in page

    def test_words_that_went_and_words_that_came(self, client_for, council, head):
        page = shown(client_for(council), Post.objects.get(pk=head.pk))
        assert "<del>Deux</del><ins>Trois</ins><span> pavés manquent.</span>" in page
        assert "<span>Les </span><ins>beaux </ins><span>pavés</span>" in page

    def test_is_no_page_for_robots_or_caches(self, client_for, council, head):
        answer = client_for(council).get(post_path(Post.objects.get(pk=head.pk), "history"))
        assert 'name="robots" content="noindex"' in answer.content.decode()
        assert "no-store" in answer["Cache-Control"]

    @pytest.mark.parametrize("who", ["anonymous", "resident", "other_moderator"])
    def test_not_of_a_hidden_post(self, request, client_for, council, head, moderator, who):
        moderating.hide(head.pk, moderator)
        user = None if who == "anonymous" else request.getfixturevalue(who)
        path = post_path(Post.objects.get(pk=head.pk), "history")
        assert client_for(council, user).get(path).status_code == 404
        assert client_for(council, moderator).get(path).status_code == 200

    def test_not_in_a_forum_that_is_closed_to_the_reader(
        self, client_for, council, head, forum, private
    ):
        private(forum)
        path = post_path(Post.objects.get(pk=head.pk), "history")
        assert client_for(council).get(path).status_code == 404

    def test_pages_hold_five_changes_each_compared_with_its_own(
        self, client_for, council, head, author
    ):
        for n in range(4, 16):
            change(head, author, f"{n} pavés manquent.")
        client, path = client_for(council), post_path(Post.objects.get(pk=head.pk), "history")
        pages = [client.get(path, {"page": n}).content.decode() for n in (1, 2, 3)]
        assert [page.count('class="change"') for page in pages] == [5, 5, 3]
        assert "<del>14</del><ins>15</ins>" in pages[0]
        assert "<del>10</del><ins>11</ins>" in pages[0]
        assert "<del>9</del><ins>10</ins>" in pages[1]
        assert "<del>Deux</del><ins>Trois</ins>" in pages[2]
        assert client.get(path, {"page": 4}).status_code == 404

    def test_costs_the_same_however_many(
        self, client_for, council, head, author, django_assert_max_num_queries, settings
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        for n in range(10):
            change(head, author, f"{n} pavés.")
        client, path = client_for(council), post_path(Post.objects.get(pk=head.pk), "history")
        client.get(path)
        with django_assert_max_num_queries(8):
            client.get(path)


class TestWithdrawing:
    @pytest.fixture
    def changed(self, head, author) -> Post:
        change(head, author, "Le code est caché.")
        change(head, author, "Rien à voir.")
        return Post.objects.get(pk=head.pk)

    def path(self, post, number=2) -> str:
        return f"{post_path(post, 'history')}{number}/withdraw/"

    def test_a_moderator_takes_a_version_away(
        self, client_for, council, changed, moderator, author
    ):
        client = client_for(council, moderator)
        assert "Retirer cette version" in client.get(self.path(changed)).content.decode()
        assert client.post(self.path(changed), {"motif": "Un code."}).status_code == 302
        for user in (None, author):
            page = shown(client_for(council, user), changed)
            assert "caché" not in page
            assert "code" not in page.partition("<main")[2]
            assert "Une version a été retirée" in page
        assert "caché" in shown(client, changed)

    def test_nobody_else_does(self, client_for, council, changed, author, other_moderator):
        for user in (None, author, other_moderator):
            assert client_for(council, user).post(self.path(changed)).status_code in (302, 404)
        assert not PostVersion.objects.exclude(withdrawn_at=None).exists()
        with pytest.raises(Forbidden):
            recording.withdraw(changed.versions.first().pk, author)

    def test_of_another_post_is_unknown(
        self, client_for, council, changed, topic, moderator, author
    ):
        other = services.reply(topic.pk, author, "Autre.")
        assert client_for(council, moderator).get(self.path(other)).status_code == 404
        assert client_for(council, moderator).get(self.path(changed, 9)).status_code == 404

    def test_all_of_them_for_what_is_masked_in_part(self, client_for, council, changed, moderator):
        assert len(recording.cover(changed, moderator)) == 2
        page = shown(client_for(council), changed)
        assert "caché" not in page
        assert "Deux" not in page


@pytest.mark.parametrize(
    ("before", "after", "pieces"),
    [
        ("", "", []),
        ("un", "un", [(SAME, "un")]),
        ("", "un", [(IN, "un")]),
        ("un deux trois", "un trois", [(SAME, "un "), (OUT, "deux "), (SAME, "trois")]),
        ("un\ndeux", "un\ntrois", [(SAME, "un\n"), (OUT, "deux"), (IN, "trois")]),
        ("l’été chaud", "l’hiver froid", [(SAME, "l’"), (OUT, "été chaud"), (IN, "hiver froid")]),
    ],
)
def test_differences(before, after, pieces):
    assert differences(before, after) == [Piece(*piece) for piece in pieces]


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("a " * 5000, "b " * 5000),
        ("a\n" * 5000, "a\nb\n" * 2500),
        (" ".join(str(n % 90) for n in range(3300)), " ".join(str(n % 97) for n in range(3300))),
        ("".join(f"{n % 70}\n" for n in range(3300)), "".join(f"{n % 97}\n" for n in range(3300))),
    ],
)
def test_differences_take_no_time_and_lose_no_word(before, after):
    began = time.process_time()
    pieces = differences(before, after)
    assert time.process_time() - began < 2
    assert "".join(p.text for p in pieces if p.kind != IN) == before
    assert "".join(p.text for p in pieces if p.kind != OUT) == after


def test_moments_are_those_of_the_change(client_for, council, head, author):
    when = timezone.now() + timedelta(days=2)
    with time_machine.travel(when, tick=False):
        change(head, author, "Trois.")
    page = shown(client_for(council), Post.objects.get(pk=head.pk))
    assert f"{timezone.localtime(when):%Y-%m-%dT%H:%M}" in page

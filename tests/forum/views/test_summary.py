"""A long topic in brief: made by a routine, true when it is read, nothing of what is hidden."""

from io import StringIO

import pytest
from django.core.management import call_command
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.acts import merging, splitting, undoing
from forum.acts.models import Act
from forum.acts.splitting import Chosen
from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post, Topic
from forum.summaries import making, showing
from forum.summaries.models import Summary
from forum.summaries.showing import Shown
from forum.thanks import giving

from .addresses import topic_path

pytestmark = pytest.mark.django_db

LINK = "Voir https://exemple.fr/arceaux?a=1&b=2 pour les mesures."


@pytest.fixture
def long_topic(monkeypatch, forum, talk, resident, author):
    """Eight posts, of which Sureau wrote two; the seventh has a link."""
    monkeypatch.setattr(making, "LONG", 5)
    monkeypatch.setattr("forum.summaries.showing.LONG", 5)
    topic = talk(forum, replies=5)
    services.reply(topic.pk, resident, LINK)
    services.reply(topic.pk, resident, "Merci.")
    topic.refresh_from_db()
    return topic


def summary_of(topic) -> Shown | None:
    return showing.summary_of(Topic.objects.get(pk=topic.pk))


def made(topic):
    call_command("summarize_topics", stdout=StringIO())
    topic.refresh_from_db()
    return summary_of(topic)


def test_names_who_wrote_most_and_the_links_given(long_topic):
    shown = made(long_topic)
    assert [(w.name, w.posts, w.url) for w in shown.people] == [
        ("Marguerite", 6, "#message-6"),
        ("Sureau", 2, "#message-8"),
    ]
    (link,) = shown.links
    assert link.href == "https://exemple.fr/arceaux?a=1&b=2"
    assert (link.label, link.number, link.url) == ("exemple.fr/arceaux?a=1&b=2", 7, "#message-7")


def test_stands_folded_on_the_first_page(client_for, council, long_topic, author):
    client = client_for(council)
    assert "Ce sujet en bref" not in client.get(topic_path(long_topic)).content.decode()
    made(long_topic)
    source = client.get(topic_path(long_topic)).content.decode()
    assert '<details class="fold digest">' in source
    assert 'rel="nofollow ugc noopener">exemple.fr/arceaux' in source
    for n in range(9):
        services.reply(long_topic.pk, author, f"Réponse {n}")
    source = client.get(f"{topic_path(long_topic)}?page=2").content.decode()
    assert "Ce sujet en bref" not in source


def test_a_short_topic_has_none(forum, talk):
    topic = talk(forum, replies=3)
    call_command("summarize_topics", stdout=StringIO())
    assert summary_of(topic) is None
    assert not Summary.objects.exists()


def test_a_post_hidden_since_is_told_of_by_nobody_at_once(long_topic, moderator):
    made(long_topic)
    for number in (7, 8):
        moderating.hide(Post.objects.get(topic=long_topic, number=number).pk, moderator)
    long_topic.refresh_from_db()
    shown = summary_of(long_topic)  # nothing was made again
    assert shown.links == []
    assert [writer.name for writer in shown.people] == ["Marguerite"]
    shown = made(long_topic)
    assert [(writer.name, writer.posts) for writer in shown.people] == [("Marguerite", 6)]


def test_a_link_taken_out_is_told_of_by_nobody_at_once(long_topic, resident):
    made(long_topic)
    services.edit(Post.objects.get(topic=long_topic, number=7).pk, resident, "Rien à voir.")
    assert summary_of(long_topic).links == []


def test_a_closed_account_has_no_name(long_topic, resident):
    made(long_topic)
    resident.closed_at = timezone.now()
    resident.save()
    assert "Sureau" not in [writer.name for writer in summary_of(long_topic).people]


def test_a_removed_account_is_not_told_of(long_topic, resident):
    made(long_topic)
    resident.delete()
    assert [writer.name for writer in summary_of(long_topic).people] == ["Marguerite"]


def test_is_made_again_only_after_a_change(long_topic, author):
    made(long_topic)
    assert making.make_waiting() == 0
    services.reply(long_topic.pk, author, "Encore.")
    assert making.make_waiting() == 1
    long_topic.refresh_from_db()
    assert summary_of(long_topic).people[0].posts == 7


def test_a_change_made_meanwhile_is_looked_at_the_next_time(long_topic, author, monkeypatch):
    real = making._make

    def interrupted(*what):
        services.reply(long_topic.pk, author, "Entre-temps.")
        monkeypatch.setattr(making, "_make", real)
        real(*what)

    monkeypatch.setattr(making, "_make", interrupted)
    assert making.make_waiting() == 1
    assert making.make_waiting() == 1
    assert making.make_waiting() == 0


class TestHoweverItBecameLong:
    """By the next routine; what is short has none."""

    @pytest.fixture(autouse=True)
    def _long(self, monkeypatch):
        monkeypatch.setattr(making, "LONG", 5)
        monkeypatch.setattr("forum.summaries.showing.LONG", 5)

    @pytest.fixture
    def short(self, forum, talk):
        topic = talk(forum, replies=3)
        assert made(topic) is None
        return topic

    def test_answered(self, short, author):
        for n in range(2):
            services.reply(short.pk, author, f"Encore {n}.")
        assert made(short).people[0].posts == 6

    def test_merged_and_taken_apart_again(self, short, forum, talk, moderator):
        other = talk(forum, title="Les arceaux", replies=3)
        one = merging.merge(short.pk, other.pk, moderator)
        assert made(one).people[0].posts == 8
        undoing.undo(Act.objects.get().pk, moderator, "")
        call_command("summarize_topics", stdout=StringIO())
        assert [summary_of(topic) for topic in (short, other)] == [None, None]

    def test_split(self, forum, talk, moderator):
        topic = talk(forum, replies=12)
        apart = splitting.split(topic.pk, Chosen(range(7, 14)), forum.pk, "À part", moderator)
        assert made(apart).people[0].posts == 7
        assert made(topic).people[0].posts == 6

    def test_shown_again(self, forum, talk, moderator):
        topic = talk(forum, replies=5)
        post = Post.objects.get(topic=topic, number=3)
        moderating.hide(post.pk, moderator)
        assert made(topic) is None
        moderating.show(post.pk, moderator)
        assert made(topic).people[0].posts == 6

    def test_imported(self, short, author):
        rows = [
            Post(topic=short, poster=author, number=n, content="Importé.", approved=True)
            for n in range(5, 9)
        ]
        Post.objects.bulk_create(rows)
        Topic.objects.filter(pk=short.pk).update(posts_count=8, last_number=8)
        assert made(short).people[0].posts == 8

    def test_two_queries_while_nothing_is_to_be_done(self, short):
        with CaptureQueriesContext(connection) as captured:
            assert making.make_waiting() == 0
        assert len(captured) == 2  # those without one, and those that are behind


class TestThanks:
    """« Les plus remerciés »: numbers found by the routine, told as they are now."""

    @pytest.fixture
    def thank(self, long_topic, make_user):
        """``thank(3, 2)``: two people thank for the third post."""

        def do(number: int, times: int = 1) -> Post:
            post = Post.objects.get(topic=long_topic, number=number)
            for _n in range(times):
                giving.give(post.pk, make_user())
            return post

        return do

    @staticmethod
    def told(shown) -> list[tuple]:
        return [(one.number, one.thanks, one.name) for one in shown.thanked]

    def test_three_of_them_the_first_first(self, long_topic, thank):
        for number, times in ((2, 1), (3, 2), (7, 4), (8, 2)):
            thank(number, times)
        shown = made(long_topic)
        assert self.told(shown) == [(7, 4, "Sureau"), (3, 2, "Marguerite"), (8, 2, "Sureau")]
        assert shown.thanked[0].url == "#message-7"

    def test_nothing_without_thanks(self, client_for, council, long_topic):
        assert made(long_topic).thanked == []
        page = client_for(council).get(topic_path(long_topic)).content.decode()
        assert "Les plus remerciés" not in page

    def test_stand_on_the_page_with_their_number(self, client_for, council, long_topic, thank):
        thank(3, 2)
        made(long_topic)
        page = client_for(council).get(topic_path(long_topic)).content.decode()
        part = page.partition("Les plus remerciés")[2].partition("</ul>")[0]
        assert 'href="#message-3"' in part
        assert "2 mercis" in part

    def test_what_is_hidden_since_is_told_of_by_nobody_at_once(self, long_topic, thank, moderator):
        moderating.hide(thank(7, 3).pk, moderator)
        thank(2)
        assert self.told(made(long_topic)) == [(2, 1, "Marguerite")]
        moderating.hide(Post.objects.get(topic=long_topic, number=2).pk, moderator)
        long_topic.refresh_from_db()
        assert summary_of(long_topic).thanked == []  # nothing was made again

    def test_the_routine_looks_again_when_one_is_given_or_taken_back(
        self, long_topic, thank, resident
    ):
        made(long_topic)
        post = thank(2)
        assert making.make_waiting() == 1
        giving.give(post.pk, resident)
        assert self.told(summary_of(long_topic)) == [(2, 2, "Marguerite")]  # as it is now
        assert making.make_waiting() == 1
        giving.take_back(post.pk, resident)
        assert making.make_waiting() == 1
        assert making.make_waiting() == 0

    def test_one_whose_thanks_were_all_taken_back_is_not_told_of(self, long_topic, thank, resident):
        post = Post.objects.get(topic=long_topic, number=3)
        giving.give(post.pk, resident)
        made(long_topic)
        giving.take_back(post.pk, resident)
        assert summary_of(long_topic).thanked == []

    def test_a_post_without_author_keeps_its_number(self, long_topic, thank, resident):
        thank(7)
        resident.delete()
        assert self.told(made(long_topic)) == [(7, 1, "")]

    def test_thanks_in_a_short_topic_ask_for_nothing(self, forum, talk, resident):
        giving.give(talk(forum).first_post_id, resident)
        assert not Summary.objects.exists()


class TestRead:
    """On the page, at this moment."""

    @pytest.fixture
    def read(self, client_for, council, long_topic):
        client = client_for(council)
        return lambda: client.get(topic_path(long_topic)).content.decode()

    def test_costs_one_query(self, long_topic, make_user):
        giving.give(Post.objects.get(topic=long_topic, number=3).pk, make_user())
        made(long_topic)
        topic = Topic.objects.select_related("summary").get(pk=long_topic.pk)
        with CaptureQueriesContext(connection) as captured:
            assert showing.summary_of(topic).thanked
        assert len(captured) == 1

    def test_who_closes_the_account_is_named_no_more(self, long_topic, resident, read):
        made(long_topic)
        assert "Sureau" in read().partition('class="posts"')[0]
        resident.closed_at = timezone.now()
        resident.save()
        assert "Sureau" not in read().partition('class="posts"')[0]

    def test_what_is_hidden_is_told_of_no_more(self, long_topic, moderator, read):
        made(long_topic)
        assert "exemple.fr" in read()
        linking = Post.objects.get(topic=long_topic, content__contains="exemple.fr")
        moderating.hide(linking.pk, moderator)
        assert "exemple.fr" not in read()

    def test_what_is_thanked_for_is_told_as_it_is_now(self, long_topic, resident, read):
        giving.give(Post.objects.get(topic=long_topic, number=3).pk, resident)
        made(long_topic)
        assert "1 merci" in read()
        giving.take_back(Post.objects.get(topic=long_topic, number=3).pk, resident)
        assert "1 merci" not in read()


def test_an_address_that_is_no_link_is_none(long_topic, resident):
    services.reply(long_topic.pk, resident, "[ici](javascript:alert(1)) et `https://x.exemple/`")
    assert [link.number for link in made(long_topic).links] == [7]

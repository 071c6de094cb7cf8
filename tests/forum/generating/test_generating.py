"""A generated forum: the same for a seed, exact in its counters, and never where people are."""

from dataclasses import replace
from datetime import UTC, datetime
from io import StringIO

import pytest
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import CommandError
from django.db import transaction
from django.db.models import Count, F, Max, Min
from django.utils import timezone

from forum.board.forum.models import Forum
from forum.board.forum_conversation import auditing, services
from forum.board.forum_conversation.models import Post, Topic
from forum.board.forum_tracking import reading
from forum.board.forum_tracking.models import ForumReadTrack, TopicReadTrack
from forum.generating.making import Order, generate
from forum.generating.sizes import Sizes
from forum.generating.texts import COMMON
from forum.markup import render_markdown
from sites.accounts.models import User

AT = datetime(2026, 11, 26, 12, tzinfo=UTC)
SMALL = Sizes(forums=8, topics=60, posts=700, accounts=30, longest=90)


def order(sizes=SMALL, seed=1, at=AT) -> Order:
    return Order(sizes, seed, at)


class Again(Exception):
    pass


def checksum(**fields) -> str:
    """Of a forum that is taken back at once."""
    found = ""
    try:
        with transaction.atomic():
            found = generate(order(**fields), lambda what, number: None)
            raise Again
    except Again:
        return found


@pytest.fixture
def made(portal, council, other_council) -> None:
    generate(order(at=timezone.now()), lambda what, number: None)


@pytest.mark.django_db
class TestRows:
    def test_the_same_seed_gives_the_same_rows(self, council, other_council):
        first = checksum()
        assert first == checksum()
        assert first != checksum(seed=2)
        assert first != checksum(sizes=replace(SMALL, posts=701))

    def test_sizes_are_those_asked_for(self, made):
        assert (Topic.objects.count(), Post.objects.count()) == (60, 700)
        assert User.objects.count() == 30
        counts = Topic.objects.annotate(n=Count("posts")).aggregate(Max("n"), Min("n"))
        assert counts == {"n__max": 90, "n__min": 1}
        longest = Topic.objects.order_by("-last_number").first()
        assert longest.forum.direct_topics_count in range(round(60 * 0.2144) - 2, 14)
        assert Topic.objects.values("forum").distinct().count() == 8

    def test_counters_are_exact_and_numbers_dense(self, made):
        assert list(auditing.differences()) == []
        for topic in Topic.objects.annotate(n=Count("posts")):
            assert topic.last_number == topic.n
        unordered = Post.objects.filter(
            topic__posts__number__gt=F("number"), topic__posts__created__lt=F("created")
        )
        assert not unordered.exists()

    def test_texts_are_shown_as_they_would_be(self, made):
        for post in Post.objects.all():
            assert post.content.rendered == render_markdown(post.content.raw)
        assert Post.objects.filter(content__contains=COMMON).count() > 20

    def test_has_what_is_hidden_what_was_read_and_what_was_not(self, made):
        user = User.objects.order_by("pk").first()
        forums = list(Forum.objects.values_list("pk", flat=True))
        assert TopicReadTrack.objects.exists()
        assert ForumReadTrack.objects.exists()
        assert not TopicReadTrack.objects.filter(number__gt=F("topic__last_number")).exists()
        unread = reading.unread_in(user, forums).count()
        assert 0 <= unread < Topic.objects.filter(approved=True).count()

    def test_one_goes_on_writing_in_it(self, made):
        user = User.objects.order_by("pk").last()
        topic = Topic.objects.filter(status=Topic.TOPIC_UNLOCKED, approved=True).first()
        services.reply(topic.pk, user, "Une réponse.", sent=services.Sent(is_paced=True))
        forum = Forum.objects.filter(type=Forum.FORUM_POST).order_by("lft").first()
        services.open_topic(forum.pk, user, "Un sujet", "Bonjour.")
        User.objects.create_user("une@exemple.fr", pseudonym="Une autre")
        assert list(auditing.differences()) == []

    def test_its_pages_can_be_read(self, made, client_for, portal):
        topic = Topic.objects.filter(approved=True).order_by("-posts_count").first()
        client = client_for(portal)
        assert client.get("/forum/").status_code == 200
        assert client.get(topic.get_absolute_url(), follow=False).status_code in (200, 301)


class TestSizes:
    @pytest.mark.parametrize(
        "wrong",
        [{"posts": 100}, {"topics": 0}, {"longest": 5}, {"forums": 61}, {"accounts": 0}],
    )
    def test_sizes_that_cannot_be_are_refused(self, wrong):
        with pytest.raises(ValidationError):
            replace(SMALL, **wrong).check()

    def test_the_default_is_the_forum_of_the_bars(self):
        assert Sizes() == Sizes(30, 50_000, 1_000_000, 2_000, 20_000)
        Sizes().check()


@pytest.mark.django_db
class TestWhere:
    def run(self) -> None:
        sizes = {"topics": 9, "posts": 20, "accounts": 3, "longest": 5, "forums": 8}
        call_command("generate_forum", stdout=StringIO(), **sizes)

    def test_a_server_is_refused(self, settings, council):
        settings.DEMO_ALLOWED = False
        with pytest.raises(CommandError, match="serveur"):
            self.run()
        assert not User.objects.exists()

    def test_a_database_with_people_is_refused(self, council, resident):
        with pytest.raises(CommandError, match="pas vide"):
            self.run()
        assert not Topic.objects.exists()

    def test_a_date_that_is_none_is_refused(self, council):
        with pytest.raises(CommandError, match="date"):
            call_command("generate_forum", at="hier", stdout=StringIO())

    def test_a_failure_leaves_nothing(self, council, monkeypatch):
        monkeypatch.setattr(auditing, "differences", lambda: iter(["wrong"]))
        with pytest.raises(RuntimeError):
            generate(order(), lambda what, number: None)
        assert not Topic.objects.exists()

"""Who is told of a post, for which reason, and who never is."""

from datetime import timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from forum.board.forum_conversation import moderating, services
from forum.board.forum_conversation.models import Post
from forum.following import ignoring, kinds, levels
from forum.following.models import Level
from sites.moderation.models import Suspension
from sites.notifications import patience
from sites.notifications.telling import choosing, fanning, reading
from sites.notifications.telling.cadence import Cadence
from sites.notifications.telling.models import Happening, Notice
from tests.forum.views.addresses import topic_path

from .conftest import kinds_of

pytestmark = pytest.mark.django_db


def shown(person) -> list[str]:
    """The titles that the list of a person shows."""
    return [entry.title for entry in reading.entries(person)[0]]


class TestReasons:
    def test_who_opened_the_topic_is_answered(self, topic, author, say, tell):
        say(topic)
        tell()
        assert kinds_of(author) == ["reply"]

    @pytest.mark.parametrize(
        ("level", "told"),
        [
            (Level.MUTED, []),
            (Level.NORMAL, []),
            (Level.FOLLOWED, ["followed"]),
            (Level.WATCHED, ["watched"]),
        ],
    )
    def test_a_level_decides_what_is_told(self, topic, reader, watch, say, tell, level, told):
        watch(reader, topic, level)
        say(topic)
        tell()
        assert kinds_of(reader) == told

    def test_a_followed_forum_tells_of_new_topics_only(self, forum, topic, talk, reader, say, tell):
        levels.choose_forum(reader, forum.pk, Level.FOLLOWED)
        say(topic)
        talk(forum, title="Un nouveau sujet", at=timezone.now())
        tell()
        assert kinds_of(reader) == ["followed"]
        assert shown(reader) == ["Un nouveau sujet"]

    def test_a_watched_forum_tells_of_each_post(self, forum, topic, reader, say, tell):
        levels.choose_forum(reader, forum.pk, Level.WATCHED)
        say(topic)
        say(topic)
        tell()
        assert kinds_of(reader) == ["watched", "watched"]

    @pytest.mark.parametrize("kind", [kinds.MENTION, kinds.QUOTE])
    def test_who_is_addressed_need_not_follow(self, topic, reader, say, tell, speaks_to, kind):
        speaks_to(kind, reader)
        say(topic)
        tell()
        assert kinds_of(reader) == [kind.key]

    def test_the_strongest_of_all_is_the_one(self, topic, author, watch, say, tell, speaks_to):
        watch(author, topic)
        speaks_to(kinds.QUOTE, author)
        speaks_to(kinds.MENTION, author)
        say(topic)
        tell()
        assert kinds_of(author) == ["mention"]

    def test_one_post_tells_one_person_once(self, topic, reader, watch, say, tell):
        watch(reader, topic)
        say(topic)
        tell()
        tell()
        notice = Notice.objects.get(person=reader)
        with pytest.raises(IntegrityError), transaction.atomic():
            Notice.objects.create(
                person=reader, happening=notice.happening, kind="reply", at=timezone.now()
            )

    def test_a_post_announced_twice_happened_once(self, topic, say, tell):
        from forum.following import listening

        post = say(topic)
        listening.announce(post)
        listening.announce(post)
        assert Happening.objects.filter(thing=post.pk).count() == 1

    def test_an_edit_is_no_news(self, topic, reader, watch, say, tell):
        watch(reader, topic)
        post = say(topic)
        services.edit(post.pk, post.poster, "Autre chose.")
        tell()
        assert len(kinds_of(reader)) == 1

    def test_posts_of_long_ago_are_no_news(self, topic, reader, watch, author, tell):
        watch(reader, topic)
        at = timezone.now() - timedelta(days=3)
        services.reply(topic.pk, author, "Vieille réponse.", at=at)
        tell()
        assert kinds_of(reader) == []


class TestNever:
    def test_the_author(self, topic, author, say, tell, watch, speaks_to):
        watch(author, topic)
        speaks_to(kinds.MENTION, author)
        say(topic, by=author)
        tell()
        assert kinds_of(author) == []

    def test_who_has_muted_the_topic_even_when_addressed(
        self, topic, reader, say, tell, watch, speaks_to
    ):
        watch(reader, topic, Level.MUTED)
        speaks_to(kinds.MENTION, reader)
        say(topic)
        tell()
        assert kinds_of(reader) == []

    def test_who_reads_the_author_no_more(self, topic, reader, say, tell, watch, speaks_to):
        post = say(topic)
        ignoring.ignore(reader, post.poster)
        watch(reader, topic)
        speaks_to(kinds.MENTION, reader)
        tell()
        assert kinds_of(reader) == []

    def test_who_turned_the_kind_down(self, topic, reader, say, tell, watch):
        choosing.choose(reader.pk, {"watched": Cadence.NEVER})
        watch(reader, topic)
        say(topic)
        tell()
        assert kinds_of(reader) == []

    @pytest.mark.parametrize("state", [{"is_active": False}, {"closed_at": timezone.now()}])
    def test_an_account_that_is_closed(self, topic, reader, say, tell, watch, state):
        watch(reader, topic)
        type(reader).objects.filter(pk=reader.pk).update(**state)
        say(topic)
        tell()
        assert kinds_of(reader) == []

    @pytest.mark.parametrize("where", ["everywhere", "here"])
    def test_who_is_suspended_there(self, topic, reader, say, tell, watch, council, where):
        watch(reader, topic)
        now = timezone.now()
        Suspension.objects.create(
            account=reader,
            council=council if where == "here" else None,
            rule="respect",
            starts_at=now - timedelta(days=1),
            ends_at=now + timedelta(days=1),
        )
        say(topic)
        tell()
        assert kinds_of(reader) == []

    def test_who_may_not_read_the_forum(
        self, topic, reader, moderator, forum, say, tell, watch, private, rule, speaks_to
    ):
        for person in (reader, moderator):
            watch(person, topic)
        speaks_to(kinds.MENTION, reader)
        say(topic)
        private(forum)
        rule(forum, "can_read_forum", True, moderator)
        tell()
        assert kinds_of(reader) == []
        assert kinds_of(moderator) == ["watched"]

    def test_of_a_post_that_waits_until_it_is_let_through(
        self, topic, forum, reader, moderator, say, tell, watch, premoderated
    ):
        premoderated(forum)
        watch(reader, topic)
        post = say(topic)
        tell()
        assert not Happening.objects.filter(thing=post.pk).exists()
        moderating.show(post.pk, moderator)
        tell()
        assert kinds_of(reader) == ["watched"]


class TestMeanwhile:
    """What was true when it was handed out is asked again whenever it is shown."""

    @pytest.fixture
    def told(self, topic, reader, watch, say, tell) -> Post:
        watch(reader, topic)
        post = say(topic)
        tell()
        assert shown(reader) == [topic.subject]
        return post

    def count(self, client_for, council, reader) -> int:
        return client_for(council, reader).get("/forum/").context["unread"]

    def test_a_post_that_is_hidden_goes_and_comes_back(
        self, told, reader, moderator, client_for, council
    ):
        moderating.hide(told.pk, moderator)
        assert (shown(reader), self.count(client_for, council, reader)) == ([], 0)
        moderating.show(told.pk, moderator)
        assert len(shown(reader)) == self.count(client_for, council, reader) == 1

    def test_a_post_hidden_before_anybody_heard_of_it_is_never_told(
        self, topic, reader, moderator, say, tell, watch
    ):
        watch(reader, topic)
        post = say(topic)
        moderating.hide(post.pk, moderator)
        tell()
        assert kinds_of(reader) == []
        moderating.show(post.pk, moderator)
        tell()
        assert kinds_of(reader) == ["watched"]

    def test_a_topic_that_is_hidden(self, told, topic, reader, moderator):
        moderating.hide(topic.first_post_id, moderator)
        assert shown(reader) == []

    def test_a_topic_moved_to_a_forum_that_is_closed_to_me(
        self, told, topic, forum, reader, moderator, private
    ):
        closed = forum.get_next_sibling()
        private(closed)
        type(topic).objects.filter(pk=topic.pk).update(forum=closed)
        assert shown(reader) == []

    def test_a_post_or_topic_that_is_deleted(self, told, topic, reader, say, tell):
        told.delete()
        assert shown(reader) == []
        say(topic)
        tell()
        assert shown(reader) == [topic.subject]
        topic.delete()
        assert not Notice.objects.exists()

    def test_a_topic_or_a_person_that_one_wants_no_more(self, told, topic, reader, watch):
        watch(reader, topic, Level.MUTED)
        assert shown(reader) == []
        watch(reader, topic)
        ignoring.ignore(reader, told.poster)
        assert shown(reader) == []

    def test_a_post_moved_to_another_topic_is_told_and_read_there(
        self, told, forum, talk, reader, client_for, council
    ):
        from forum.following.telling import posts_moved

        other = talk(forum, title="Le square")
        Post.objects.filter(pk=told.pk).update(topic=other, number=2)
        posts_moved(Post.objects.filter(pk=told.pk))
        assert shown(reader) == ["Le square"]
        type(other).objects.filter(pk=other.pk).update(last_post=told.pk, last_number=2)
        client = client_for(council, reader)
        assert client.get(topic_path(other)).context["unread"] == 0

    def test_a_suspension(self, told, reader, council):
        Suspension.objects.create(
            account=reader, council=council, rule="respect", starts_at=timezone.now()
        )
        assert shown(reader) == []

    def test_looking_at_the_list_clears_the_count_of_what_is_gone(
        self, told, forum, reader, private, client_for, council
    ):
        private(forum)
        client = client_for(council, reader)
        client.head("/compte/notifications/")
        assert Notice.objects.filter(person=reader, read_at=None).exists()
        client.get("/compte/notifications/")
        assert self.count(client_for, council, reader) == 0


class TestCost:
    def test_fanning_asks_no_more_for_many_than_for_few(
        self, topic, make_user, watch, say, monkeypatch, settings
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        counts = []
        for many in (2, 12):
            for _n in range(many):
                watch(make_user(), topic)
            say(topic)
            with CaptureQueriesContext(connection) as captured:
                made = fanning.run(float("inf"))
            assert made >= many
            counts.append(len(captured))
        assert counts[1] <= counts[0]

    def test_a_batch_that_is_full_is_followed_by_the_next(
        self, topic, make_user, watch, say, monkeypatch
    ):
        monkeypatch.setattr(fanning, "BATCH", 3)
        people = [make_user() for _ in range(8)]
        for person in people:
            watch(person, topic)
        say(topic)
        assert fanning.run(float("inf")) == 9  # and who opened it
        assert all(kinds_of(person) == ["watched"] for person in people)
        happening = Happening.objects.get()
        assert (happening.state, happening.reached) == ("done", 9)

    def test_what_fails_is_tried_later_and_given_up_in_the_end(
        self, topic, reader, watch, say, tell, monkeypatch, later
    ):
        from forum.following import reasons

        monkeypatch.setattr(reasons, "addressed", lambda post: 1 / 0)
        watch(reader, topic)
        say(topic)
        for turn in range(patience.GIVE_UP):
            later(timedelta(hours=8 * turn))
            tell()
        happening = Happening.objects.get()
        assert (happening.state, happening.attempts) == ("failed", patience.GIVE_UP)

    def test_one_that_fails_holds_up_none_of_the_others(
        self, topic, reader, watch, say, tell, monkeypatch
    ):
        from forum.following import reasons

        real, first = reasons.addressed, say(topic)
        monkeypatch.setattr(
            reasons, "addressed", lambda post: 1 / 0 if post.pk == first.pk else real(post)
        )
        watch(reader, topic)
        say(topic)
        tell()
        assert kinds_of(reader) == ["watched"]

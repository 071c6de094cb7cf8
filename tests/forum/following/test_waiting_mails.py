"""A mail that waits in the outbox says what is true when it leaves, or does not leave at all."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from forum.acts import moving, wording
from forum.board.forum_conversation import moderating, restricting, services, taking_back
from forum.following import ignoring, kinds, levels
from forum.following.models import Level
from sites.accounts.models import User
from sites.accounts.privacy import erasure
from sites.notifications import composing, outbox, sending
from sites.notifications.models import Mail
from sites.notifications.telling import choosing, mailing, passing
from sites.notifications.telling.cadence import Cadence
from sites.notifications.telling.models import Notice
from tests.forum.views.addresses import topic_path
from tests.forum.views.conftest import forums_of
from tests.sites.notifications.sink import Sink

pytestmark = pytest.mark.django_db

WORDS = "Une insulte."
State = Mail.State


@pytest.fixture
def sink(settings):
    with Sink() as sink:
        settings.MAIL_BACKEND = "sites.notifications.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 5
        yield sink


@pytest.fixture
def queued(topic, reader, watch, say, later):
    """``queued(*texts)``: posts of a watched topic, in one mail that waits; the last post."""

    def write(*texts):
        watch(reader, topic)
        for text in texts or (WORDS,):
            post = say(topic, text)
        passing.run()
        later(mailing.SECOND_THOUGHTS)
        passing.run()
        assert Mail.objects.get(person=reader).state == State.WAITING
        return post

    return write


@pytest.fixture
def row(reader):
    return lambda: Mail.objects.get(person=reader)


def said(sink, reader) -> list[str]:
    """Everything that reached the reader, one text for each mail."""
    return [
        f"{got.message['Subject']} "
        + " ".join(part.get_content() for part in got.message.walk() if not part.is_multipart())
        for got in sink.received
        if got.to == reader.email
    ]


def is_over(row: Mail) -> bool:
    return row.state == State.EXPIRED and not row.error and not row.about


class TestNothingIsLeft:
    @pytest.fixture(autouse=True)
    def check(self, queued, sink, row, reader, request):
        """Each test makes the words of the one post unfit to leave."""
        yield
        done = sending.run()
        assert not [told for told in said(sink, reader) if "Les pavés" in told]
        assert done.refused == done.delayed == 0
        mail = Mail.objects.filter(person=reader, kind="notice").first()
        assert sending.run().expired == 0
        if mail is None:
            return  # a closed account has none at all
        assert is_over(mail)
        assert not Notice.objects.filter(person=reader).exclude(mailed_at=None).exists()

    def test_hidden(self, queued, moderator):
        moderating.hide(queued().pk, moderator)

    def test_hidden_with_its_topic(self, queued, topic, moderator):
        queued()
        moderating.hide(topic.first_post_id, moderator)

    def test_closed_to_the_reader(self, queued, forum, private):
        queued()
        private(forum)

    def test_taken_back(self, queued, monkeypatch):
        post = queued()
        monkeypatch.setattr(taking_back, "seconds_left", lambda *_args: 1)
        taking_back.take_back(post.pk, post.poster)

    def test_the_topic_is_muted(self, queued, topic, reader):
        queued()
        levels.choose_topic(reader, topic.pk, Level.MUTED)

    def test_its_author_is_read_no_more(self, queued, reader):
        ignoring.ignore(reader, queued().poster)

    def test_no_mail_is_wanted_any_more(self, queued, reader):
        queued()
        choosing.choose(reader.pk, {"watched": Cadence.SITE})

    def test_the_account_is_blocked(self, queued, reader):
        queued()
        User.objects.filter(pk=reader.pk).update(is_active=False)

    def test_the_account_is_closed(self, queued, reader):
        queued()
        erasure.close(reader)

    def test_read_on_the_site(self, queued, reader):
        queued()
        Notice.objects.filter(person=reader).update(read_at=timezone.now())


class TestWhatIsLeft:
    def test_is_said_without_what_was_hidden(self, queued, say, sink, reader, moderator):
        gone = queued("Reste.", WORDS)
        moderating.hide(gone.pk, moderator)
        sending.run()
        (told,) = said(sink, reader)
        assert "Reste." in told
        assert "insulte" not in told

    def test_is_said_as_its_author_has_put_it_since(self, queued, sink, reader):
        post = queued("Un lapsus.")
        services.edit(post.pk, post.poster, "Une correction.")
        sending.run()
        (told,) = said(sink, reader)
        assert "Une correction." in told
        assert "lapsus" not in told

    def test_is_said_without_what_was_masked(self, queued, sink, reader, moderator):
        post = queued("Bonjour. Une insulte. Merci.")
        restricting.mask(post.pk, [WORDS], moderator)
        sending.run()
        (told,) = said(sink, reader)
        assert "Merci." in told
        assert "insulte" not in told

    def test_has_the_title_and_the_address_of_now(
        self, queued, council, topic, sink, reader, moderator
    ):
        queued()
        wording.rename(topic.pk, "Un autre titre", moderator, "Plus clair.", "respect")
        elsewhere = forums_of(council)[1]
        moving.move(topic.pk, elsewhere.pk, moderator)
        sending.run()
        (told,) = said(sink, reader)
        assert "Un autre titre" in told
        assert "Les pavés" not in told
        topic.refresh_from_db()
        assert topic_path(topic) in told

    def test_goes_to_the_address_of_now(self, queued, sink, reader):
        queued()
        User.objects.filter(pk=reader.pk).update(email="neuf@exemple.fr")
        sending.run()
        assert reader.email not in [got.to for got in sink.received]
        assert "neuf@exemple.fr" in [got.to for got in sink.received]


class TestTheOutbox:
    def test_holds_none_of_the_words(self, queued, topic, row):
        queued()
        mail = row()
        assert (mail.subject, mail.text, mail.html) == ("", "", "")
        assert WORDS not in str(mail.about)

    def test_what_waited_for_the_server_says_what_is_true_then(
        self, queued, sink, reader, row, moderator
    ):
        gone = queued("Reste.", WORDS)
        sink.refuses[reader.email] = "451 4.3.0 later"
        assert sending.run().delayed >= 1
        message_id = row().message_id
        assert not row().text
        moderating.hide(gone.pk, moderator)
        sink.refuses.clear()
        with time_machine.travel(row().due_at + timedelta(seconds=1)):
            sending.run()
        (told,) = said(sink, reader)
        assert "insulte" not in told
        assert [got.message_id for got in sink.received if got.to == reader.email] == [message_id]
        assert row().state == State.SENT
        assert row().about == {}

    def test_hidden_between_two_attempts_nothing_leaves(self, queued, sink, reader, row, moderator):
        post = queued()
        sink.refuses[reader.email] = "451 4.3.0 later"
        sending.run()
        moderating.hide(post.pk, moderator)
        sink.refuses.clear()
        with time_machine.travel(row().due_at + timedelta(seconds=1)):
            assert sending.run().expired == 1
        assert said(sink, reader) == []
        assert is_over(row())

    def test_what_was_dropped_stays_dropped_when_it_is_shown_again(
        self, queued, sink, reader, row, moderator
    ):
        gone = queued("Reste.", WORDS)
        moderating.hide(gone.pk, moderator)
        sink.refuses[reader.email] = "451 4.3.0 later"
        sending.run()
        moderating.show(gone.pk, moderator)
        sink.refuses.clear()
        with time_machine.travel(row().due_at + timedelta(seconds=1)):
            sending.run()
        assert "insulte" not in said(sink, reader)[0]

    def test_words_are_looked_up_once_the_server_answers(
        self, queued, sink, reader, moderator, monkeypatch
    ):
        """While it made us wait, something may have been hidden."""
        post, opened = queued(), sending.Line.open

        def slow(line):
            opened(line)
            if post.approved:
                post.approved = False
                moderating.hide(post.pk, moderator)

        monkeypatch.setattr(sending.Line, "open", slow)
        sending.run()
        assert said(sink, reader) == []

    def test_a_mail_that_cannot_be_made_waits_and_holds_up_no_other(
        self, queued, sink, reader, row, monkeypatch, caplog
    ):
        queued()
        outbox.post("code", "b@exemple.fr", {"code": "1", "minutes": 1, "link": "https://a.fr/"})

        def broken(*_args):
            raise ValueError("a fault of ours")

        with monkeypatch.context() as patch:
            patch.setattr(mailing.letters, "subject", broken)
            sending.run()
        assert "b@exemple.fr" in [got.to for got in sink.received]
        assert row().state == State.WAITING
        with time_machine.travel(row().due_at + timedelta(seconds=1)):
            sending.run()
        assert len(said(sink, reader)) == 1

    def test_a_mail_with_nobody_elses_words_costs_no_query(
        self, council, django_assert_num_queries
    ):
        mail = outbox.post("code", "b@exemple.fr", {"code": "1", "minutes": 1, "link": "https://a"})
        with django_assert_num_queries(0):
            assert composing.fill(mail)

    def test_what_nobody_can_compose_any_more_is_let_go(self, council, resident, sink):
        outbox.promise("gone", resident.email, {"things": [1]}, person=resident)
        assert sending.run().expired == 1
        assert sink.received == []

    def test_a_demo_keeps_what_was_sent(self, queued, sink, settings, row):
        settings.MAIL_KEEPS_CONTENT = True
        queued()
        sending.run()
        assert WORDS in row().text.replace("\xa0", " ")
        assert row().subject


class TestADigest:
    @pytest.fixture
    def queued(self, topic, reader, watch, say, tell):
        def write(*texts):
            watch(reader, topic, Level.FOLLOWED)
            for text in texts:
                post = say(topic, text)
            tell()
            assert mailing.run_digests(timezone.now() + timedelta(days=1)) >= 1
            return post

        return write

    def test_says_what_is_true_when_it_leaves(self, queued, sink, reader, moderator):
        gone = queued("Reste.", WORDS)
        moderating.hide(gone.pk, moderator)
        sending.run()
        (told,) = said(sink, reader)
        assert "Reste." in told
        assert "insulte" not in told

    def test_of_which_nothing_is_left_does_not_leave(self, queued, sink, reader, moderator, row):
        moderating.hide(queued(WORDS).pk, moderator)
        sending.run()
        assert said(sink, reader) == []
        assert is_over(row())

    def test_is_not_for_who_stopped_them(self, queued, sink, reader, row):
        queued(WORDS)
        choosing.stop_digests(reader.pk)
        sending.run()
        assert said(sink, reader) == []


def test_a_mention_says_nothing_once_it_is_hidden(
    topic, reader, say, speaks_to, later, sink, moderator, row
):
    speaks_to(kinds.MENTION, reader)
    post = say(topic, WORDS)
    passing.run()
    later(mailing.SECOND_THOUGHTS)
    passing.run()
    assert row().about
    moderating.hide(post.pk, moderator)
    sending.run()
    assert said(sink, reader) == []

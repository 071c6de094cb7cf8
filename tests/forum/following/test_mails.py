"""What leaves by mail: at once, grouped, in digests; what it says, and how it is stopped."""

from datetime import UTC, datetime, timedelta

import pytest
from django.db import connection
from django.utils import timezone

from forum.board.forum_conversation import moderating
from forum.following import kinds, levels
from forum.following.models import Follow, Level
from forum.scope.tree import tree
from sites.accounts.models import User
from sites.accounts.privacy import erasure
from sites.notifications import composing, outbox, patience
from sites.notifications.models import Mail
from sites.notifications.telling import choosing, letters, links, mailing, passing, reading
from sites.notifications.telling.cadence import Cadence, latest
from sites.notifications.telling.models import DigestMark, Notice
from tests.forum.views.addresses import topic_path, url_of

pytestmark = pytest.mark.django_db

QUARTER = timedelta(minutes=16)
DESCRIBED = mailing.described


def stop_of(mail) -> str:
    """The path of the link that ends what made a mail come."""
    url = mail.headers["List-Unsubscribe"].strip("<>")
    return url.partition("://")[2].partition("/")[2].join(["/", ""])


class TestAtOnce:
    def test_waits_a_minute_for_second_thoughts(self, topic, reader, say, speaks_to, tell, mails):
        speaks_to(kinds.MENTION, reader)
        say(topic)
        tell()
        assert not Mail.objects.filter(person=reader).exists()
        assert len(mails(reader)) == 1

    def test_says_who_what_where_and_why(self, council, topic, reader, say, speaks_to, mails):
        speaks_to(kinds.MENTION, reader)
        post = say(topic, "Bruno, tu as **vu** ?\n\nIl y en a un autre.")
        mail = mails(reader)[0]
        here = url_of(council, topic_path(topic))
        for body in (mail.text, mail.html):
            assert "Passante" in body
            assert "tu as vu" in body.replace("\xa0", " ")
            assert f"{here}#message-{post.number}" in body
            assert "parce qu’on vous mentionne dans ce sujet" in body
        assert topic.subject in mail.subject
        assert mail.to == reader.email
        assert mail.site == council.site
        assert mail.headers["List-Id"] == f"<sujet-{topic.pk}.forum.{council.site.hostname}>"
        assert mail.headers["List-Unsubscribe-Post"] == "List-Unsubscribe=One-Click"
        assert "<img" not in mail.html

    def test_what_is_addressed_to_me_is_not_held_back_by_what_came_before(
        self, topic, reader, say, speaks_to, mails, later
    ):
        speaks_to(kinds.MENTION, reader)
        for turn in range(3):
            say(topic)
            later(timedelta(minutes=2 * turn))
            passing.run()
        assert len(mails(reader, timedelta(minutes=8))) >= 2

    def test_a_watched_topic_writes_once_in_a_quarter_of_an_hour(
        self, topic, reader, watch, say, mails, later
    ):
        watch(reader, topic)
        say(topic, "Un.")
        assert len(mails(reader)) == 1
        say(topic, "Deux.")
        say(topic, "Trois.")
        for minutes in (2, 5, 9, 14):
            later(timedelta(minutes=minutes))
            passing.run()
        assert Mail.objects.filter(person=reader).count() == 1
        first, second = mails(reader, timedelta(minutes=17))
        assert "Un." in first.text
        assert "Deux." in second.text
        assert "Trois." in second.text
        assert "2 messages" in second.subject.replace("\xa0", " ")
        assert not Notice.objects.filter(person=reader, mailed_at=None).exists()

    def test_another_topic_is_another_mail(self, forum, talk, topic, reader, watch, say, mails):
        other = talk(forum, title="Le square")
        for one in (topic, other):
            watch(reader, one)
            say(one)
        assert sorted(mail.subject.partition("\xa0")[0] for mail in mails(reader))
        assert Mail.objects.filter(person=reader).count() == 2

    def test_what_i_have_read_on_the_site_is_not_mailed(
        self, client_for, council, topic, reader, watch, say, tell, mails
    ):
        watch(reader, topic)
        say(topic)
        tell()
        client_for(council, reader).get(topic_path(topic))
        assert mails(reader) == []

    def test_what_was_hidden_meanwhile_is_dropped_for_good(
        self, topic, reader, watch, say, tell, mails, moderator
    ):
        watch(reader, topic)
        kept, gone = say(topic, "Reste."), say(topic, "Une insulte.")
        tell()
        moderating.hide(gone.pk, moderator)
        (mail,) = mails(reader)
        assert "Reste." in mail.text
        assert "insulte" not in mail.text + mail.html
        moderating.show(gone.pk, moderator)
        assert len(mails(reader, timedelta(hours=1))) == 1
        assert kept

    def test_a_forum_closed_meanwhile_is_silent(
        self, topic, forum, reader, watch, say, tell, mails, private
    ):
        watch(reader, topic)
        say(topic)
        tell()
        private(forum)
        assert mails(reader) == []

    def test_an_account_closed_meanwhile_gets_nothing(self, topic, reader, watch, say, tell, mails):
        watch(reader, topic)
        say(topic)
        tell()
        erasure.close(reader)
        assert mails(reader) == []

    def test_an_address_no_mail_goes_to_costs_nobody_else_theirs(
        self, topic, reader, author, watch, say, mails
    ):
        User.objects.filter(pk=reader.pk).update(email="pas une adresse")
        watch(reader, topic)
        say(topic)
        assert mails(reader) == []
        assert len(mails(author)) == 1

    def test_in_the_language_of_who_reads(self, topic, reader, watch, say, mails):
        User.objects.filter(pk=reader.pk).update(language="en")
        watch(reader, topic)
        say(topic)
        assert "You receive this message" in mails(reader)[0].text


class TestWhatCannotBeWritten:
    """It is tried again as a mail that cannot be sent is: later and later, in the end no more."""

    @pytest.fixture
    def broken(self, monkeypatch):
        """``broken()``: nobody can say what notices tell of; whose were tried."""
        tried = []

        def fail(*told):
            tried.append(told[0].pk)
            return 1 / 0

        def make() -> list[int]:
            monkeypatch.setattr(mailing, "described", fail)
            return tried

        return make

    def test_waits_longer_each_time(self, topic, reader, watch, say, tell, later, broken):
        tried = broken()
        watch(reader, topic)
        say(topic)
        tell()
        at = mailing.SECOND_THOUGHTS
        for minutes, times in ((0, 1), (0.9, 1), (1.3, 2), (1, 2), (1.5, 3), (3, 3), (2, 4)):
            at += timedelta(minutes=minutes)
            later(at)
            tell()
            assert tried.count(reader.pk) == times, at

    def test_leaves_once_it_can(self, topic, reader, watch, say, tell, later, broken, monkeypatch):
        with monkeypatch.context():
            broken()
            watch(reader, topic)
            say(topic)
            tell()
            later(mailing.SECOND_THOUGHTS)
            tell()
        monkeypatch.setattr(mailing, "described", DESCRIBED)
        assert not Mail.objects.filter(person=reader).exists()
        later(mailing.SECOND_THOUGHTS + timedelta(minutes=2))
        tell()
        assert Mail.objects.filter(person=reader).count() == 1
        tell()
        assert Mail.objects.filter(person=reader).count() == 1

    def test_is_given_up_and_stays_on_the_site(
        self, topic, reader, watch, say, tell, later, broken
    ):
        tried = broken()
        watch(reader, topic)
        say(topic)
        tell()
        for turn in range(patience.GIVE_UP + 3):
            later(mailing.SECOND_THOUGHTS + timedelta(hours=8 * turn))
            tell()
        assert tried.count(reader.pk) == patience.GIVE_UP
        notice = Notice.objects.get(person=reader)
        assert (notice.mail, notice.read_at, notice.mailed_at) == ("", None, None)

    def test_many_of_them_keep_nobody_from_theirs(
        self, topic, talk, forum, reader, watch, say, tell, later, monkeypatch
    ):
        monkeypatch.setattr(mailing, "AT_A_TIME", 1)
        Notice.objects.all().delete()
        other = talk(forum, title="Les arbres")
        monkeypatch.setattr(
            mailing,
            "described",
            lambda who, happenings: (
                1 / 0 if happenings[0].about == f"topic:{topic.pk}" else DESCRIBED(who, happenings)
            ),
        )
        for one in (topic, other):
            watch(reader, one)
            say(one)
        for minutes in range(1, 16):
            later(timedelta(minutes=minutes))
            tell()
        mail = Mail.objects.get(person=reader)
        told = Notice.objects.filter(pk__in=mail.about["notices"])
        assert [notice.about for notice in told] == [f"topic:{other.pk}"]


class TestDigests:
    DAY = datetime(2026, 11, 24, 6, 30, tzinfo=UTC)  # a Tuesday, 7.30 in Paris

    @pytest.fixture
    def followed(self, topic, reader, watch, say, tell):
        """``followed(text, at)``: a post of a followed topic, told at that moment."""
        watch(reader, topic, Level.FOLLOWED)

        def post(text, at):
            made = say(topic, text)
            tell()
            Notice.objects.filter(person=reader, happening__thing=made.pk).update(at=at)
            return made

        return post

    def digests(self, reader) -> list[Mail]:
        rows = Mail.objects.filter(person=reader, kind="digest").order_by("pk")
        return [mail for mail in rows if composing.fill(mail)]

    def test_nothing_leaves_at_once(self, followed, reader, mails):
        followed("Un.", timezone.now())
        assert mails(reader) == []

    def test_takes_all_that_waited_up_to_its_watermark(self, followed, reader):
        followed("Vieux.", self.DAY - timedelta(days=40))
        followed("Neuf.", self.DAY)
        followed("Trop tard.", self.DAY + timedelta(seconds=1))
        assert mailing.run_digests(self.DAY + timedelta(minutes=5)) == 1
        (mail,) = self.digests(reader)
        assert "Vieux." in mail.text
        assert "Neuf." in mail.text
        assert "Trop tard." not in mail.text

    def test_the_next_one_goes_on_where_it_ended(self, followed, reader):
        followed("Un.", self.DAY)
        followed("Deux.", self.DAY + timedelta(seconds=1))
        mailing.run_digests(self.DAY)
        mailing.run_digests(self.DAY + timedelta(days=1))
        first, second = self.digests(reader)
        assert "Deux." not in first.text
        assert "Un." not in second.text
        assert "Deux." in second.text

    def test_a_late_run_loses_nothing(self, followed, reader):
        for day in range(4):
            followed(f"Jour {day}.", self.DAY + timedelta(days=day))
        mailing.run_digests(self.DAY + timedelta(days=9))
        (mail,) = self.digests(reader)
        told = mail.text
        assert "4 messages" in told.replace("\xa0", " ")

    def test_a_doubled_run_repeats_nothing(self, followed, reader):
        followed("Un.", self.DAY)
        assert mailing.run_digests(self.DAY) == 1
        assert mailing.run_digests(self.DAY) == 0
        followed("Deux, remis en retard.", self.DAY)
        assert mailing.run_digests(self.DAY + timedelta(hours=3)) == 0
        assert mailing.run_digests(self.DAY + timedelta(days=1)) == 1
        assert len(self.digests(reader)) == 2

    @pytest.mark.parametrize("step", ["make", "write", "mark"])
    def test_a_run_that_dies_between_two_steps_is_made_again_whole(
        self, followed, reader, monkeypatch, step
    ):
        class Killed(BaseException):
            pass

        def die(*args, **kwargs):
            raise Killed

        followed("Un.", self.DAY)
        with monkeypatch.context() as broken:
            if step == "make":
                broken.setattr(outbox, "promised", die)
            elif step == "write":
                broken.setattr(outbox, "write_all", die)
            else:
                real = outbox.write_all
                broken.setattr(outbox, "write_all", lambda mails: (real(mails), die()))
            with pytest.raises(Killed):
                mailing.run_digests(self.DAY)
        assert self.digests(reader) == []
        assert not DigestMark.objects.exists()
        assert mailing.run_digests(self.DAY) == 1
        assert len(self.digests(reader)) == 1

    def test_one_that_cannot_be_written_waits_longer_each_time(
        self, followed, reader, later, monkeypatch
    ):
        tried = []
        monkeypatch.setattr(mailing, "described", lambda *told: tried.append(told[0].pk) or 1 / 0)
        followed("Un.", self.DAY - timedelta(hours=1))
        for minutes, times in ((0, 1), (0.9, 1), (1.3, 2), (3, 2), (3.8, 3)):
            later(timedelta(minutes=minutes))
            mailing.run_digests(self.DAY)
            assert tried.count(reader.pk) == times
        assert not DigestMark.objects.filter(person=reader, done_for__gte=self.DAY).exists()
        monkeypatch.setattr(mailing, "described", DESCRIBED)
        later(timedelta(minutes=10))
        mailing.run_digests(self.DAY)
        assert len(self.digests(reader)) == 1

    def test_the_week_ends_on_monday(self, followed, reader):
        choosing.choose(reader.pk, {"followed": Cadence.WEEKLY})
        followed("Un.", self.DAY)
        for day in range(6):
            assert mailing.run_digests(self.DAY + timedelta(days=day)) == 0
        assert mailing.run_digests(self.DAY + timedelta(days=6)) == 1
        assert "semaine" in self.digests(reader)[0].subject

    def test_what_waits_goes_by_what_one_has_chosen_since(self, followed, reader, mails):
        followed("Un.", timezone.now())
        choosing.choose(reader.pk, {"followed": Cadence.NOW})
        assert len(mails(reader)) == 1
        followed("Deux.", timezone.now())
        choosing.choose(reader.pk, {"followed": Cadence.SITE})
        assert mails(reader, timedelta(hours=2)) == []

    def test_what_was_read_or_hidden_is_left_out(
        self, followed, reader, topic, moderator, client_for, council
    ):
        gone = followed("Une insulte.", self.DAY)
        moderating.hide(gone.pk, moderator)
        followed("Lu.", self.DAY)
        client_for(council, reader).get(topic_path(topic))
        assert mailing.run_digests(self.DAY) == 0
        followed("Neuf.", self.DAY)
        assert mailing.run_digests(self.DAY + timedelta(days=1)) == 1
        (mail,) = self.digests(reader)
        assert "insulte" not in mail.text
        assert "Lu." not in mail.text

    def test_many_topics_are_bounded_and_the_rest_is_counted(
        self, forum, talk, reader, watch, say, tell, monkeypatch
    ):

        monkeypatch.setattr(letters, "SUBJECTS", 2)
        for n in range(4):
            one = talk(forum, title=f"Sujet {n}")
            watch(reader, one, Level.FOLLOWED)
            say(one)
        tell()
        Notice.objects.update(at=self.DAY)
        mailing.run_digests(self.DAY)
        (mail,) = self.digests(reader)
        assert "et 2 autres sujets" in mail.text
        assert mail.headers["List-Id"].startswith("<resumes.")


class TestItsHour:
    @pytest.mark.parametrize(
        ("now", "moment"),
        [
            # Clocks go back on 25 October 2026 at 3 a.m., and forward on 28 March 2027 at 2 a.m.
            ("2026-10-24T12:00:00Z", "2026-10-24T05:30:00Z"),
            ("2026-10-25T06:29:59Z", "2026-10-24T05:30:00Z"),
            ("2026-10-25T06:30:00Z", "2026-10-25T06:30:00Z"),
            ("2027-03-27T06:30:00Z", "2027-03-27T06:30:00Z"),
            ("2027-03-28T05:29:59Z", "2027-03-27T06:30:00Z"),
            ("2027-03-28T05:30:00Z", "2027-03-28T05:30:00Z"),
        ],
    )
    def test_of_the_day_is_half_past_seven_in_paris(self, now, moment):
        assert latest(Cadence.DAILY, datetime.fromisoformat(now)) == datetime.fromisoformat(moment)

    @pytest.mark.parametrize(
        ("now", "moment"),
        [
            ("2026-10-26T06:29:59Z", "2026-10-19T05:30:00Z"),
            ("2026-10-26T06:30:00Z", "2026-10-26T06:30:00Z"),
            ("2026-11-01T23:00:00Z", "2026-10-26T06:30:00Z"),
            ("2027-03-29T05:30:00Z", "2027-03-29T05:30:00Z"),
        ],
    )
    def test_of_the_week_is_the_same_on_monday(self, now, moment):
        found = latest(Cadence.WEEKLY, datetime.fromisoformat(now))
        assert found == datetime.fromisoformat(moment)


class TestStopping:
    @pytest.fixture
    def mail(self, topic, reader, watch, say, mails):
        watch(reader, topic)
        say(topic)
        return mails(reader)[0]

    def level(self, reader, topic) -> Level:
        return levels.of_topic(reader, tree().nodes[topic.forum_id], topic.pk).level

    def test_one_click_without_signing_in_and_without_a_token(
        self, client_for, council, mail, reader, topic
    ):
        client = client_for(council, enforce_csrf_checks=True)
        answer = client.post(stop_of(mail), {"List-Unsubscribe": "One-Click"})
        assert answer.status_code == 200
        assert self.level(reader, topic) == Level.MUTED
        assert not answer.cookies

    def test_looking_at_the_page_stops_nothing(self, client_for, council, mail, reader, topic):
        page = client_for(council).get(stop_of(mail))
        assert topic.subject in page.content.decode()
        assert self.level(reader, topic) == Level.WATCHED

    def test_the_link_stands_in_text_and_html(self, mail):
        assert stop_of(mail) in mail.text
        assert stop_of(mail) in mail.html

    def test_it_stops_that_topic_and_nothing_else(
        self, client_for, council, mail, forum, talk, reader, watch
    ):
        other = talk(forum, title="Le square")
        watch(reader, other)
        client_for(council).post(stop_of(mail))
        assert self.level(reader, other) == Level.WATCHED

    def test_twice_is_once_and_later_choices_stand(self, client_for, council, mail, reader, topic):
        for _turn in range(2):
            assert client_for(council).post(stop_of(mail)).status_code == 200
        assert Follow.objects.filter(person=reader).count() == 1

    def test_a_forged_or_torn_link_is_worth_nothing(
        self, client_for, council, mail, reader, topic, author
    ):
        good = stop_of(mail)
        forged = links.stop_path(author.pk, "x").rpartition(":")[0] + ":aaaa/"
        for path in (good[:-3] + "/", forged, "/notifications/arreter/x/"):
            assert client_for(council).post(path).status_code == 404
        assert self.level(reader, topic) == Level.WATCHED

    def test_the_title_of_what_is_private_now_is_not_told_to_the_holder_of_a_link(
        self, client_for, council, mail, forum, topic, private
    ):
        private(forum)
        assert topic.subject not in client_for(council).get(stop_of(mail)).content.decode()

    def test_what_is_gone_is_stopped_without_a_word(self, client_for, council, mail, topic):
        topic.delete()
        assert client_for(council).post(stop_of(mail)).status_code == 200

    def test_a_digest_ends_all_digests_and_leaves_the_rest(
        self, client_for, council, portal, topic, reader, watch, say, tell
    ):
        watch(reader, topic, Level.FOLLOWED)
        say(topic)
        tell()
        mailing.run_digests(timezone.now() + timedelta(days=1))
        (mail,) = Mail.objects.filter(person=reader, kind="digest")
        assert composing.fill(mail)
        assert client_for(portal).post(stop_of(mail)).status_code == 200
        chosen = choosing.chosen_by(reader)
        assert chosen["followed"] == Cadence.SITE
        assert chosen["reply"] == Cadence.NOW


class TestPrivacy:
    def test_the_export_has_my_own_and_nobody_elses(self, topic, reader, author, watch, say, tell):
        from forum.following import ignoring
        from sites.accounts.privacy.registry import holdings

        watch(reader, topic)
        say(topic)
        tell()
        ignoring.ignore(reader, author)
        ignoring.ignore(author, reader)
        told = {
            part.key: list(part.rows)
            for one in holdings()
            if one.key in ("notices", "notice-settings", "following", "ignoring")
            for part in one.export(reader)
        }
        assert len(told["notifications"]) == 1
        assert told["suivi-du-forum"][0]["what"] == f"sujet n° {topic.pk}"
        assert [row["who"] for row in told["plus-lus"]] == [author.pseudonym]

    def test_erased_it_leaves_nothing(self, topic, reader, author, watch, say, tell):
        from forum.following import ignoring
        from forum.following.models import Ignored
        from sites.notifications.telling.announcing import tell as tell_one
        from sites.notifications.telling.models import Happening

        watch(reader, topic)
        say(topic)
        tell()
        ignoring.ignore(author, reader)
        tell_one(reader, "moderation", key="d:1", title="Décision", path="/compte/")
        choosing.choose(reader.pk, {"reply": Cadence.NEVER})
        erasure.erase(reader)
        assert not Notice.objects.filter(person=reader).exists()
        assert not Follow.objects.filter(person=reader).exists()
        assert not Ignored.objects.exists()
        assert not Happening.objects.filter(source="direct").exists()
        assert not Mail.objects.filter(person=reader).exists()


class TestTheCentre:
    PATH = "/compte/notifications/"

    def test_groups_by_topic_and_counts(
        self, client_for, council, forum, talk, topic, reader, watch, say, tell
    ):
        other = talk(forum, title="Le square")
        for one, many in ((topic, 3), (other, 1)):
            watch(reader, one)
            for _n in range(many):
                say(one)
        tell()
        page = client_for(council, reader).get(self.PATH)
        found = {e.title: e.count.replace("\xa0", " ") for e in page.context["notifications"]}
        assert found == {topic.subject: "3 messages", "Le square": "1 message"}
        assert page.context["unread"] == 2
        first = page.context["notifications"][1]
        assert first.url.endswith("#message-2")

    def test_visiting_the_topic_is_reading(
        self, client_for, council, topic, reader, watch, say, tell
    ):
        watch(reader, topic)
        say(topic)
        tell()
        client = client_for(council, reader)
        client.head(topic_path(topic))
        assert client.get("/forum/").context["unread"] == 1
        assert client.get(topic_path(topic)).context["unread"] == 0

    def test_only_the_posts_that_were_on_the_page(
        self, client_for, council, forum, talk, reader, watch, say, tell
    ):
        long = talk(forum, replies=14)
        watch(reader, long)
        say(long)
        tell()
        client = client_for(council, reader)
        assert client.get(topic_path(long)).context["unread"] == 1
        assert client.get(f"{topic_path(long)}?page=2").context["unread"] == 0

    def test_all_is_marked_up_to_what_was_shown(
        self, client_for, council, topic, reader, watch, say, tell
    ):
        watch(reader, topic)
        say(topic)
        tell()
        client = client_for(council, reader)
        until = client.get(self.PATH).context["until"]
        say(topic)
        tell()
        assert client.get(f"{self.PATH}lues/").status_code == 405
        client.post(f"{self.PATH}lues/", {"jusqua": until})
        assert Notice.objects.filter(person=reader, read_at=None).count() == 1
        client.post(f"{self.PATH}lues/", {"jusqua": "n’importe quoi"})
        assert not Notice.objects.filter(person=reader, read_at=None).exists()

    def test_marks_nobody_elses(self, client_for, council, topic, reader, author, say, tell):
        say(topic)
        tell()
        client_for(council, reader).post(f"{self.PATH}lues/", {})
        assert Notice.objects.filter(person=author, read_at=None).exists()

    def test_costs_the_same_for_many(
        self,
        client_for,
        council,
        forum,
        talk,
        reader,
        watch,
        say,
        tell,
        settings,
        django_assert_max_num_queries,
    ):
        settings.HOST_TABLE_MAX_AGE = 3600
        client, counts = client_for(council, reader), []
        from django.test.utils import CaptureQueriesContext

        for many in (1, 8):
            for n in range(many):
                one = talk(forum, title=f"Sujet {many} {n}")
                watch(reader, one)
                say(one)
            tell()
            client.get(self.PATH)
            with CaptureQueriesContext(connection) as captured:
                client.get(self.PATH)
            counts.append(len(captured))
        assert counts[0] == counts[1]
        assert counts[0] <= 16

    def test_is_bounded(self, topic, reader, watch, say, tell, monkeypatch):
        monkeypatch.setattr(reading, "LISTED", 2)
        watch(reader, topic)
        for _n in range(4):
            say(topic)
        tell()
        (entry,), _gone = reading.entries(reader)
        assert entry.count.replace("\xa0", " ") == "2 messages"

    def test_is_for_who_is_signed_in(self, client_for, council):
        for path in ("", "lues/", "reglages/"):
            answer = client_for(council).post(self.PATH + path)
            assert answer.status_code == 302
            assert "/compte/connexion/" in answer["Location"]

    def test_anonymous_pages_know_nothing_of_it(self, client_for, council, topic):
        page = client_for(council).get(topic_path(topic)).content.decode()
        assert "notifications" not in page.lower()


class TestSettings:
    PATH = "/compte/notifications/reglages/"

    def test_are_kept_for_each_kind(self, client_for, council, reader):
        client = client_for(council, reader)
        form = client.get(self.PATH).context["form"]
        data = {name: field.initial for name, field in form.fields.items()}
        assert client.post(self.PATH, data | {"reply": "weekly"}).status_code == 302
        assert choosing.chosen_by(reader)["reply"] == "weekly"
        assert client.get(self.PATH).context["form"].fields["reply"].initial == "weekly"

    def test_junk_is_refused(self, client_for, council, reader):
        answer = client_for(council, reader).post(self.PATH, {"reply": "hourly"})
        assert answer.status_code == 422
        assert choosing.chosen_by(reader)["reply"] == "now"

    def test_decisions_cannot_be_turned_off(self, client_for, council, reader):
        client = client_for(council, reader)
        form = client.get(self.PATH).context["form"]
        data = {name: field.initial for name, field in form.fields.items()}
        assert client.post(self.PATH, data | {"moderation": "never"}).status_code == 422
        choosing.choose(reader.pk, {"moderation": "never"})
        assert choosing.chosen_by(reader)["moderation"] == "now"


def test_old_notices_are_forgotten(topic, reader, watch, say, tell, later):
    from sites.notifications.telling import purging

    watch(reader, topic)
    say(topic)
    tell()
    assert purging.purge() == 0
    later(timedelta(days=91))
    assert purging.purge() > 0
    assert not Notice.objects.exists()

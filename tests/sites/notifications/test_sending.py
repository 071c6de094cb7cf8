"""What waits is sent once, refusals are told from delays, and codes do not stay behind."""

import logging
import smtplib
import socket
from datetime import timedelta

import pytest
import time_machine
from django.core.management import call_command
from django.db import transaction
from django.utils import timezone

from sites.notifications import outbox, sending, smtp
from sites.notifications.models import Mail
from tests.sites.notifications.sink import Sink

pytestmark = pytest.mark.django_db

CODE = {"code": "482913", "link": "https://p.exemple.fr/c/", "minutes": 15, "is_new": False}
State = Mail.State


@pytest.fixture
def sink(settings):
    with Sink() as sink:
        settings.MAIL_BACKEND = "sites.notifications.smtp.EmailBackend"
        settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_TIMEOUT = "127.0.0.1", sink.port, 5
        yield sink


def post(to="sureau@exemple.fr", **told) -> Mail:
    return outbox.post("code", to, CODE, **told)


def later(**time):
    return time_machine.travel(timezone.now() + timedelta(**time))


def state(mail: Mail) -> str:
    mail.refresh_from_db()
    return mail.state


def test_a_mail_arrives_as_it_was_made(sink, council):
    mail = post(site=council.site, to="lilas@exemple.fr")
    subject, text = mail.subject, mail.text
    assert sending.run().sent == 1
    (got,) = sink.received
    assert got.to == "lilas@exemple.fr"
    assert got.message["Subject"] == subject
    assert got.message_id == mail.message_id
    assert got.message.get_body(("plain",)).get_content().replace("\r\n", "\n") == text
    assert CODE["code"] in got.message.get_body(("html",)).get_content()
    assert got.message["Auto-Submitted"] == "auto-generated"
    assert council.name in str(got.message["From"])
    assert sending.run().sent == 0
    assert len(sink.received) == 1


def test_many_go_over_one_connection_in_their_order(sink, council):
    for n in range(5):
        post(to=f"a{n}@exemple.fr")
    assert sending.run().sent == 5
    assert sink.connections == 1
    assert [one.to for one in sink.received] == [f"a{n}@exemple.fr" for n in range(5)]


def test_nothing_to_send_connects_to_nobody(sink, council):
    sending.run()
    assert sink.connections == 0


def test_what_is_rolled_back_sends_nothing(sink, council):
    def fail() -> None:
        with transaction.atomic():
            post()
            raise RuntimeError

    with pytest.raises(RuntimeError):
        fail()
    assert sending.run().sent == 0
    assert not Mail.objects.exists()


class TestAttachment:
    FILE = outbox.Attachment("séance.ics", "text/calendar", "SUMMARY:Été\r\n".encode())

    def test_arrives_byte_for_byte_and_is_gone_afterwards(self, sink, council):
        mail = post(attachment=self.FILE)
        sending.run()
        (got,) = sink.received
        (part,) = [part for part in got.message.walk() if part.get_filename()]
        assert (part.get_filename(), part.get_content_type()) == ("séance.ics", "text/calendar")
        assert part.get_payload(decode=True).split() == self.FILE.content.split()
        assert state(mail) == State.SENT
        assert (mail.attached_name, mail.attached_type, mail.attached) == ("", "", None)

    def test_that_is_no_text_arrives_too(self, sink, council):
        content = bytes(range(256))
        post(attachment=outbox.Attachment("a.bin", "application/octet-stream", content))
        sending.run()
        (got,) = sink.received
        (part,) = [part for part in got.message.walk() if part.get_filename()]
        assert part.get_payload(decode=True) == content

    def test_of_a_mail_that_is_let_go_is_gone(self, council):
        mail = post(attachment=self.FILE, expires_in=timedelta(minutes=5))
        with later(minutes=6):
            sending.expire()
        assert state(mail) == State.EXPIRED
        assert mail.attached is None


class TestAfterwards:
    def test_codes_and_links_are_gone_and_the_trace_goes_later(self, sink, council):
        mail = post(reply_to="a@b.fr")
        sending.run()
        assert state(mail) == State.SENT
        assert (mail.subject, mail.text, mail.html, mail.reply_to) == ("", "", "", "")
        with later(days=29):
            call_command("purge_mails", verbosity=0)
            assert Mail.objects.exists()
        with later(days=31):
            call_command("purge_mails", verbosity=0)
            assert not Mail.objects.exists()

    def test_what_still_waits_is_never_purged(self, council):
        post()
        with later(days=40):
            assert outbox.purge() == 0

    def test_a_demo_keeps_them(self, sink, council, settings):
        settings.MAIL_KEEPS_CONTENT = True
        mail = post()
        sending.run()
        assert CODE["code"] in Mail.objects.get(pk=mail.pk).text

    def test_a_person_is_found_by_account_and_by_address(self, council, make_user):
        person = make_user(email="Sureau@exemple.fr")
        post(person=person, to="autre@exemple.fr")
        post(to="sureau@exemple.fr")
        post(to="equipe@exemple.fr", reply_to="SUREAU@exemple.fr")
        kept = post(to="lilas@exemple.fr")
        assert outbox.forget(person, person.email) == 3
        assert list(Mail.objects.all()) == [kept]
        assert outbox.forget(None) == 0

    def test_an_account_that_goes_leaves_no_link_to_it(self, council, make_user):
        person = make_user()
        mail = post(person=person)
        person.delete()
        mail.refresh_from_db()
        assert mail.person is None


class TestRefusals:
    @pytest.mark.parametrize("answer", ["550 5.1.1 no such user", "553 not here"])
    def test_a_final_one_concerns_this_mail_only(self, sink, council, caplog, answer):
        sink.refuses["gone@exemple.fr"] = answer
        gone, there = post(to="gone@exemple.fr"), post(to="there@exemple.fr")
        done = sending.run()
        assert (done.sent, done.refused) == (1, 1)
        assert (state(gone), state(there)) == (State.FAILED, State.SENT)
        assert gone.error == f"SMTPRecipientsRefused {answer[:3]}"
        assert gone.text == ""
        (line,) = [r for r in caplog.records if r.levelno == logging.ERROR]
        assert "exemple.fr" not in line.getMessage()
        with later(days=1):
            assert sending.run().refused == 0

    def test_a_passing_one_is_tried_again_later_and_later(self, sink, council):
        sink.refuses["full@exemple.fr"] = "452 4.2.2 mailbox full"
        mail, start = post(to="full@exemple.fr"), timezone.now()
        waits, now = [], start
        for _n in range(12):
            with time_machine.travel(now, tick=False):
                assert sending.run().delayed == 1
                assert state(mail) == State.WAITING
                waits.append((mail.due_at - now).total_seconds() / 60)
            with time_machine.travel(mail.due_at - timedelta(seconds=1), tick=False):
                assert sending.run().delayed == 0
            now = mail.due_at
        for wait, least in zip(
            waits, [1, 2, 4, 8, 16, 32, 64, 128, 256, 360, 360, 360], strict=True
        ):
            assert least <= wait <= least * 1.2
        assert mail.text
        del sink.refuses["full@exemple.fr"]
        with time_machine.travel(now):
            assert sending.run().sent == 1
        assert sink.ids == [mail.message_id]

    def test_a_passing_one_is_final_after_three_days(self, sink, council):
        sink.refuses["full@exemple.fr"] = "452 4.2.2 mailbox full"
        mail = post(to="full@exemple.fr")
        start = now = timezone.now()
        while state(mail) == State.WAITING:
            now = max(now, mail.due_at)
            with time_machine.travel(now):
                sending.run()
        assert state(mail) == State.FAILED
        assert timedelta(days=2, hours=20) < now - start < timedelta(days=3, hours=18)  # by chance

    @pytest.mark.parametrize(("answer", "expected"), [("554 5.7.1 spam", "failed"),
                                                      ("451 4.3.0 later", "waiting")])  # fmt: skip
    def test_an_answer_to_the_content_counts_alike(self, sink, council, answer, expected):
        sink.answers["a@exemple.fr"] = answer
        mail = post(to="a@exemple.fr")
        sending.run()
        assert state(mail) == expected
        assert mail.error == f"SMTPDataError {answer[:3]}"

    def test_a_server_that_hangs_up_on_one_mail_gets_the_others(self, sink, council):
        sink.answers["a@exemple.fr"] = None
        poison, other = post(to="a@exemple.fr"), post(to="b@exemple.fr")
        done = sending.run()
        assert (done.sent, done.delayed, sink.connections) == (1, 1, 2)
        assert (state(poison), state(other)) == (State.WAITING, State.SENT)

    @pytest.mark.parametrize(
        ("error", "final"),
        [
            (smtplib.SMTPRecipientsRefused({"a": (550, b"")}), True),
            (smtplib.SMTPRecipientsRefused({"a": (451, b"")}), False),
            (smtplib.SMTPDataError(554, b""), True),
            (smtplib.SMTPSenderRefused(550, b"", "a"), False),
            (smtplib.SMTPAuthenticationError(535, b""), False),
            (smtplib.SMTPServerDisconnected(), False),
            (smtplib.SMTPNotSupportedError(), True),
            (TimeoutError(), False),
            (ValueError("Header values can't contain newlines"), True),
        ],
    )
    def test_a_fault_of_ours_is_nobodys_refusal(self, error, final):
        assert sending.is_final(error) is final


class TestAServerThatIsAway:
    def test_counts_against_nobody(self, council, settings, caplog):
        with socket.create_server(("127.0.0.1", 0)) as nobody:
            settings.EMAIL_HOST, settings.EMAIL_PORT = nobody.getsockname()
        settings.MAIL_BACKEND = "sites.notifications.smtp.EmailBackend"
        mails = [post(to=f"a{n}@exemple.fr") for n in range(3)]
        done = sending.run()
        assert done.away
        assert [state(mail) for mail in mails] == [State.WAITING] * 3
        assert [mail.attempts for mail in mails] == [1, 0, 0]
        assert "server is away" in caplog.text
        assert "exemple.fr" not in caplog.text

    def test_never_makes_a_mail_fail_and_all_go_when_it_is_back(self, council, settings):
        with Sink() as sink:
            pass  # its port is nobody's now
        settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
        settings.MAIL_BACKEND = "sites.notifications.smtp.EmailBackend"
        mail, now = post(), timezone.now()
        for _day in range(5):
            now += timedelta(days=1)
            with time_machine.travel(now):
                assert sending.run().away
        assert state(mail) == State.WAITING
        assert mail.due_at - now < timedelta(minutes=7)
        with Sink() as back:
            settings.EMAIL_PORT = back.port
            back.refuses[mail.to] = "451 4.7.1 greylisted"  # as unknown servers are greeted
            with time_machine.travel(mail.due_at):
                assert sending.run().delayed == 1
            back.refuses.clear()
            with time_machine.travel(mail.due_at + timedelta(minutes=2)):
                assert sending.run().sent == 1


class TestLeases:
    def test_a_mail_in_somebodys_hands_is_nobody_elses(self, council):
        post()
        assert sending.take() is not None
        assert sending.take() is None

    def test_end_when_their_holder_died(self, sink, council):
        mail = post()
        sending.take()
        assert sending.run().sent == 0
        with later(minutes=6):
            assert sending.run().sent == 1
        assert sink.ids == [mail.message_id]

    def test_that_ended_write_nothing(self, council, caplog):
        post()
        slow = sending.take()
        with later(minutes=6):
            other = sending.take()
            sending._record(slow, state=State.FAILED)
            assert state(other) == State.SENDING
        assert "lease ended" in caplog.text

    def test_outlast_the_longest_attempt(self, settings):
        """Ten answers that come at the last moment, then the one that is waited for longest."""
        assert sending.LEASE.total_seconds() > 10 * 10 + smtp.LAST_ANSWER

    def test_the_last_answer_is_waited_for(self, sink, council, settings):
        settings.EMAIL_TIMEOUT, sink.slow = 0.3, 1.0
        post()
        assert sending.run().sent == 1


class TestExpiry:
    def test_what_is_late_is_let_go(self, sink, council):
        mail = post(expires_in=timedelta(hours=1))
        with later(minutes=61):
            assert sending.run().expired == 1
        assert state(mail) == State.EXPIRED
        assert (mail.text, mail.subject, sink.received) == ("", "", [])

    def test_what_is_in_time_is_sent(self, sink, council):
        post(expires_in=timedelta(hours=1))
        with later(minutes=59):
            assert sending.run().sent == 1

    def test_an_operator_may_let_go_of_everything(self, sink, council, capsys):
        """What a restored backup still holds may have been sent long ago."""
        post(), post()
        call_command("mails", "--drop")
        assert "2 courriels abandonnés" in capsys.readouterr().out
        assert sending.run().sent == 0
        assert not Mail.objects.exclude(state=State.EXPIRED, text="").exists()

    def test_what_somebody_sends_just_now_is_theirs(self, council):
        mail = post(expires_in=timedelta(minutes=1))
        with later(seconds=58):
            sending.take()
        with later(minutes=2):
            assert sending.run().expired == 0
        assert state(mail) == State.SENDING


def test_one_query_more_than_nothing_to_find_out_that_nothing_waits(
    council, django_assert_max_num_queries
):
    with django_assert_max_num_queries(4):
        sending.run()


def test_the_operator_is_told_in_a_few_lines(sink, council, capsys):
    sink.refuses["gone@exemple.fr"] = "550 no"
    post(to="gone@exemple.fr")
    call_command("send_mails")
    post()
    call_command("mails")
    said = capsys.readouterr().out
    assert "0 envoyés, 1 refusés" in said
    assert "en attente : 1" in said
    assert "SMTPRecipientsRefused 550" in said
    assert "exemple.fr" not in said

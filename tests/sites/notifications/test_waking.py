"""A mail leaves a moment after the commit, and nobody waits for it."""

import threading
import time

import pytest
from django.db import OperationalError, connections, transaction

from sites.delivery import stopping
from sites.notifications import outbox, sending, waking
from sites.notifications.models import Mail
from tests.sites.notifications.sink import Sink

CODE = {"code": "482913", "link": "https://p.exemple.fr/c/", "minutes": 15, "is_new": False}


def eventually(is_so) -> None:
    deadline = time.monotonic() + 10
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.01)


@pytest.fixture
def passes(monkeypatch, settings):
    """What sending passes do: replace ``passes.does``; they are counted in ``passes.ran``."""
    settings.MAIL_WAKES = True

    class Passes:
        ran: list[str] = []
        does = staticmethod(lambda: None)

    Passes.ran = []

    def run():
        Passes.ran.append(threading.current_thread().name)
        Passes.does()

    monkeypatch.setattr(sending, "run", run)
    return Passes


class TestAWaker:
    def test_returns_at_once_and_sends_in_one_thread_at_a_time(self, passes):
        go_on = threading.Event()
        passes.does = staticmethod(lambda: go_on.wait(10))
        waker = waking.Waker()
        began = time.monotonic()
        for _n in range(50):
            waker.wake()
        assert time.monotonic() - began < 1
        assert [t.name for t in threading.enumerate()].count("outbox") == 1
        go_on.set()
        eventually(lambda: not waker._works)
        assert len(passes.ran) == 2, "one pass, and one for all who called meanwhile"

    def test_can_be_woken_again(self, passes):
        waker = waking.Waker()
        for count in (1, 2, 3):
            waker.wake()
            eventually(lambda count=count: len(passes.ran) == count and not waker._works)

    @pytest.mark.parametrize("error", [OperationalError("away"), RuntimeError("x")])
    def test_survives_what_goes_wrong(self, passes, caplog, error):
        def fail():
            raise error

        passes.does = staticmethod(fail)
        waker = waking.Waker()
        waker.wake()
        eventually(lambda: not waker._works)
        assert "wait for the schedule" in caplog.text
        waker.wake()
        eventually(lambda: len(passes.ran) == 2)

    def test_that_gets_no_thread_leaves_it_to_the_schedule(self, passes, monkeypatch, caplog):
        def full(thread):
            raise RuntimeError("can't start new thread")

        waker = waking.Waker()
        with monkeypatch.context() as patched:
            patched.setattr(threading.Thread, "start", full)
            waker.wake()
        assert "wait for the schedule" in caplog.text
        waker.wake()
        eventually(lambda: passes.ran)

    def test_lets_the_mail_under_way_be_noted_before_the_process_ends(self, passes):
        noted = []
        passes.does = staticmethod(lambda: (time.sleep(0.3), noted.append(1)))
        waker = waking.Waker()
        waker.wake()
        try:
            waker.finish()
            assert noted == [1]
        finally:
            stopping.asked.clear()

    def test_sleeps_where_settings_say_so(self, passes, settings):
        settings.MAIL_WAKES = False
        waking.wake()
        time.sleep(0.05)
        assert passes.ran == []


@pytest.mark.django_db
def test_it_is_woken_by_the_commit_and_not_before(
    portal, passes, django_capture_on_commit_callbacks, monkeypatch
):
    woken = []
    monkeypatch.setattr(waking, "wake", lambda: woken.append(1))
    with django_capture_on_commit_callbacks(execute=False) as waiting:
        outbox.post("code", "sureau@exemple.fr", CODE)
    assert woken == []
    for callback in waiting:
        callback()
    assert woken == [1]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestForReal:
    @pytest.fixture
    def sink(self, portal, settings):
        with Sink() as sink:
            settings.MAIL_BACKEND = "sites.notifications.smtp.EmailBackend"
            settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", sink.port
            settings.MAIL_WAKES = True
            yield sink
            eventually(lambda: not waking._waker._works)

    def test_a_code_arrives_within_a_second_and_its_request_does_not_wait(self, sink):
        sink.slow = 0.4
        began = time.monotonic()
        with transaction.atomic():
            mail = outbox.post("code", "sureau@exemple.fr", CODE)
        assert time.monotonic() - began < 0.4
        eventually(lambda: sink.ids == [mail.message_id])
        assert time.monotonic() - began < 2
        eventually(lambda: Mail.objects.get().state == Mail.State.SENT)

    def test_eight_senders_at_once_send_each_mail_once(self, sink, settings):
        settings.MAIL_WAKES = False
        mails = [outbox.post("code", f"a{n}@exemple.fr", CODE) for n in range(60)]

        def beside() -> None:
            sending.run()
            connections.close_all()

        threads = [threading.Thread(target=beside) for _n in range(8)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(20)
        assert sorted(sink.ids) == sorted(mail.message_id for mail in mails)
        assert set(Mail.objects.values_list("attempts", flat=True)) == {1}

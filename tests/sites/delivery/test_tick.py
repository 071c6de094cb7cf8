"""What happens by itself happens once, whatever fails, hangs, dies or was away."""

import threading
import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
import time_machine
from django.core.management import CommandError, call_command
from django.db import OperationalError, connection, connections
from django.utils import timezone

from sites.accounts.models import HostSession
from sites.delivery import schedule, stopping, ticking
from sites.delivery.models import Job

NOON = datetime(2026, 3, 14, 12, 0, 5, tzinfo=UTC)


class Commands:
    """Commands that note when they run; ``does[name]`` is called when one does."""

    def __init__(self) -> None:
        self.ran: list[str] = []
        self.does: dict[str, Callable[[], None]] = {}

    def __call__(self, name: str, **options) -> None:
        self.ran.append(name)
        self.does.get(name, lambda: None)()

    def fail(self, name: str, error: BaseException | None = None) -> None:
        def failing() -> None:
            raise error or RuntimeError(f"{name} is ill")

        self.does[name] = failing


@pytest.fixture
def commands(monkeypatch, settings) -> Commands:
    """Three jobs: each minute, each hour, each day at 03:40."""
    settings.ROUTINE = {"minutely": "minute", "hourly": "hour", "daily": "03:40"}
    made = Commands()
    monkeypatch.setattr(ticking, "call_command", made)
    return made


def tick(commands: Commands, now: datetime | None = None) -> list[str]:
    """What one tick ran."""
    before = len(commands.ran)
    if now is None:
        ticking.run()
    else:
        with time_machine.travel(now, tick=False):
            ticking.run()
    return commands.ran[before:]


def minutes(number: float) -> timedelta:
    return timedelta(minutes=number)


@pytest.mark.django_db
class TestWhatIsDue:
    def test_is_done_once_a_period(self, commands):
        everything = ["minutely", "hourly", "daily"]
        assert tick(commands, NOON) == everything
        assert tick(commands, NOON + timedelta(seconds=54)) == []
        assert tick(commands, NOON + minutes(1)) == ["minutely"]
        assert tick(commands, NOON + minutes(60)) == ["minutely", "hourly"]
        night = NOON.replace(day=15, hour=2, minute=39)
        assert tick(commands, night) == ["minutely", "hourly"]
        assert tick(commands, night + minutes(1)) == ["minutely", "daily"]

    def test_does_not_slip_when_ticks_come_a_little_early(self, commands):
        early = NOON + timedelta(seconds=56)  # 12:01:01, less than a minute later
        assert [tick(commands, NOON), tick(commands, early)][1] == ["minutely"]

    def test_is_done_once_after_an_outage_of_days(self, commands):
        tick(commands, NOON)
        back = NOON + timedelta(days=3, minutes=7)
        assert tick(commands, back) == ["minutely", "hourly", "daily"]
        assert tick(commands, back + timedelta(seconds=1)) == []

    @pytest.mark.parametrize("day", [datetime(2026, 3, 29, tzinfo=UTC),
                                     datetime(2026, 10, 25, tzinfo=UTC)])  # fmt: skip
    def test_is_done_once_a_day_when_clocks_change(self, commands, settings, day):
        settings.ROUTINE = {"daily": "02:30"}
        tick(commands, day - timedelta(hours=12))
        commands.ran.clear()
        for quarter in range(4 * 24):
            tick(commands, day + minutes(15) * quarter)
        assert commands.ran == ["daily"]

    def test_is_not_lost_by_a_clock_that_was_wrong(self, commands):
        tick(commands, NOON.replace(year=2031))
        assert tick(commands, NOON) == ["minutely", "hourly", "daily"]
        assert tick(commands, NOON + timedelta(seconds=10)) == []

    def test_is_not_done_twice_by_a_machine_whose_clock_is_late(self, commands):
        tick(commands, NOON)
        assert tick(commands, NOON - timedelta(seconds=10)) == []

    def test_a_job_that_is_new_is_done_at_once_and_one_that_is_gone_never(self, commands, settings):
        tick(commands, NOON)
        settings.ROUTINE = {"new": "03:40"}
        assert tick(commands, NOON + minutes(1)) == ["new"]


@pytest.mark.django_db
class TestAFailure:
    def test_stops_none_of_the_others_and_is_told_in_one_line(self, commands, caplog):
        commands.fail("minutely")
        with pytest.raises(CommandError, match=r"ont échoué.*minutely") as failed:
            call_command("tick")
        assert "\n" not in str(failed.value)
        assert commands.ran == ["minutely", "hourly", "daily"]
        assert "minutely is ill" in caplog.text

    @pytest.mark.parametrize("error", [SystemExit(3), CommandError("no"), OperationalError("x")])
    def test_is_a_failure_however_it_ends(self, commands, error):
        commands.fail("hourly", error)
        assert tick(commands, NOON) == ["minutely", "hourly", "daily"]
        assert Job.objects.get(name="hourly").succeeded is False

    def test_is_tried_again_with_pauses_that_grow(self, commands, settings):
        settings.ROUTINE = {"daily": "03:40"}
        commands.fail("daily")
        attempts = [n for n in range(400) if tick(commands, NOON + minutes(n))]
        assert attempts[:6] == [0, 1, 2, 4, 8, 16]
        assert attempts[-1] - attempts[-2] == 60
        commands.does.clear()
        assert tick(commands, NOON + minutes(500)) == ["daily"]
        assert tick(commands, NOON + minutes(501)) == []
        assert Job.objects.get().failures == 0

    def test_of_what_is_due_each_minute_pauses_five_minutes_at_most(self, commands, settings):
        settings.ROUTINE = {"minutely": "minute"}
        commands.fail("minutely")
        attempts = [n for n in range(60) if tick(commands, NOON + minutes(n))]
        assert max(b - a for a, b in pairwise(attempts)) == 5

    def test_of_the_database_is_said_in_one_line(self, monkeypatch):
        def away(*args, **kwargs):
            raise OperationalError("connection refused\nIs the server running?")

        monkeypatch.setattr(schedule.Job.objects, "bulk_create", away)
        with pytest.raises(CommandError, match="ne répond pas") as failed:
            call_command("tick")
        assert "\n" not in str(failed.value)


@pytest.mark.django_db
class TestALease:
    def test_keeps_a_second_tick_away(self, commands):
        commands.does["minutely"] = lambda: seen.extend(tick(commands))
        seen: list[str] = []
        tick(commands)
        assert sorted(commands.ran) == ["daily", "hourly", "minutely"]
        assert seen == ["hourly", "daily"], "the one beside does the others"

    def test_ends_when_its_holder_was_killed(self, commands, settings):
        settings.ROUTINE = {"daily": "03:40"}
        commands.fail("daily", KeyboardInterrupt())  # nothing is written down
        with pytest.raises(KeyboardInterrupt):
            tick(commands, NOON)
        commands.does.clear()
        assert tick(commands, NOON + minutes(1)) == []
        assert tick(commands, NOON + minutes(2)) == ["daily"]

    def test_that_ended_writes_nothing(self, commands, caplog):
        with time_machine.travel(NOON, tick=False):
            slow = next(schedule.due())
        with time_machine.travel(NOON + minutes(3), tick=False):
            assert next(schedule.due()).name == slow.name
            assert not schedule.succeed(slow)
            assert not schedule.fail(slow)
            assert not schedule.renew(slow)

    def test_is_given_back_by_who_is_told_to_end(self, commands):
        stopping.asked.set()
        try:
            assert tick(commands) == []
        finally:
            stopping.asked.clear()
        assert tick(commands) == ["minutely", "hourly", "daily"]


@pytest.mark.django_db
def test_a_list_says_when_each_was_done_and_does_nothing(commands, capsys):
    call_command("tick", "--list")
    assert commands.ran == []
    assert capsys.readouterr().out.count("jamais") == 3
    commands.fail("hourly")
    with pytest.raises(CommandError):
        call_command("tick")
    next(schedule.due(), None)
    call_command("tick", "--list")
    minutely, hourly, daily = capsys.readouterr().out.splitlines()
    assert "chaque minute" in minutely
    assert "faite" in minutely
    assert "échouée 1 fois" in hourly
    assert "chaque jour à 03:40" in daily


@pytest.mark.django_db
def test_the_real_routine_runs(settings):
    yesterday = timezone.now() - timedelta(days=1)
    HostSession.objects.create(session_key="old", session_data="", expire_date=yesterday)
    call_command("tick")
    assert not HostSession.objects.exists()
    assert set(Job.objects.filter(succeeded=True).values_list("name", flat=True)) == set(
        settings.ROUTINE
    )


# With threads ------------------------------------------------------------------------------------


@pytest.fixture
def threaded(settings, monkeypatch, commands, transactional_db):
    """Jobs run in threads that are left alone after a tenth of a second."""
    settings.ROUTINE_PATIENCE = 0.1
    monkeypatch.setattr(ticking, "GLANCE", 0.02)
    monkeypatch.setattr(ticking, "ROUND", 0.2)
    return commands


@pytest.mark.postgres
class TestAJobThatHangs:
    def test_holds_up_nobody_and_is_given_up(self, threaded, monkeypatch, caplog):
        release = threading.Event()
        threaded.does["minutely"] = release.wait
        monkeypatch.setattr(ticking, "LONGEST", 1.0)
        began = time.monotonic()
        failed = ticking.run()
        assert time.monotonic() - began < 5
        assert threaded.ran[:3] == ["minutely", "hourly", "daily"]
        assert failed == ["minutely"]
        assert "minutely has been running" in caplog.text
        assert Job.objects.filter(succeeded=True).count() == 2
        release.set()

    def test_keeps_its_lease_while_it_works(self, threaded, monkeypatch):
        monkeypatch.setattr(schedule, "LEASE", timedelta(seconds=0.6))
        threaded.does["minutely"] = lambda: time.sleep(1.5)
        assert ticking.run() == []
        assert threaded.ran.count("minutely") == 1
        assert Job.objects.get(name="minutely").succeeded

    def test_does_not_keep_what_falls_due_meanwhile_waiting(self, threaded, settings):
        """systemd starts no second tick while one runs."""
        settings.ROUTINE = {"slow": "03:40", "minutely": "minute"}

        def a_minute_passes() -> None:
            time.sleep(0.4)
            Job.objects.filter(name="minutely").update(done_for=None)
            time.sleep(0.8)

        threaded.does = {"slow": a_minute_passes}
        ticking.run()
        assert threaded.ran.count("minutely") == 2
        assert threaded.ran.count("slow") == 1


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_eight_ticks_at_once_each_job_is_done_by_one(commands):
    start = threading.Barrier(8)

    def beside() -> None:
        start.wait()
        try:
            ticking.run()
        finally:
            connections.close_all()

    threads = [threading.Thread(target=beside) for _n in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(20)
    assert sorted(commands.ran) == ["daily", "hourly", "minutely"]
    assert connection.vendor == "postgresql"

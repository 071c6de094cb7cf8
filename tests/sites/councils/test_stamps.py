"""What a process keeps in memory is fresh within a second, in every process."""

import os
import subprocess
import sys
import time

import pytest
from django.db import OperationalError, connection, transaction

from sites.councils import stamps
from sites.councils.hosts import _make
from sites.councils.stamps import HOSTS, Reader, Stamped, bump
from tests import factories

pytestmark = pytest.mark.django_db


class Clock:
    """Time that passes only when told to."""

    def __init__(self):
        self.now = 1000.0

    def monotonic(self) -> float:
        return self.now


@pytest.fixture
def clock(monkeypatch, settings):
    settings.HOST_TABLE_MAX_AGE = 0.5
    clock = Clock()
    monkeypatch.setattr(stamps, "time", clock)
    return clock


def test_another_process_sees_a_new_council_within_a_second(clock, portal, council):
    other_process = Stamped(HOSTS, _make, Reader())
    assert "seven.quartiers.localhost" not in other_process.get().hosts
    factories.make_council(
        factories.council_data("sept", "Septième", host="seven.quartiers.localhost")
    )
    clock.now += 0.6
    assert "seven.quartiers.localhost" in other_process.get().hosts


def test_the_process_that_changed_something_sees_it_at_once(clock, portal, council):
    mine = Stamped(HOSTS, _make)
    mine.get()
    council.name = "Aqueduc"
    council.save()
    assert mine.get().by_id[council.pk].name == "Aqueduc"


def test_between_two_looks_nothing_is_asked(clock, portal, django_assert_num_queries):
    kept = Stamped(HOSTS, _make, Reader())
    kept.get()
    clock.now += 0.4
    with django_assert_num_queries(0):
        kept.get()
    clock.now += 0.2
    with django_assert_num_queries(1):
        kept.get()


def test_one_look_serves_everything_kept(clock, portal, django_assert_num_queries):
    reader = Reader()
    first, second = (Stamped(name, list, reader) for name in (stamps.HOSTS, stamps.CHROME))
    with django_assert_num_queries(1):
        first.get()
        second.get()


def test_what_was_rolled_back_is_forgotten(clock, portal, council):
    mine = Stamped(HOSTS, _make)
    with transaction.atomic():
        council.name = "Jamais"
        council.save()
        assert mine.get().by_id[council.pk].name == "Jamais"
        transaction.set_rollback(True)
    clock.now += 0.6
    assert mine.get().by_id[council.pk].name != "Jamais"


def test_the_last_table_serves_while_the_database_is_away(clock, portal, monkeypatch):
    kept = Stamped(HOSTS, _make, Reader())
    table = kept.get()
    clock.now += 10

    def away(*args, **kwargs):
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(stamps.Stamp.objects, "values_list", away)
    assert kept.get() is table
    with pytest.raises(OperationalError):
        Stamped(HOSTS, _make, Reader()).get()


WATCH = """
import time, django
django.setup()
from django.conf import settings
from sites.councils.hosts import table
settings.HOST_TABLE_MAX_AGE = 0.5
assert "sept.quartiers.localhost" not in table().hosts
print("ready", flush=True)
until = time.monotonic() + 20
while "sept.quartiers.localhost" not in table().hosts:
    assert time.monotonic() < until, "never seen"
    time.sleep(0.02)
print(time.time(), flush=True)
"""


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_a_second_process_follows_within_a_second():
    factories.make_portal()
    known = connection.settings_dict
    url = f"postgres://{known['USER']}@{known['HOST']}:{known['PORT']}/{known['NAME']}"
    environment = {**os.environ, "DATABASE_URL": url, "DJANGO_SETTINGS_MODULE": "cms.settings.test"}
    with subprocess.Popen(  # noqa: S603 - our own code
        [sys.executable, "-c", WATCH], env=environment, stdout=subprocess.PIPE, text=True
    ) as watcher:
        assert watcher.stdout.readline().strip() == "ready"
        factories.make_council(factories.council_data("sept", "Septième"))
        created = time.time()
        assert float(watcher.stdout.readline()) - created < 1


def test_a_number_is_never_met_again(portal):
    numbers = set()
    for _ in range(20):
        bump(HOSTS)
        numbers.add(stamps.Stamp.objects.get(pk=HOSTS).number)
    assert len(numbers) == 20


def test_what_another_thread_read_before_the_commit_is_dropped_at_the_commit(
    clock, portal, django_capture_on_commit_callbacks
):
    others = stamps._reader._shared
    with django_capture_on_commit_callbacks(execute=True):
        bump(HOSTS)
        others.number(HOSTS)
        assert not others.is_old()
    assert others.is_old()


def test_a_number_that_is_not_committed_is_known_in_its_transaction_only(clock, portal):
    before = stamps._reader._shared.number(HOSTS)
    bump(HOSTS)
    assert stamps._reader.number(HOSTS) == stamps.Stamp.objects.get(pk=HOSTS).number
    assert stamps._reader._shared._numbers.get(HOSTS, 0) == before


def test_who_looks_again_sees_what_was_changed_just_now_and_makes_nobody_else_ask(clock, portal):
    stamps._reader._shared.number(HOSTS)
    stamps.Stamp.objects.filter(name=HOSTS).update(number=7)  # as another process does
    assert stamps._reader.number(HOSTS) != 7
    clock.now += 0.1
    stamps.look_again()
    assert stamps._reader.number(HOSTS) == 7
    assert not stamps._reader._shared.is_old()
    assert stamps._reader._shared.number(HOSTS) != 7

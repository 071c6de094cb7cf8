"""Who is suspended, where and when: half-open intervals, several at once, every process."""

from datetime import UTC, datetime, timedelta

import pytest
from django.contrib.auth.models import AnonymousUser
from django.db import transaction
from django.utils import timezone

from sites.councils import stamps
from sites.councils.stamps import Reader, Stamped
from sites.moderation import durations, sanctions
from sites.moderation.models import Suspension
from sites.moderation.models.suspension import State
from sites.moderation.rights import circle_of

pytestmark = pytest.mark.django_db
START = datetime(2026, 11, 20, 18, 0, tzinfo=UTC)
END = START + timedelta(days=7)
TICK = timedelta(microseconds=1)


@pytest.mark.parametrize(
    ("at", "is_held"),
    [(START - TICK, False), (START, True), (END - TICK, True), (END, False), (END + TICK, False)],
)
def test_the_end_is_the_first_free_moment(row, resident, council, at, is_held, time_machine):
    time_machine.move_to(START)
    suspension = row(resident, council, START, END)
    assert bool(sanctions.active(resident, council, at)) is is_held
    assert Suspension.objects.running(at).exists() is is_held
    expected = {True: State.RUNNING, False: State.COMING if at < START else State.ENDED}
    assert suspension.state(at) is expected[is_held]


def test_it_ends_by_itself_while_processes_keep_it_in_memory(row, resident, council, time_machine):
    time_machine.move_to(START)
    row(resident, council, START, END)
    assert sanctions.active(resident, council)
    kept = sanctions._kept._kept
    time_machine.move_to(END)
    assert not sanctions.active(resident, council)
    assert sanctions._kept._kept is kept  # the same copy answers: nobody had to tell it


def test_one_council_is_not_another_and_everywhere_is_both(row, resident, council, other_council):
    row(resident, council)
    assert sanctions.active(resident, council)
    assert not sanctions.active(resident, other_council)
    assert not sanctions.active(resident)
    row(resident, None)
    assert sanctions.active(resident, other_council)
    assert sanctions.active(resident)


def test_of_two_that_overlap_the_longer_answers_and_one_lifted_leaves_the_other(
    row, resident, council
):
    now = timezone.now()
    long = row(resident, council, now, now + timedelta(days=9))
    endless = row(resident, council, now, None)
    row(resident, council, now, now + timedelta(days=1))
    assert sanctions.active(resident, council).pk == endless.pk
    endless.lifted_at = now
    endless.save()
    assert sanctions.active(resident, council).pk == long.pk


def test_other_people_are_free(row, resident, council, make_user):
    row(resident, None)
    assert sanctions.active(make_user(), council) is None


def test_nobody_signed_in_costs_no_query(row, resident, council, django_assert_num_queries):
    row(resident, None)
    with django_assert_num_queries(0):
        assert sanctions.active(AnonymousUser(), council) is None


def test_between_two_looks_nobody_costs_a_query(
    row, resident, council, settings, django_assert_num_queries
):
    settings.HOST_TABLE_MAX_AGE = 60
    row(resident, None)
    with transaction.atomic():
        sanctions.active(resident, council)
        with django_assert_num_queries(0):
            assert sanctions.active(resident, council)


def test_another_process_knows_within_a_second(row, resident, council, settings, monkeypatch):
    class Clock:
        now = 1000.0

        def monotonic(self) -> float:
            return self.now

    settings.HOST_TABLE_MAX_AGE = 0.5
    clock = Clock()
    monkeypatch.setattr(stamps, "time", clock)
    elsewhere = Stamped(sanctions.SANCTIONS, sanctions._make, Reader())
    assert resident.pk not in elsewhere.get()
    suspension = row(resident, council)
    clock.now += 0.6
    assert resident.pk in elsewhere.get()
    suspension.lifted_at = timezone.now()
    suspension.save()
    clock.now += 0.6
    assert resident.pk not in elsewhere.get()


def test_a_sign_in_asks_the_database_itself(row, resident, council, settings):
    settings.HOST_TABLE_MAX_AGE = 3600
    row(resident, council)
    assert sanctions.bars(resident) is None  # a council's does not bar
    suspension = row(resident, None, ends_at=timezone.now() + timedelta(days=1))
    assert sanctions.bars(resident) == suspension
    Suspension.objects.filter(pk=suspension.pk).update(lifted_at=timezone.now())  # no stamp moves
    assert sanctions.bars(resident) is None


@pytest.mark.parametrize(
    ("start", "days", "end"),
    [
        # 18 h in summer time to 18 h in winter time: 25 hours more than 6 days
        (datetime(2026, 10, 24, 16, 0, tzinfo=UTC), 7, datetime(2026, 10, 31, 17, 0, tzinfo=UTC)),
        # the night the clocks go back: 2 h 30 comes twice, the first one counts
        (datetime(2026, 10, 24, 0, 30, tzinfo=UTC), 1, datetime(2026, 10, 25, 0, 30, tzinfo=UTC)),
        # the night they go forward: 2 h 30 does not exist, it is 3 h 30
        (datetime(2027, 3, 27, 1, 30, tzinfo=UTC), 1, datetime(2027, 3, 28, 1, 30, tzinfo=UTC)),
        (datetime(2026, 11, 20, 18, 0, tzinfo=UTC), None, None),
    ],
)
def test_days_are_those_of_the_calendar_in_paris(start, days, end):
    assert durations.end_after(days, start) == end


def test_it_holds_through_the_hour_that_comes_twice(row, resident, council, time_machine):
    end = datetime(2026, 10, 25, 1, 0, tzinfo=UTC)  # the second 2 h in Paris
    time_machine.move_to(end - timedelta(days=1))
    row(resident, council, end - timedelta(days=1), end)
    assert sanctions.active(resident, council, end - timedelta(minutes=1))  # 2 h 59, the first
    assert not sanctions.active(resident, council, end)


def test_a_proposal_holds_nobody(suspend, moderator, resident, council):
    suspend(moderator, resident, None)
    assert not sanctions.active(resident)
    assert not sanctions.active(resident, council)
    assert sanctions.bars(resident) is None


def test_roles_that_may_not_be_used_moderate_nothing(moderator):
    assert circle_of(moderator)
    moderator.acts_with_roles = False  # the second factor is missing
    assert not circle_of(moderator)

"""Presets: their dates, words and RRULE; times across both changes of the clock."""

from datetime import UTC, date, datetime, timedelta

import pytest
from dateutil.rrule import rrulestr
from hypothesis import given
from hypothesis import strategies as st

from cms.calendar.recurrence import (
    MOST,
    Change,
    Difference,
    Repeat,
    Rule,
    Series,
    State,
)
from cms.calendar.zone import moment, span, wall_clock

TUESDAY = date(2026, 12, 8)  # the second one of its month


def series(rule=None, *changes, starts=datetime(2026, 12, 8, 18), hours=2, **more) -> Series:
    ends = starts + timedelta(hours=hours)
    return Series(starts, ends, rule or Rule(), tuple(changes), **more)


class TestDates:
    def test_once(self):
        assert Rule().dates(TUESDAY) == [TUESDAY]

    def test_every_week_until_a_day_that_counts(self):
        rule = Rule(Repeat.WEEKLY, until=date(2026, 12, 22))
        assert rule.dates(TUESDAY) == [TUESDAY, date(2026, 12, 15), date(2026, 12, 22)]

    def test_every_two_weeks_a_number_of_times(self):
        rule = Rule(Repeat.FORTNIGHTLY, count=3)
        assert rule.dates(TUESDAY) == [TUESDAY, date(2026, 12, 22), date(2027, 1, 5)]

    def test_the_second_tuesday_of_the_month(self):
        found = Rule(Repeat.NTH_WEEKDAY, count=4).dates(TUESDAY)
        assert found == [TUESDAY, date(2027, 1, 12), date(2027, 2, 9), date(2027, 3, 9)]

    def test_the_last_tuesday_of_the_month(self):
        found = Rule(Repeat.LAST_WEEKDAY, count=3).dates(date(2026, 12, 29))
        assert found == [date(2026, 12, 29), date(2027, 1, 26), date(2027, 2, 23)]

    def test_the_31st_of_the_months_that_have_one(self):
        found = Rule(Repeat.DAY_OF_MONTH, count=3).dates(date(2026, 12, 31))
        assert found == [date(2026, 12, 31), date(2027, 1, 31), date(2027, 3, 31)]

    @pytest.mark.parametrize("rule", [Rule(Repeat.WEEKLY), Rule(Repeat.WEEKLY, count=10**9)])
    def test_never_without_end(self, rule):
        assert len(rule.dates(TUESDAY)) == MOST

    @given(
        st.dates(date(2020, 1, 1), date(2035, 1, 1)),
        st.sampled_from([r for r in Repeat if r != Repeat.ONCE]),
        st.integers(2, 40),
    )
    def test_the_rrule_says_the_same_dates(self, first, repeat, count):
        rule = Rule(repeat, count=count)
        if rule.problems(first):
            return
        dates = rule.dates(first)
        start = datetime(first.year, first.month, first.day, 19)
        expanded = rrulestr(rule.rrule(start), dtstart=start)
        assert [found.date() for found in expanded] == dates
        assert dates[0] == first

    def test_the_end_of_the_rrule_is_the_last_beginning_in_utc(self):
        rule = Rule(Repeat.WEEKLY, until=date(2026, 12, 23))
        assert rule.rrule(datetime(2026, 12, 8, 18)) == (
            "FREQ=WEEKLY;BYDAY=TU;UNTIL=20261222T170000Z"
        )


class TestWords:
    @pytest.mark.parametrize(
        ("rule", "first", "words"),
        [
            (Rule(), TUESDAY, ""),
            (
                Rule(Repeat.NTH_WEEKDAY, until=date(2027, 6, 30)),
                TUESDAY,
                "le 2e mardi du mois, jusqu’au 30 juin 2027",
            ),
            (
                Rule(Repeat.NTH_WEEKDAY, until=date(2027, 6, 1)),
                date(2026, 12, 1),
                "le 1er mardi du mois, jusqu’au 1er juin 2027",
            ),
            (Rule(Repeat.LAST_WEEKDAY, count=5), TUESDAY, "le dernier mardi du mois, 5 fois"),
            (Rule(Repeat.WEEKLY, count=5), TUESDAY, "toutes les semaines, le mardi, 5 fois"),
            (
                Rule(Repeat.FORTNIGHTLY, count=5),
                TUESDAY,
                "toutes les deux semaines, le mardi, 5 fois",
            ),
            (Rule(Repeat.DAY_OF_MONTH, count=5), TUESDAY, "le 8 du mois, 5 fois"),
            (Rule(Repeat.DAY_OF_MONTH, count=5), date(2026, 12, 1), "le 1er du mois, 5 fois"),
            (
                Rule(Repeat.DAY_OF_MONTH, count=5),
                date(2026, 12, 31),
                "le 31 du mois, quand il y en a un, 5 fois",
            ),
        ],
    )
    def test_words(self, rule, first, words):
        assert rule.words(first) == words


class TestProblems:
    @pytest.mark.parametrize(
        ("rule", "first", "field"),
        [
            (Rule(until=TUESDAY), TUESDAY, "until"),
            (Rule(count=3), TUESDAY, "count"),
            (Rule(Repeat.WEEKLY), TUESDAY, "until"),
            (Rule(Repeat.WEEKLY, until=date(2027, 1, 1), count=3), TUESDAY, "until"),
            (Rule(Repeat.WEEKLY, until=date(2026, 12, 7)), TUESDAY, "until"),
            (Rule(Repeat.WEEKLY, until=date(2026, 12, 14)), TUESDAY, "until"),
            (Rule(Repeat.DAY_OF_MONTH, until=date(2029, 12, 9)), TUESDAY, "until"),
            (Rule(Repeat.WEEKLY, count=1), TUESDAY, "count"),
            (Rule(Repeat.WEEKLY, count=-3), TUESDAY, "count"),
            (Rule(Repeat.WEEKLY, count=MOST + 1), TUESDAY, "count"),
            (Rule(Repeat.NTH_WEEKDAY, count=100), TUESDAY, "count"),
            (Rule(Repeat.NTH_WEEKDAY, count=3), date(2026, 12, 29), "repeat"),
            (Rule(Repeat.LAST_WEEKDAY, count=3), TUESDAY, "repeat"),
        ],
    )
    def test_each_belongs_to_a_field(self, rule, first, field):
        assert [problem.field for problem in rule.problems(first)] == [field]

    @pytest.mark.parametrize(
        "rule",
        [
            Rule(),
            Rule(Repeat.WEEKLY, until=date(2029, 12, 8)),
            Rule(Repeat.WEEKLY, until=date(2026, 12, 15)),
            Rule(Repeat.DAY_OF_MONTH, until=date(2029, 12, 8)),
            Rule(Repeat.WEEKLY, count=2),
        ],
    )
    def test_what_is_right(self, rule):
        assert rule.problems(TUESDAY) == []


class TestClockChanges:
    def test_what_comes_back_keeps_its_hour(self):
        found = series(Rule(Repeat.NTH_WEEKDAY, count=12)).occurrences()
        assert {wall_clock(o.starts).hour for o in found} == {18}
        assert {o.starts.astimezone(UTC).hour for o in found} == {16, 17}

    def test_an_hour_that_does_not_exist_is_the_next_one(self):
        assert wall_clock(moment(datetime(2027, 3, 28, 2, 30))) == datetime(2027, 3, 28, 3, 30)

    def test_of_an_hour_that_comes_twice_the_first_counts(self):
        found = moment(datetime(2026, 10, 25, 2, 30))
        assert found.astimezone(UTC) == datetime(2026, 10, 25, 0, 30, tzinfo=UTC)

    def test_what_would_end_as_it_begins_keeps_its_length(self):
        begin, end = span(datetime(2027, 3, 28, 2, 30), datetime(2027, 3, 28, 3, 30))
        assert (wall_clock(begin).hour, wall_clock(end).hour) == (3, 4)

    def test_a_night_over_the_change_ends_when_it_says(self):
        begin, end = span(datetime(2026, 10, 24, 22), datetime(2026, 10, 25, 4))
        assert wall_clock(end) == datetime(2026, 10, 25, 4)
        assert end.astimezone(UTC) - begin.astimezone(UTC) == timedelta(hours=7)

    @given(
        st.datetimes(datetime(2020, 1, 1), datetime(2035, 1, 1)),
        st.timedeltas(timedelta(minutes=1), timedelta(days=31)),
    )
    def test_nothing_ends_before_it_begins(self, starts, length):
        begin, end = span(starts, starts + length)
        assert end.astimezone(UTC) > begin.astimezone(UTC)


class TestChanges:
    RULE = Rule(Repeat.NTH_WEEKDAY, count=4)
    JANUARY = date(2027, 1, 12)

    def test_a_skipped_day_is_not_there(self):
        found = series(self.RULE, Change(self.JANUARY, Difference.SKIPPED))
        assert self.JANUARY not in [o.day for o in found.occurrences()]
        assert found.skipped() == [self.JANUARY]

    def test_a_cancelled_day_is_there_with_its_reason(self):
        change = Change(self.JANUARY, Difference.CANCELLED, reason="Salle fermée")
        found = series(self.RULE, change).occurrences()[1]
        assert (found.state, found.reason) == (State.CANCELLED, "Salle fermée")

    def test_a_moved_day_keeps_its_name_and_its_length(self):
        moved = Change(self.JANUARY, Difference.MOVED, starts=datetime(2027, 1, 14, 19))
        found = series(self.RULE, moved).occurrences()[1]
        assert found.day == self.JANUARY
        assert wall_clock(found.planned) == datetime(2027, 1, 12, 18)
        assert wall_clock(found.starts) == datetime(2027, 1, 14, 19)
        assert found.ends - found.starts == timedelta(hours=2)

    def test_another_place_alone_keeps_the_hour(self):
        moved = Change(self.JANUARY, Difference.MOVED, place="Salle 2")
        found = series(self.RULE, moved).occurrences()[1]
        assert (found.starts, found.place) == (found.planned, "Salle 2")

    def test_all_of_a_cancelled_series_is(self):
        moved = Change(self.JANUARY, Difference.MOVED, starts=datetime(2027, 1, 14, 19))
        found = series(self.RULE, moved, is_cancelled=True, reason="Travaux").occurrences()
        assert {o.state for o in found} == {State.CANCELLED}
        assert {o.reason for o in found} == {"Travaux"}

    def test_strangers_are_told(self):
        change = Change(date(2027, 1, 13), Difference.SKIPPED)
        assert series(self.RULE, change).strangers() == [change]

    def test_what_was_cancelled_long_ago_is_told_no_longer(self):
        changed = series(self.RULE, Change(self.JANUARY, Difference.CANCELLED))
        end = changed.occurrences()[1].ends
        assert len(changed.without_cancelled(end - timedelta(seconds=1)).occurrences()) == 4
        later = changed.without_cancelled(end)
        assert later.skipped() == [self.JANUARY]
        assert len(later.occurrences()) == 3

    def test_a_cancelled_series_fades_day_by_day(self):
        changed = series(self.RULE, is_cancelled=True)
        end = changed.occurrences()[1].ends
        assert [o.day for o in changed.without_cancelled(end).occurrences()] == [
            date(2027, 2, 9),
            date(2027, 3, 9),
        ]

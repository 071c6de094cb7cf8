"""When something is due: once a period, whatever clocks do in spring and in autumn."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ImproperlyConfigured

from sites.delivery.periods import parse

PARIS = ZoneInfo("Europe/Paris")


def at(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


@pytest.mark.parametrize(
    ("period", "now", "expected"),
    [
        ("minute", "2026-03-14T10:20:59.999", "2026-03-14T10:20"),
        ("minute", "2026-03-14T10:21:00", "2026-03-14T10:21"),
        ("hour", "2026-03-14T10:59:59", "2026-03-14T10:00"),
        ("03:40", "2026-03-14T02:39", "2026-03-13T02:40"),  # 03:39 in Paris
        ("03:40", "2026-03-14T02:40", "2026-03-14T02:40"),
        ("03:40", "2026-07-14T01:40", "2026-07-14T01:40"),  # in summer an hour earlier for UTC
        ("00:00", "2026-03-13T23:00", "2026-03-13T23:00"),
        ("23:59", "2026-03-14T22:58", "2026-03-13T22:59"),
    ],
)
def test_the_last_moment_that_has_come(period, now, expected):
    assert parse(period).latest(at(now)) == at(expected)
    assert parse(period).latest(at(now).astimezone(PARIS)) == at(expected)


# Clocks go from 02:00 to 03:00 on 29 March 2026 and from 03:00 to 02:00 on 25 October 2026.
@pytest.mark.parametrize("day", ["2026-03-28", "2026-10-24", "2026-07-01"])
@pytest.mark.parametrize("hour", ["00:00", "02:00", "02:30", "02:59", "03:00", "03:40", "23:59"])
def test_a_daily_job_is_due_once_on_each_of_three_days(day, hour):
    now, seen = at(f"{day}T12:00"), []
    for _minute in range(3 * 24 * 60):
        now += timedelta(minutes=1)
        moment = parse(hour).latest(now)
        assert moment <= now
        if moment not in seen:
            seen.append(moment)
    local = [moment.astimezone(PARIS).date() for moment in seen]
    assert local == sorted(set(local))
    assert len(seen) == 4, "the one before, and one a day"
    assert seen == sorted(seen)


def test_an_hour_that_clocks_skip_comes_an_hour_later():
    assert parse("02:30").latest(at("2026-03-29T12:00")) == at("2026-03-29T01:30")  # 03:30 there


def test_an_hour_that_comes_twice_is_the_first_of_the_two():
    assert parse("02:30").latest(at("2026-10-25T12:00")) == at("2026-10-25T00:30")


def test_every_minute_of_the_hour_that_comes_twice_is_due():
    start = at("2026-10-24T23:30")
    moments = {parse("minute").latest(start + timedelta(minutes=n)) for n in range(180)}
    assert len(moments) == 180


@pytest.mark.parametrize("text", ["", "daily", "24:00", "3:40", "03:60", "03:40:00", "each minute"])
def test_what_is_no_period_is_refused(text):
    with pytest.raises(ImproperlyConfigured, match="no period"):
        parse(text)

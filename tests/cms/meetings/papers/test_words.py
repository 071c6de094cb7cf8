"""Days, hours, spans and amounts in French."""

from datetime import UTC, datetime

import pytest
from django.utils.translation import override

from cms.meetings.papers import words


@pytest.fixture(autouse=True)
def _french():
    with override("fr"):
        yield


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


def test_an_hour_is_that_of_paris_on_both_sides_of_a_clock_change():
    for day, hour in ((28, "18 h"), (29, "19 h")):  # of March 2026
        assert plain(words.hour(words.local(datetime(2026, 3, day, 17, tzinfo=UTC)))) == hour


def test_hours_of_a_meeting():
    start = datetime(2026, 11, 1, 18, 30)
    assert plain(words.hours(start, datetime(2026, 11, 1, 20, 5))) == "de 18 h 30 à 20 h 05"
    assert plain(words.hours(start, None)) == "à 18 h 30"
    over_midnight = words.hours(start, datetime(2026, 11, 2, 0, 30))
    assert plain(over_midnight) == "de 18 h 30 à 0 h 30 le lundi 2"


@pytest.mark.parametrize(
    ("made", "told"),
    [
        (lambda: words.full_day(datetime(2026, 11, 1)), "dimanche 1er novembre 2026"),
        (lambda: words.span(45), "45 min"),
        (lambda: words.span(105), "1 h 45"),
        (lambda: words.span(120), "2 h"),
        (lambda: words.euros(380_000), "3 800 €"),
        (lambda: words.euros(1_250), "12,50 €"),
        (lambda: words.euros(0), "0 €"),
        (lambda: words.short_address("https://a.example/b/"), "a.example/b"),
    ],
)
def test_how_it_is_written(made, told):
    assert plain(made()).replace("\u202f", " ") == told

"""Days and hours in words, and those that cannot be taken."""

from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from django.core.exceptions import ValidationError

from cms.editing.scheduling.troubles import troubles
from cms.editing.scheduling.words import moment, short_moment
from cms.pages.moments import MomentField

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 26, 10, tzinfo=PARIS)


def plain(text: str) -> str:
    return text.replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("at", "words"),
    [
        (datetime(2026, 12, 1, 19, tzinfo=PARIS), "mardi 1er décembre 2026 à 19 h"),
        (datetime(2026, 12, 2, 9, 5, tzinfo=PARIS), "mercredi 2 décembre 2026 à 9 h 05"),
        (datetime(2026, 12, 31, 23, 30, tzinfo=UTC), "vendredi 1er janvier 2027 à 0 h 30"),
    ],
)
def test_a_moment_in_words(at, words):
    assert plain(moment(at)) == words


def test_another_year_is_said():
    assert "2031" in short_moment(datetime(2031, 5, 3, 19, tzinfo=PARIS))


def test_a_browser_sends_it_like_this():
    assert MomentField().clean("2026-12-01T19:00") == datetime(2026, 12, 1, 19, tzinfo=PARIS)


@pytest.mark.parametrize("typed", ["2026-12-01 19:00", "01/12/2026 19:00"])
def test_whoever_types_it_is_understood_too(typed):
    assert MomentField().clean(typed) == datetime(2026, 12, 1, 19, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("typed", "why", "take"),
    [
        ("2027-03-28T02:00", "n’existe pas", "3 h"),
        ("2027-03-28T02:30", "n’existe pas", "3 h"),
        ("2026-10-25T02:00", "arrive deux fois", "3 h"),
        ("2026-10-25T02:59", "arrive deux fois", "3 h"),
    ],
)
def test_hours_of_the_nights_when_clocks_change_are_explained(typed, why, take):
    with pytest.raises(ValidationError) as refused:
        MomentField().clean(typed)
    [words] = refused.value.messages
    assert why in words
    assert take in plain(words)


@pytest.mark.parametrize(
    "typed", ["2027-03-28T01:59", "2027-03-28T03:00", "2026-10-25T01:59", "2026-10-25T03:00"]
)
def test_the_hours_beside_them_are_taken(typed):
    assert MomentField().clean(typed)


@pytest.mark.parametrize("typed", ["demain", "2026-13-01T10:00", "2026-02-30T10:00"])
def test_what_is_no_moment_is_told_how_to_write_one(typed):
    with pytest.raises(ValidationError) as refused:
        MomentField().clean(typed)
    assert "par exemple" in refused.value.messages[0]


class TestTroubles:
    def test_none(self):
        assert troubles(NOW + timedelta(days=1), NOW + timedelta(days=2), NOW) == {}
        assert troubles(None, NOW + timedelta(days=2), NOW) == {}

    def test_the_past(self):
        found = troubles(NOW, NOW, NOW)
        assert set(found) == {"go_live_at", "expire_at"}
        assert "est passé" in found["go_live_at"]

    def test_withdrawn_before_it_appears(self):
        day = NOW + timedelta(days=1)
        assert "avant de paraître" in troubles(day, day, NOW)["expire_at"]

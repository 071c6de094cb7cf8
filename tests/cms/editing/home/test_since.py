"""How long ago, in words."""

from datetime import datetime
from zoneinfo import ZoneInfo

import pytest

from cms.editing.home.since import lasting, since

PARIS = ZoneInfo("Europe/Paris")
NOW = datetime(2026, 11, 26, 0, 30, tzinfo=PARIS)
NO_BREAK = str.maketrans({"\u00a0": " ", "\u202f": " "})


def at(*moment: int) -> datetime:
    return datetime(*moment, tzinfo=PARIS)


@pytest.mark.parametrize(
    ("moment", "words"),
    [
        (at(2026, 11, 26, 0, 10), "aujourd’hui"),
        (at(2026, 11, 25, 23, 50), "hier"),  # forty minutes, but another day
        (at(2026, 11, 20), "il y a 6 jours"),
        (at(2026, 9, 28), "il y a 59 jours"),
        (at(2025, 9, 26), "il y a 14 mois"),
        (at(2026, 11, 27), "aujourd’hui"),  # a clock that is wrong says nothing absurd
    ],
)
def test_since(moment, words):
    assert since(moment, NOW).translate(NO_BREAK) == words


def test_lasting():
    assert lasting(at(2026, 11, 25, 12), NOW).translate(NO_BREAK) == "1 jour"
    assert lasting(at(2025, 9, 26), NOW).translate(NO_BREAK) == "14 mois"

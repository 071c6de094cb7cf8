"""Texts made so that the fonts suffice."""

import pytest

from cms.meetings.papers.legible import BREAK, MISSING, legible

LATIN = frozenset(range(0x20, 0x17F)) | {0x203A}


@pytest.mark.parametrize(
    ("typed", "printed"),
    [
        ("Été à l’œuvre".replace("’", "'"), "Été à l'œuvre"),
        ("e\u0301te\u0301", "été"),  # decomposed, as some systems send it
        ("ﬁn", "fin"),
        ("№ 3", "No 3"),
        ("République → Stalingrad", "République › Stalingrad"),
        ("un\u202f!", "un\u00a0!"),
        ("un\tdeux\x00\x07\u200b\u00ad", "un deux"),
        ("Fête 🎉", f"Fête {MISSING}"),
        ("日本", MISSING * 2),
        ("x\ud800y", "xy"),
    ],
)
def test_what_no_font_draws_is_replaced(typed, printed):
    assert legible(typed, LATIN) == printed


def test_a_word_as_long_as_a_line_may_be_broken():
    broken = legible("x" * 100, LATIN)
    assert broken.replace(BREAK, "") == "x" * 100
    assert max(map(len, broken.split(BREAK))) <= 8
    assert legible("Saint-Vincent-de-Paul", LATIN) == "Saint-Vincent-de-Paul"


def test_an_address_is_broken_after_its_signs_only():
    address = "visio.exemple.fr/reunions/conseil-de-quartier"
    assert legible(address, LATIN).split(BREAK)[:3] == ["visio.", "exemple.", "fr/"]


def test_what_machines_read_stays_and_what_is_spoken_keeps_its_letters():
    told = {"href": "https://x/" + "y" * 80, "alt": "Fête 🎉\x07", "text": ["🎉"]}
    assert legible(told, LATIN) == {"href": told["href"], "alt": "Fête 🎉", "text": [MISSING]}

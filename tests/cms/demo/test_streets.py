"""The streets of the 10th: a list by hand, good enough to find one's council."""

import pytest

from cms.demo.content.sites import CODES
from sites.accounts.models import User
from sites.councils import streets
from sites.councils.models import Street

pytestmark = pytest.mark.django_db


def codes_of(text: str) -> list[str]:
    return [council.code for council in streets.find(text)[0].councils]


def test_there_are_enough_and_each_has_a_council(demo):
    assert Street.objects.count() >= 150
    assert not Street.objects.filter(stretches=None).exists()
    assert set(Street.objects.values_list("stretches__council__code", flat=True)) == set(CODES)


def test_the_list_says_that_it_is_no_official_one(demo):
    assert "indicative" in streets.find("rue de Lancry")[0].credit


@pytest.mark.parametrize(
    ("text", "codes"),
    [
        ("r de l'aqueduc", ["lba"]),
        ("place ste marthe", ["fth"]),
        ("rue de lancry", ["cel"]),
        ("rue de paradis", ["psd"]),
        ("place franz liszt", ["svp"]),
        ("place robert desnos", ["gab"]),
        ("place du colonel fabien", ["fth", "gab"]),
        ("rue des recollets", ["cel", "gab"]),
        ("rue de chabrol", ["psd", "svp"]),
        ("rue louis blanc", ["lba", "gab"]),
        ("bd de strasbourg", ["psd", "cel"]),
        ("fbg saint denis", ["psd", "svp", "lba"]),
    ],
)
def test_a_street_of_the_perimeters_in_words_lies_where_they_say(demo, text, codes):
    assert codes_of(text) == codes


def test_every_street_is_found_first_by_its_own_name(demo):
    for name in Street.objects.values_list("name", flat=True):
        assert streets.find(name)[0].name == name


def test_residents_are_at_home_in_their_council(demo):
    homes = dict(User.objects.values_list("email", "home_council__code"))
    assert {homes[f"habitant1.{code}@quartiers.example"] for code in CODES} == set(CODES)
    assert homes["moderation@quartiers.example"] is None

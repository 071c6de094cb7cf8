"""Names of councils are recognised however people write them."""

import pytest

from sites.councils.names import fold


@pytest.mark.parametrize(
    "written",
    [
        "Saint-Vincent-de-Paul – Lariboisière",
        "SAINT-VINCENT DE PAUL - LARIBOISIERE",
        "lariboisiere saint vincent de paul",
        "Lariboisière/Saint-Vincent-de-Paul",
        "saint vincent de paul lariboisie\u0300re",
    ],
)
def test_the_same_council(written):
    assert fold(written) == fold("Saint-Vincent-de-Paul – Lariboisière")


def test_apostrophes_and_ligatures():
    assert fold("Château d’Eau – Lancry") == fold("chateau d'eau lancry")
    assert fold("Sacré-Cœur") == fold("sacre coeur")


def test_other_words_are_another_council():
    assert fold("Louis Blanc – Aqueduc") != fold("Louis Blanc")
    assert fold("–") == ""

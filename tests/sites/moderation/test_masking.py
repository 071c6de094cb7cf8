"""██ over parts of a text."""

import pytest

from sites.moderation.masking import BLOCK, masked
from sites.moderation.subjects import NoSuchPassage


@pytest.mark.parametrize(
    ("text", "passage", "result"),
    [
        ("Appelez Jean Genêt.", "Jean Genêt", f"Appelez {BLOCK}."),
        ("JEAN genêt et jean Genêt", "Jean Genêt", f"{BLOCK} et {BLOCK}"),
        ("Jean\n  Genêt", "Jean Genêt", BLOCK),
        ("Le con du conseil", "con", f"Le {BLOCK} du conseil"),
        ("06 12 34 56 78", "06 12 34 56 78", BLOCK),
        ("a.*b", ".*", f"a{BLOCK}b"),
        ("[moi](https://exemple.fr/jean)", "https://exemple.fr/jean", f"[moi]({BLOCK})"),
    ],
)
def test_a_passage_is_covered_wherever_it_stands(text, passage, result):
    assert masked([text], [passage]) == [result]


def test_its_length_is_not_told():
    short, long = (
        masked(["Lé"], ["Lé"]),
        masked(["Anticonstitutionnellement"], ["Anticonstitutionnellement"]),
    )
    assert short == long == [BLOCK]


def test_a_passage_within_another_does_not_uncover_it():
    assert masked(["Jean Genêt"], ["Jean", "Jean Genêt"]) == [BLOCK]


def test_a_passage_that_stands_nowhere_is_refused():
    with pytest.raises(NoSuchPassage):
        masked(["Bonjour", ""], ["Bonsoir"])


def test_one_of_several_texts_is_enough():
    assert masked(["Titre", "Texte"], ["texte"]) == ["Titre", BLOCK]

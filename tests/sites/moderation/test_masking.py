"""██ over parts of a text."""

import pytest

from sites.moderation.masking import BLOCK, masked, parts_masked
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


class TestParts:
    """What a copy has of a passage."""

    @pytest.mark.parametrize(
        ("copy", "result"),
        [
            ("On dit que Jean Genêt", f"On dit que {BLOCK}"),
            ("habite au 12, rue Perdue", f"{BLOCK}, rue Perdue"),
            ("au 12", BLOCK),
            ("GENÊT\n> habite", BLOCK),
            ("_Genêt_", f"_{BLOCK}_"),
            ("enêt habite au 1", BLOCK),  # chosen in the middle of words
            ("Jean […] habite", f"{BLOCK} […] {BLOCK}"),
            ("Jean Genêt Jean Genêt", f"{BLOCK} {BLOCK}"),
            ("Il va au bal", "Il va au bal"),
            ("rue Perdue", "rue Perdue"),
        ],
    )
    def test_are_covered(self, copy, result):
        left = f"On dit que {BLOCK}, rue Perdue."
        assert parts_masked(copy, ["Jean Genêt habite au 12"], left) == result

    def test_a_short_name_or_number_tells(self):
        assert parts_masked("C’est Léa", ["Léa du 7"], "C’est") == f"C’est {BLOCK}"
        assert parts_masked("à 7", ["Léa du 7"], "") == f"à {BLOCK}"

    def test_what_can_still_be_read_is_no_secret(self):
        left = f"{BLOCK}. La rue du Temple est sale."
        passages = ["Genêt, rue du Temple"]
        assert parts_masked("La rue du Temple est sale.", passages, left) == left[6:]
        assert parts_masked("Genêt, rue du Temple", passages, left) == BLOCK

    def test_of_several_passages(self):
        passages = ["Jean Genêt habite", "Genêt habite au 12"]
        assert "12" not in parts_masked("Jean Genêt habite au 12", passages, "")

    def test_of_a_text_that_repeats_one_word(self):
        text = "a " * 5000
        assert parts_masked(text, [text + "b"], "") == text

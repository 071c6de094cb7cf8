"""What somebody typed, as the things that a text must have; whatever they typed."""

import pytest

from sites.searching.folding import found, pattern_of
from sites.searching.matching import any_word, tsquery
from sites.searching.questions import LONGEST, MOST_TERMS, asked
from sites.searching.words import words_of


def firsts(typed: str) -> list[tuple[str, ...]]:
    """The first form of each term."""
    return [term.forms[0] for term in asked(typed).terms]


def answers(text: str, typed: str) -> bool:
    """Whether the text answers, where PostgreSQL is not asked."""
    return bool(found(text, pattern_of(asked(typed))))


def test_words_of_a_text_have_no_case_accents_or_signs():
    assert words_of("L’Œuvre à l’Hôpital Saint-Louis, 10ᵉ") == [
        *("l", "oeuvre", "a", "l", "hopital", "saint", "louis", "10e"),
    ]
    assert words_of("ورشة كتابة") == ["ورشة", "كتابة"]


def test_little_words_are_left_out_unless_quoted():
    assert firsts("la rue de l’Aqueduc") == [("rue",), ("aqueduc",)]
    assert firsts("« rue de l’Aqueduc »") == [("rue", "de", "l", "aqueduc")]
    assert not asked("de la")
    assert not asked("« de la »")


@pytest.mark.parametrize("quotes", ['"{}"', "« {} »", "“{}”", '"{}', "«{}»"])
def test_quoted_words_stay_together(quotes):
    terms = firsts(f"{quotes.format('piste cyclable')} Valmy")
    assert terms in ([("piste", "cyclable"), ("valmy",)], [("piste",), ("cyclable",), ("valmy",)])
    assert len(terms) == (3 if quotes == '"{}' else 2)


def test_the_number_of_a_house_is_not_looked_for():
    assert firsts("12 bis, rue de l’Aqueduc, 75010 Paris") == [("rue",), ("aqueduc",)]
    assert firsts("14 juillet") == [("14",), ("juillet",)]
    assert firsts("10e arrondissement") == [("10e",), ("arrondissement",)]


@pytest.mark.parametrize("typed", ["bd de la Villette", "boulevard de la Villette"])
def test_abbreviations_of_streets_are_written_out(typed):
    assert answers("Boulevard de la Villette", typed)


@pytest.mark.parametrize("typed", ["financé", "financée", "financés", "financees", "FINANCE"])
@pytest.mark.parametrize("text", ["Le projet financé", "La mare financée"])
def test_participles_are_one_word(typed, text):
    assert answers(text, typed)


@pytest.mark.parametrize(
    ("one", "more"),
    [("vélo", "vélos"), ("quai", "quais"), ("feu", "feux"), ("travail", "travaux"),
     ("lieu", "lieux"), ("noyau", "noyaux"), ("arceau", "arceaux"), ("école", "écoles")],
)  # fmt: skip
def test_one_and_several_are_one_word(one, more):
    assert answers(f"Un {one}", more)
    assert answers(f"Des {more}", one)


def test_a_word_is_found_at_the_beginning_of_longer_ones_never_within():
    assert answers("six arceaux", "arceau")
    assert not answers("six arceaux", "ceaux")
    assert not answers("la ruelle", "rue")


@pytest.mark.parametrize(
    "typed",
    ["", " ", "\x00", "&", "| ! ( :*", "a & | b", "'", "\\", "'; DROP TABLE", "\ud800", "%s %(x)s",
     "<->", "((((", "rue:*", "!rue", "🚲", "x" * 10_000, "mot " * 5_000, '"' * 300, "« »"],
)  # fmt: skip
def test_anything_can_be_typed(typed):
    question = asked(typed)
    assert len(question.text) <= LONGEST
    assert len(question.terms) <= MOST_TERMS
    assert "\x00" not in question.text
    assert not set(tsquery(question)) & set("!:*\\%;")
    assert not set(any_word(question)) & set("!:*\\%;&()")
    assert answers("une rue", typed) in (True, False)


def test_a_question_shows_again_what_was_typed():
    assert asked("  Rue \n de   l’Aqueduc ").text == "Rue de l’Aqueduc"

"""Words are marked in what was found; nothing that somebody wrote becomes HTML."""

import time

import pytest

from sites.searching.marking import EXCERPT, Marker, marker_for
from sites.searching.questions import asked

pytestmark = pytest.mark.django_db


def marked(text: str, typed: str) -> str:
    return str(marker_for(asked(typed), [text]).marked(text))


def test_words_are_marked_whatever_their_accents_case_and_number():
    assert marked("Des ARCEAUX à vélos", "arceau velo") == (
        "Des <mark>ARCEAUX</mark> à <mark>vélos</mark>"
    )
    assert marked("Le cœur de l’îlot", "coeur ilot") == (
        "Le <mark>cœur</mark> de l’<mark>îlot</mark>"
    )


def test_other_words_that_begin_alike_are_not():
    assert "<mark>" not in marked("La ruelle et la consommation", "rue conseil")


@pytest.mark.parametrize("typed", ["script", "alert", "img onerror", "b"])
def test_what_was_written_is_escaped(typed):
    text = "<script>alert(1)</script> <img src=x onerror=alert(1)> <b>gras</b> & \"'"
    shown = marked(text, typed)
    plain = shown.replace("<mark>", "").replace("</mark>", "")
    assert "<" not in plain
    assert "&lt;" in plain
    assert "&amp;" in plain
    long = "mot " * 200 + text
    assert "<s" not in str(marker_for(asked(typed), [long]).excerpt(long))


def test_what_was_asked_is_no_pattern():
    assert marked("a.c abc (x", ".* (x a.c") == marked("a.c abc (x", "x a c")


def test_an_excerpt_is_the_part_with_most_of_the_words():
    text = (
        "Un arceau ici. " + "Rien à voir. " * 60 + "Les arceaux de la rue Varlin. " + "Fin. " * 60
    )
    marker = marker_for(asked("arceaux Varlin"), [text])
    cut = str(marker.excerpt(text))
    assert "<mark>Varlin</mark>" in cut
    assert cut.startswith("…")
    assert cut.endswith("…")
    assert len(cut.replace("<mark>", "").replace("</mark>", "")) <= EXCERPT + 2


def test_without_a_word_it_is_the_beginning():
    text = "Premiers mots. " + "Rien. " * 100
    assert str(marker_for(asked("absent"), [text]).excerpt(text)).startswith("Premiers mots.")
    assert str(Marker().excerpt("Court.")) == "Court."


def test_a_long_text_takes_no_time():
    text = "aaaa arceau rue " * 6_000  # a hundred thousand characters
    begun = time.process_time()
    marker_for(asked("arceau rue aaaa zzz"), [text]).excerpt(text)
    assert time.process_time() - begun < 2

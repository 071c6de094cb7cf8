"""Names that people take for one another have one skeleton, others have not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sites.accounts.skeletons import LONGEST, skeleton


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Iilas", "lilas"),
        ("LILAS", "lilas"),
        ("L1LAS", "Lilas"),
        ("LlLAS", "Lilas"),
        ("rnauve", "Mauve"),
        ("Соса", "Coca"),
        ("сосо", "coco"),
        ("Οlive", "0live"),
        ("Genêt", "Genet"),
        ("Élodie", "elodie"),
        ("Mauve 75", "mauve-75"),
        ("Lilas de l’Aqueduc", "Lilas de l'Aqueduc"),
        ("Œillet", "Oeillet"),
        ("vvagon", "Wagon"),
        ("ｌｉｌａｓ", "lilas"),
        ("𝐋𝐢𝐥𝐚𝐬", "Lilas"),
        ("Lilas🌷", "Lilas"),
    ],
)
def test_what_looks_alike_is_one(one, other):
    assert skeleton(one) == skeleton(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lilas", "Lila"),
        ("Nina", "Vina"),
        ("Lilas 1", "Lilas 11"),
        ("Yves", "Uves"),
        ("Жасмин", "Жасмина"),
        ("林さん", "森さん"),
        ("ليلى", "سلمى"),
    ],
)
def test_what_does_not_is_two(one, other):
    assert skeleton(one) != skeleton(other)


@pytest.mark.parametrize("text", ["ʹʹ", "…", "ﷺ" * 40])
def test_there_is_always_one_that_the_column_holds(text):
    assert 0 < len(skeleton(text)) <= LONGEST


@given(st.text(min_size=1, max_size=40))
def test_any_text_has_one(text):
    assert skeleton(text)


def test_numbered_names_stay_apart():
    names = [f"Lilas {n}" for n in range(1000)]
    assert len(set(map(skeleton, names))) == len(names)

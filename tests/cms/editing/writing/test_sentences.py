"""French sentences, for those who count their words."""

import pytest

from cms.editing.writing.checks.sentences import length, sentences


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Une phrase. Une autre ! Encore ?", ["Une phrase.", "Une autre !", "Encore ?"]),
        ("M. Sureau et Mme Lilas viennent.", ["M. Sureau et Mme Lilas viennent."]),
        ("Voir art. 3 du règlement.", ["Voir art. 3 du règlement."]),
        ("Il a dit : « Non. » Puis il est parti.", ["Il a dit : « Non. »", "Puis il est parti."]),
        ("Cela coûte 3.50 euros en tout.", ["Cela coûte 3.50 euros en tout."]),
        ("On verra… Peut-être.", ["On verra…", "Peut-être."]),
        ("À demain. Éclairage réparé.", ["À demain.", "Éclairage réparé."]),
        ("Sans point final", ["Sans point final"]),
        ("", []),
    ],
)
def test_end_where_a_reader_pauses(text, expected):
    assert sentences(text) == expected


def test_marks_between_spaces_are_no_words():
    assert length("Venez : c’est ouvert – à tous !") == 5

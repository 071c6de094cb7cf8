"""Plain spaces of the code become unbreakable where French typography asks for it."""

import pytest

from cms.translations.typography import french, french_html


@pytest.mark.parametrize(
    ("typed", "set_"),
    [
        ("« Oui »", "«~Oui~»"),
        ("Où ? Là ; ici : voilà !", "Où~? Là~; ici~: voilà~!"),
        ("(pourquoi ?)", "(pourquoi~?)"),
        ("<b>Date :</b> lundi", "<b>Date~:</b> lundi"),
        ("à 19 h 30, 900 €, 20 % de 3 306 €", "à 19~h~30, 900~€, 20~% de 3~306~€"),
        ("%(amount)s €", "%(amount)s~€"),
        ("50 %% de tout", "50~%% de tout"),
        ("l'équipe d'animation", "l’équipe d’animation"),
    ],
)
def test_rules(typed, set_):
    assert french(typed) == set_.replace("~", "\u00a0")


@pytest.mark.parametrize(
    "text",
    [
        "voir https://exemple.fr/?a=1 ici",
        "de %(name)s à %(other)s",
        "ratio %d",
        "le 12 mai 2026",
        "<a class='x' href=\"/y\">z</a>",
        "12:30",
        "10 habitants",
    ],
)
def test_the_rest_is_left_alone(text):
    assert french(text) == text


def test_setting_twice_changes_nothing():
    once = french("« À 19 h » : 3 306 € !")
    assert french(once) == once


@pytest.mark.parametrize(
    ("markup", "shown"),
    [
        (
            "<p>Il est 8 h 10 : on part !</p>",
            "<p>Il est 8\u00a0h\u00a010\u00a0: on part\u00a0!</p>",
        ),
        ("<p>« Oui », dit l'école.</p>", "<p>«\u00a0Oui\u00a0», dit l’école.</p>"),
        (
            '<a href="/x?a : b" title="19 h">19 h</a>',
            '<a href="/x?a : b" title="19 h">19\u00a0h</a>',
        ),
        ("<code>a ? b : c</code> ?", "<code>a ? b : c</code>\u00a0?"),
        (
            "<pre><code>12 h\n</code></pre><p>12 h</p>",
            "<pre><code>12 h\n</code></pre><p>12\u00a0h</p>",
        ),
        ("<!-- 12 h ? -->12 h", "<!-- 12 h ? -->12\u00a0h"),
        ("a < b ?", "a < b\u00a0?"),
        ("", ""),
    ],
)
def test_only_the_words_of_a_text_are_set(markup, shown):
    assert french_html(markup) == shown

"""The English catalogue follows the code, and nothing wrong gets past the check."""

import gettext

import pytest
from babel.messages.catalog import Catalog
from django.core.management import CommandError, call_command

from cms.translations import catalogue
from cms.translations.extraction import Text

VOTES = Text("%(n)d vote", "%(n)d votes")


@pytest.fixture
def locale(tmp_path, settings):
    settings.LOCALE_PATHS = [tmp_path]
    return tmp_path


def made(*entries) -> Catalog:
    """A catalogue of (text, translation) pairs."""
    known = Catalog(locale="en")
    for text, translation in entries:
        key = (text.singular, text.plural) if text.plural else text.singular
        known.add(key, translation, context=text.context).flags = set()
    return known


def test_update_keeps_translations_and_drops_what_is_gone():
    known = made((Text("Lire"), "Read"), (Text("Parti"), "Gone"), (VOTES, ("%(n)d vote", "x")))
    fresh = catalogue.updated(known, {Text("Lire"), Text("Neuf"), VOTES})
    assert {m.id: m.string for m in catalogue.entries(fresh)} == {
        "Lire": "Read",
        "Neuf": "",
        ("%(n)d vote", "%(n)d votes"): ("%(n)d vote", "x"),
    }


def test_a_text_that_becomes_plural_must_be_translated_anew():
    fresh = catalogue.updated(made((Text("%(n)d vote"), "%(n)d vote")), {VOTES})
    assert not any(catalogue.entries(fresh)[0].string)


def test_the_file_is_the_same_whatever_the_order_and_survives_a_round_trip(locale):
    texts = [Text("b"), Text("a"), Text("a", None, "contexte"), VOTES, Text("50 % de tout")]
    one, two = (catalogue.updated(Catalog(locale="en"), order) for order in (texts, texts[::-1]))
    assert catalogue.as_po(one) == catalogue.as_po(two)
    catalogue.write(one)
    assert catalogue.as_po(catalogue.read()) == catalogue.path_of("en", ".po").read_text()
    assert "POT-Creation-Date" not in catalogue.as_po(one)


@pytest.mark.parametrize(
    ("text", "translation", "problem"),
    [
        (Text("Lire"), "", "untranslated"),
        (VOTES, ("%(n)d vote", ""), "untranslated"),
        (Text("à %(name)s"), "to %(nom)s", "other placeholders"),
        (Text("à %(name)s"), "to all", "other placeholders"),
        (Text("à {name}"), "to name", "other placeholders"),
        (Text("<b>Lire</b>"), "<b>Read", "other HTML tags"),
        (Text("Comment"), "How", "Commentaire"),
    ],
)
def test_a_wrong_translation_is_named(text, translation, problem):
    found = catalogue.problems(made((text, translation)), {text})
    assert len(found) == 1
    assert problem in found[0]


def test_a_right_catalogue_has_no_problem():
    entries = ((Text("Lire"), "Read"), (VOTES, ("%(n)d vote", "%(n)d votes")))
    assert catalogue.problems(made(*entries), {text for text, _ in entries}) == []


def test_fuzzy_and_outdated_are_problems():
    known = made((Text("Lire"), "Read"))
    known.get("Lire").flags.add("fuzzy")
    assert catalogue.problems(known, {Text("Lire")}) == ["fuzzy: 'Lire'"]
    assert catalogue.OUTDATED in catalogue.problems(made(), {Text("Neuf")})
    assert catalogue.OUTDATED in catalogue.problems(made((Text("Vieux"), "Old")), set())


def test_compiled_catalogues_are_what_gettext_reads(locale):
    catalogue.write(made((Text("Lire"), "Read"), (VOTES, ("%(n)d ballot", "%(n)d ballots"))))
    call_command("translations", "compile")
    english = gettext.translation("django", locale, ["en"])
    assert english.gettext("Lire") == "Read"
    assert english.ngettext(VOTES.singular, VOTES.plural, 2) == "%(n)d ballots"
    french = gettext.translation("django", locale, ["fr"])
    assert french.gettext("Lire") == "Lire"
    assert french.ngettext(VOTES.singular, VOTES.plural, 0) == "%(n)d vote"
    assert french.ngettext(VOTES.singular, VOTES.plural, 2) == "%(n)d votes"


def test_french_readers_get_unbreakable_spaces(locale):
    texts = ("Déjà là : « %(name)s » !", "Page", "https://a.fr : %(n)s")
    catalogue.write(made(*((Text(text), text) for text in texts)))
    call_command("translations", "compile")
    french = gettext.translation("django", locale, ["fr"])
    assert french.gettext(texts[0]) == "Déjà là\u00a0: «\u00a0%(name)s\u00a0»\u00a0!"
    assert texts[1] not in french._catalog, "it would replace Wagtail's own word"


def test_the_command_updates_then_refuses_what_is_untranslated(locale, capsys):
    call_command("translations", "update")
    assert "without a translation" in capsys.readouterr().out
    with pytest.raises(CommandError, match="untranslated"):
        call_command("translations", "check")

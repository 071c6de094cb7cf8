"""What is found in Python files and templates, and what is refused."""

import pytest

from cms.translations.extraction import (
    Text,
    UnreadableText,
    texts_of_python,
    texts_of_template,
    texts_under,
)

PYTHON = [
    ('_("Accueil")', Text("Accueil")),
    ('gettext_lazy("Séance " "plénière")', Text("Séance plénière")),
    ('translation.gettext("Où")', Text("Où")),
    (
        'ngettext("%(n)d voix", "%(n)d voix toutes", n)',
        Text("%(n)d voix", "%(n)d voix toutes"),
    ),
    ('pgettext("mois", "mars")', Text("mars", None, "mois")),
    ('npgettext_lazy("ctx", "un", "des", n)', Text("un", "des", "ctx")),
    ('from x import gettext as _now\n_now("Plus tard")', Text("Plus tard")),
    ('from x import pgettext as _of\n_of("mois", "mai")', Text("mai", None, "mois")),
]
TEMPLATES = [
    ('{% translate "Aujourd’hui" %}', Text("Aujourd’hui")),
    ('{% trans "Lire" as label %}', Text("Lire")),
    ('{% translate "mars" context "mois" %}', Text("mars", None, "mois")),
    ('{% translate "50 %" %}', Text("50 %%")),
    ("{% blocktranslate %}Bonjour {{ name }}{% endblocktranslate %}", Text("Bonjour %(name)s")),
    (
        "{% blocktranslate trimmed %}\n  Deux\n  lignes\n{% endblocktranslate %}",
        Text("Deux lignes"),
    ),
    (
        "{% blocktranslate count n=list|length %}{{ n }} réponse{% plural %}{{ n }} réponses"
        "{% endblocktranslate %}",
        Text("%(n)s réponse", "%(n)s réponses"),
    ),
    (
        '{% blocktranslate context "x" %}L’un{% endblocktranslate %}',
        Text("L’un", None, "x"),
    ),
    ('<a title="{{ _("Fermer") }}">', Text("Fermer")),
    ("{% include 'a.html' with label=_('Suivant') %}", Text("Suivant")),
    ("\u00a0« x » (y){% translate 'L’île' %}\n \t  { (", Text("L’île")),
]


@pytest.mark.parametrize(("source", "text"), PYTHON, ids=[source for source, _ in PYTHON])
def test_python_texts_are_found(source, text):
    assert list(texts_of_python(source)) == [text]


@pytest.mark.parametrize(("source", "text"), TEMPLATES, ids=[source for source, _ in TEMPLATES])
def test_template_texts_are_found(source, text):
    assert list(texts_of_template(source)) == [text]


def test_no_break_spaces_survive():
    (text,) = texts_of_template("{% translate 'à 19\u00a0h' %}")
    assert text.singular == "à 19\u00a0h"


@pytest.mark.parametrize("source", ['_(f"Bonjour {name}")', "_(name)", "_()", 'pgettext("x")'])
def test_a_text_that_gettext_could_never_find_is_refused(source):
    with pytest.raises(UnreadableText, match="line 1"):
        list(texts_of_python(source))


def test_other_calls_are_left_alone():
    assert list(texts_of_python('print("x"); get("y"); a.b["_"]("z"); _now(f"{x}")')) == []
    assert list(texts_of_python("from x import gettext as shown; shown(text)")) == []


def test_a_folder_is_read_whole_and_faults_name_their_file(tmp_path):
    (tmp_path / "templates" / "a").mkdir(parents=True)
    (tmp_path / "templates" / "a" / "mail.txt").write_text("{% translate 'Objet' %}")
    (tmp_path / "templates" / "a" / "feed.atom").write_text("{% translate 'Flux' %}")
    (tmp_path / "notes.txt").write_text("{% translate 'ignoré' %}")
    (tmp_path / "views.py").write_text('_("Vue")')
    assert texts_under([tmp_path]) == {Text("Objet"), Text("Flux"), Text("Vue")}

    (tmp_path / "views.py").write_text('_(f"{x}")')
    with pytest.raises(UnreadableText, match=r"views\.py"):
        texts_under([tmp_path])

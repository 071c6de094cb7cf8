"""Wagtail's words, said for volunteers."""

import re
from pathlib import Path

import pytest
import wagtail
from babel.messages.pofile import read_po
from django.urls import reverse
from django.utils.translation import gettext, override
from django.views.i18n import JavaScriptCatalog

from cms.editing.writing.wording import WORDS
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories


def known(domain: str) -> set[str]:
    texts: set[str] = set()
    for path in Path(wagtail.__file__).parent.glob(f"**/locale/fr/LC_MESSAGES/{domain}.po"):
        with path.open("rb") as file:
            texts |= {m.id for m in read_po(file, locale="fr") if isinstance(m.id, str)}
    return texts


@pytest.mark.parametrize("domain", WORDS)
def test_each_replaces_a_text_that_wagtail_has(domain):
    assert set(WORDS[domain]) - known(domain) == set()


@pytest.mark.parametrize("domain", WORDS)
def test_each_keeps_the_names_it_is_given(domain):
    names = re.compile(r"%\(\w+\)[sd]|{\w+}")
    for english, words in WORDS[domain].items():
        assert set(names.findall(words)) <= set(names.findall(english)), english


def test_french_readers_get_them_and_english_ones_do_not():
    with override("fr"):
        assert gettext("Unpublish") == "Retirer du site"
    with override("en"):
        assert gettext("Unpublish") == "Unpublish"


def test_scripts_get_them(rf):
    with override("fr"):
        catalogue = JavaScriptCatalog.as_view(packages=["wagtail.admin"])(rf.get("/"))
    assert "Brouillon enregistr" in catalogue.content.decode()


JARGON = ("slug", "workflow", "Dépublier", "snippet", "fragment", "hook", "alias", "Verrouiller")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [CONTRIBUTOR, EDITOR])
def test_forms_speak_no_jargon(client_for, make_user, council, role):
    user = make_user(role, council)
    client = client_for("admin", user)
    page = factories.news(council, live=role == EDITOR)
    page.owner = user
    page.save()
    page.save_revision(user=user)
    about = factories.section(council, "le-conseil")
    screens = [
        reverse("wagtailadmin_pages:edit", args=[page.pk]),
        reverse("wagtailadmin_pages:add_subpage", args=[about.pk]),
        reverse(
            "wagtailadmin_pages:add", args=["quartiers_pages", "newspage", page.get_parent().pk]
        ),
    ]
    for address in screens:
        html = client.get(address).content.decode()
        html = re.sub(r"<(script|template|svg)\b.*?</\1>|<!--.*?-->", " ", html, flags=re.S)
        shown = re.sub(r"<[^>]*>", " ", html)
        for word in JARGON:
            assert word.lower() not in shown.lower(), (address, word)

"""Wagtail's words, said for volunteers."""

import re
from datetime import timedelta
from pathlib import Path

import django
import pytest
import wagtail
from babel.messages.pofile import read_po
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, ngettext, override
from django.views.i18n import JavaScriptCatalog
from wagtail.admin.templatetags.wagtailadmin_tags import timesince_simple

from cms.editing.writing.wording import COUNTED, WORDS
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories


def known(domain: str) -> set[str]:
    """Every text of Wagtail's and Django's; of what is counted, its singular."""
    texts: set[str] = set()
    for package in (wagtail, django):
        for path in Path(package.__file__).parent.glob(f"**/locale/fr/LC_MESSAGES/{domain}.po"):
            with path.open("rb") as file:
                ids = (message.id for message in read_po(file, locale="fr"))
                texts |= {text if isinstance(text, str) else text[0] for text in ids}
    return texts


@pytest.mark.parametrize("domain", WORDS)
def test_each_replaces_a_text_that_wagtail_has(domain):
    assert set(WORDS[domain]) - known(domain) == set()


def test_so_does_each_that_counts():
    assert set(COUNTED) - known("django") == set()


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


def test_a_year_ago_is_said_as_people_say_it():
    now = timezone.now()
    with override("fr"):
        assert timesince_simple(now - timedelta(days=400)) == "il y a 1\u00a0an"
        assert timesince_simple(now - timedelta(days=800)) == "il y a 2\u00a0ans"


@pytest.mark.parametrize(
    ("count", "words"), [(0, "contenu y"), (1, "contenu y"), (7, "contenus y")]
)
def test_what_is_counted_has_its_number(count, words):
    one = "This %(model_name)s is referenced %(usage_count)s time."
    with override("fr"):
        assert words in ngettext(one, one.replace("time.", "times."), count)


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

"""Words before a colon, on Wagtail's screens: French has a space there that does not break."""

from html import unescape

import pytest
from django.urls import reverse

from sites.councils.roles import EDITOR
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def shown(client_for, make_user, council):
    """``shown(name, key…)``: what an editor of the council sees there."""
    client = client_for("admin", make_user(EDITOR, council))

    def of(name: str, *keys) -> str:
        answer = client.get(reverse(name, args=keys))
        assert answer.status_code == 200
        return unescape(answer.content.decode())

    return of


def test_of_what_is_added(shown):
    seen = shown("wagtailsnippets_quartiers_pages_place:add")
    assert "Ajouter\u00a0: " in seen
    assert "Ajouter: " not in seen


def test_of_the_site_whose_settings_they_are(shown, council, other_council):
    seen = shown("wagtailsettings:edit", "quartiers_pages", "sitesettings", council.site_id)
    assert f"Site\u00a0: {council.site.hostname}" in seen
    assert "Site:" not in seen


def test_what_is_said_of_a_page_that_is_unpublished_has_no_two_genders(shown, council):
    page = factories.news(council, "La fête")
    seen = shown("wagtailadmin_pages:unpublish", page.pk)
    assert "contenu y renvoie" in seen
    assert "(tte)" not in seen


def test_to_unpublish_is_offered_in_the_words_of_the_screen_that_does_it(shown, council):
    page = factories.news(council, "La fête")
    assert "La retirer du site seulement" in shown("wagtailadmin_pages:delete", page.pk)
    assert "Retirer du site" in shown("wagtailadmin_pages:unpublish", page.pk)

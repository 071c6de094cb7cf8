"""Addresses of pages that begin with the same title."""

import pytest
from django.urls import reverse
from wagtail.models import Page

from sites.councils.roles import EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


@pytest.fixture
def news(council) -> Page:
    return factories.section(council, "actualites")


def add(client, parent, title, slug, **options):
    address = reverse("wagtailadmin_pages:add", args=["quartiers_pages", "newspage", parent.pk])
    data = posted(client.get(address).context["form"]) | {"title": title, "slug": slug}
    return client.post(address, data, **options)


def slugs(parent) -> set[str]:
    return set(Page.objects.get(pk=parent.pk).get_children().values_list("slug", flat=True))


def test_a_second_page_of_the_same_name_gets_a_number(editor, news):
    for _time in range(3):
        assert add(editor, news, "Réunion du mois", "reunion-du-mois").status_code == 302
    assert slugs(news) == {"reunion-du-mois", "reunion-du-mois-2", "reunion-du-mois-3"}


def test_an_open_form_learns_its_address(editor, news):
    add(editor, news, "Réunion", "reunion")
    answer = add(editor, news, "Réunion", "reunion", headers={"accept": "application/json"}).json()
    assert answer["field_updates"]["slug"] == "reunion-2"


def test_an_address_left_empty_follows_the_title(editor, news):
    add(editor, news, "Un banc", "")
    assert slugs(news) == {"un-banc"}


def test_the_address_of_a_published_page_is_refused_in_words_not_changed(editor, council, news):
    factories.news(council, "Un", slug="un")
    page = factories.news(council, "Deux", slug="deux")
    address = reverse("wagtailadmin_pages:edit", args=[page.pk])
    data = posted(editor.get(address).context["form"]) | {"slug": "un"}
    response = editor.post(address, data)
    assert response.status_code == 200
    assert "slug" in response.context["form"].errors
    assert slugs(news) == {"un", "deux"}

"""« Que voulez-vous ajouter ? »"""

import pytest
from django.template.loader import get_template
from django.urls import reverse

from cms.editing.writing.choosing import choices
from sites.councils.roles import CONTRIBUTOR, EDITOR
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


def address(page) -> str:
    return reverse("wagtailadmin_pages:add_subpage", args=[page.pk])


def test_types_come_in_the_order_of_use_with_what_they_are_for(council):
    offered = choices(factories.section(council, "le-conseil"))
    labels = [choice.label.lower() for choice in offered]
    assert labels == [
        "page",
        "commission",
        "équipe d’animation",
        "questions fréquentes",
        "formulaire",
    ]
    assert all(choice.description and choice.when for choice in offered)


def test_only_what_may_stand_there_is_offered(council):
    assert [c.label.lower() for c in choices(factories.section(council, "actualites"))] == [
        "actualité",
        "galerie de photos",
    ]


def test_each_has_a_picture(council):
    for page in (factories.home(council), factories.section(council, "le-conseil")):
        for choice in choices(page):
            assert "<svg" in get_template(choice.sketch).render()


def test_the_screen_names_no_list_of_all_pages_of_a_type(editor, council):
    screen = editor.get(address(factories.section(council, "actualites"))).content.decode()
    assert "Une information datée" in screen
    assert "Appel à bénévoles" in screen
    assert "/usage/" not in screen
    assert "type_use" not in screen


def test_a_contributor_chooses_too(client_for, make_user, council):
    client = client_for("admin", make_user(CONTRIBUTOR, council))
    assert client.get(address(factories.section(council, "actualites"))).status_code == 200


def test_nobody_adds_to_another_council(editor, other_council):
    assert editor.get(address(factories.section(other_council, "actualites"))).status_code == 404

"""The first screen of the admin, by role."""

import re
from html import unescape

import pytest
from django.urls import reverse

from cms.editing.home.actions import MOST_SITES, desks_of
from sites.councils import role_groups, roles
from tests.cms import factories

pytestmark = pytest.mark.django_db

NEWS, DOCUMENT, BANNER = (
    "Écrire une actualité",
    "Ajouter un document",
    "Modifier le bandeau d’alerte",
)


@pytest.fixture
def first_screen(client_for, council):
    def show(user) -> str:
        return unescape(client_for("admin", user).get("/admin/").content.decode())

    return show


def offered(user) -> dict[str, list[str]]:
    return {desk.name: [str(action.label) for action in desk.actions] for desk in desks_of(user)}


@pytest.mark.parametrize(
    ("role", "actions"),
    [
        (roles.CONTRIBUTOR, [NEWS, DOCUMENT]),
        (roles.EDITOR, [NEWS, DOCUMENT, BANNER]),
        (roles.LEAD, [NEWS, DOCUMENT, BANNER]),
        (roles.MODERATOR, []),
    ],
)
def test_a_council_offers_what_its_role_may_do(make_user, council, other_council, role, actions):
    assert offered(make_user(role, council)) == ({council.name: actions} if actions else {})


def test_the_portal_offers_its_own_to_coordination(make_user, portal, council):
    user = make_user(roles.COORDINATOR)
    assert offered(user) == {portal.name: [NEWS, DOCUMENT, BANNER]}


def test_two_councils_have_a_line_each(make_user, council, other_council):
    user = make_user(roles.EDITOR, council)
    user.groups.add(role_groups.group_for(roles.CONTRIBUTOR, other_council))
    assert offered(user) == {
        council.name: [NEWS, DOCUMENT, BANNER],
        other_council.name: [NEWS, DOCUMENT],
    }


def test_an_administrator_is_not_drowned(make_user, council, other_council, monkeypatch):
    user = make_user(roles.ADMINISTRATOR)
    assert len(desks_of(user)) == 3 <= MOST_SITES
    monkeypatch.setattr("cms.editing.home.actions.MOST_SITES", 2)
    assert len(desks_of(user)) == 2


def test_the_buttons_open_forms_of_the_right_site(client_for, make_user, council, other_council):
    user = make_user(roles.EDITOR, council)
    client = client_for("admin", user)
    [desk] = desks_of(user)

    forms = [client.get(action.url).context["form"] for action in desk.actions]

    news, documents = (factories.section(council, slug) for slug in ("actualites", "documents"))
    assert [form.parent_page.pk for form in forms[:2]] == [news.pk, documents.pk]
    assert forms[2].instance.pk == council.site.root_page_id
    assert desk.actions[2].url.endswith(f"#{forms[2]['banner_text'].auto_id}")


def test_the_screen_shows_them(first_screen, make_user, council):
    screen = first_screen(make_user(roles.EDITOR, council))
    assert "Que voulez-vous faire ?" in screen.replace("\u00a0", " ").replace("\u202f", " ")
    for action in (NEWS, DOCUMENT, BANNER):
        assert action in screen


@pytest.mark.parametrize(
    ("role", "words"),
    [
        (roles.MODERATOR, "Vous modérez le forum"),
        (roles.TOWN_HALL, "au nom de la mairie"),
        (roles.INTEGRATOR, "Vous installez les thèmes"),
    ],
)
def test_who_works_elsewhere_is_told_where(first_screen, make_user, council, role, words):
    user = make_user(role, council if role == roles.MODERATOR else None)
    assert words in first_screen(user)


def test_a_moderator_is_led_to_the_forum_of_their_council_only(
    first_screen, make_user, council, other_council
):
    screen = first_screen(make_user(roles.MODERATOR, council))
    forums = re.findall(r'href="(http[^"]+/forum/)"', screen)
    assert forums == [f"http://{council.site.hostname}:8000/forum/"]


def test_an_editor_is_not_sent_elsewhere(first_screen, make_user, council):
    assert "Votre rôle" not in first_screen(make_user(roles.EDITOR, council))


@pytest.mark.parametrize("role", [roles.EDITOR, roles.ADMINISTRATOR, roles.MODERATOR])
def test_nothing_leads_to_wagtails_own_guide_in_english(first_screen, make_user, council, role):
    user = make_user(role, council if role != roles.ADMINISTRATOR else None)
    screen = first_screen(user)
    assert "guide.wagtail.org" not in screen
    assert "whats-new" not in screen
    assert "keyboard-shortcuts" in screen  # what is left of the menu « Aide »


def test_nothing_counts_the_pages_of_others(first_screen, make_user, council):
    assert "w-summary" not in first_screen(make_user(roles.EDITOR, council))


def test_places_and_topics_are_called_so(first_screen, make_user, council):
    screen = first_screen(make_user(roles.EDITOR, council))
    assert "Lieux et th" in screen  # in a script, where the accent is escaped
    assert "Fragments" not in screen
    assert reverse("wagtailsnippets_quartiers_pages_place:list") in screen

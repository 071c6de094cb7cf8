"""The menu of the admin, entry by entry, for every role."""

import pytest
from django.urls import reverse
from wagtail.admin.menu import SubmenuMenuItem, admin_menu

from sites.councils import role_groups, roles
from tests.cms import factories

pytestmark = pytest.mark.django_db

FILES = ["Images", "Documents"]
EDITING = [
    *("Pages", "Messages", "Propositions", "Inscriptions", *FILES),
    *("Pages modèles", "Lieux et thèmes"),
]
# Role → the labels, in order. What other features add is added here with them.
MENUS = {
    roles.CONTRIBUTOR: ["Pages", *FILES, "Équipe", "Corbeille"],
    roles.EDITOR: [*EDITING, "Équipe", "Réglages du site", "Relecture", "Corbeille"],
    roles.LEAD: [
        *(*EDITING, "Forums", "Équipe", "Réglages du site", "Relecture"),
        *("Apparence", "Journal", "Accès perdus", "Corbeille"),
    ],
    roles.MODERATOR: ["Modération", "Forums", "Suspensions", "Anciens pseudonymes", "Équipe"],
    roles.TOWN_HALL: [],
    roles.COORDINATOR: [
        *(*EDITING, "Forums"),
        *("Réglages du site", "Relecture", "Apparence", "Journal", "Corbeille"),
    ],
    roles.INTEGRATOR: ["Apparence", "Thèmes"],
    roles.ADMINISTRATOR: [
        *("Pages", "Messages", "Propositions", "Inscriptions", *FILES, "Lieux et thèmes"),
        *("Modération", "Forums", "Suspensions", "Conseils", "Équipe"),
        *("Réglages du site", "Apparence", "Thèmes", "Journal", "Accès perdus", "Corbeille"),
        *("Rapports", "Paramètres", "Aide"),
    ],
}


@pytest.fixture
def entries(rf):
    """``entries(user)``: the menu as its reader gets it."""

    def of(user) -> list:
        request = rf.get("/admin/")
        request.user = user
        return admin_menu.render_component(request)

    return of


@pytest.mark.parametrize("role", list(MENUS))
def test_a_role_sees_what_it_uses(entries, holder, role):
    assert [str(item.label) for item in entries(holder(role))] == MENUS[role]


def test_the_table_covers_every_role():
    assert set(MENUS) == {role.key for role in roles.ROLES}


@pytest.mark.parametrize("role", [role for role in MENUS if role != roles.ADMINISTRATOR])
def test_every_entry_opens(client_for, entries, holder, role):
    user = holder(role)
    client = client_for("admin", user)
    for item in entries(user):
        for entry in getattr(item, "menu_items", [item]):
            assert client.get(entry.url, follow=True).status_code == 200, entry.label


def test_pages_lead_straight_to_the_one_site(entries, holder, council):
    pages = entries(holder(roles.EDITOR))[0]
    assert pages.url == reverse("wagtailadmin_explore", args=[council.site.root_page_id])
    assert not hasattr(pages, "start_page_id")  # no panel to dig through


def test_pages_of_several_sites_are_chosen_from(entries, holder, other_council):
    user = holder(roles.EDITOR)
    user.groups.add(role_groups.group_for(roles.EDITOR, other_council))
    assert hasattr(entries(user)[0], "start_page_id")


def test_messages_say_how_many_wait_for_this_reader(entries, holder, council, other_council):
    for owner, count in ((council, 2), (other_council, 3)):
        page = factories.form(factories.home(owner))
        for _number in range(count):
            page.get_submission_class().objects.create(page=page, form_data={"message": "Ici"})
    labels = [str(item.label).replace("\u00a0", " ") for item in entries(holder(roles.EDITOR))]
    assert "Messages (2)" in labels


def test_the_menu_of_one_reader_is_not_that_of_the_next(entries, holder):
    """Wagtail keeps its items for all requests."""
    before = [item.label for item in entries(holder(roles.ADMINISTRATOR))]
    entries(holder(roles.EDITOR))
    assert [item.label for item in entries(holder(roles.ADMINISTRATOR))] == before
    assert any(isinstance(item, SubmenuMenuItem) for item in admin_menu.registered_menu_items)

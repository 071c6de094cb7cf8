"""Places and topics belong to all councils: who may add one, and who may change it."""

import pytest

from cms.pages.models import Place, Topic
from sites.councils import roles
from tests.cms import factories

pytestmark = pytest.mark.django_db

OPEN, REFUSED = 200, 302
# (role, sees the list, adds, changes)
TABLE = [
    (roles.CONTRIBUTOR, REFUSED, REFUSED, REFUSED),
    (roles.EDITOR, OPEN, OPEN, REFUSED),
    (roles.LEAD, OPEN, OPEN, REFUSED),
    (roles.MODERATOR, REFUSED, REFUSED, REFUSED),
    (roles.TOWN_HALL, REFUSED, REFUSED, REFUSED),
    (roles.COORDINATOR, OPEN, OPEN, OPEN),
    (roles.INTEGRATOR, REFUSED, REFUSED, REFUSED),
    (roles.ADMINISTRATOR, OPEN, OPEN, OPEN),
]


@pytest.fixture
def things() -> list[Place | Topic]:
    return [factories.place(), Topic.objects.create(name="Vélo", slug="velo")]


def base(thing) -> str:
    return f"/admin/snippets/quartiers_pages/{thing._meta.model_name}/"


@pytest.mark.parametrize(("role", "lists", "adds", "changes"), TABLE)
def test_who_may_what(client_for, make_user, council, things, role, lists, adds, changes):
    per_council = {known.key: known.per_council for known in roles.ROLES}[role]
    client = client_for("admin", make_user(role, council if per_council else None))
    for thing in things:
        addresses = (base(thing), f"{base(thing)}add/", f"{base(thing)}edit/{thing.pk}/")
        answers = tuple(client.get(address).status_code for address in addresses)
        assert answers == (lists, adds, changes)


def test_the_table_covers_every_role():
    assert [line[0] for line in TABLE] == [role.key for role in roles.ROLES]


def test_an_editor_changes_nothing_by_post_either(client_for, make_user, council, things):
    client = client_for("admin", make_user(roles.EDITOR, council))
    for thing in things:
        for address in (f"edit/{thing.pk}/", f"delete/{thing.pk}/"):
            client.post(base(thing) + address, {"name": "Pris", "slug": "pris"})
        assert type(thing).objects.get(pk=thing.pk).name == thing.name


def test_an_editor_adds_a_place_and_reads_it(client_for, make_user, council):
    client = client_for("admin", make_user(roles.EDITOR, council))
    data = {"name": "Le kiosque", "latitude": "48.87", "longitude": "2.36"}
    client.post("/admin/snippets/quartiers_pages/place/add/", data)
    place = Place.objects.get(name="Le kiosque")
    inspected = client.get(f"/admin/snippets/quartiers_pages/place/inspect/{place.pk}/")
    assert "Le kiosque" in inspected.content.decode()


def test_an_editor_may_still_choose_a_place_for_a_page(client_for, make_user, council, things):
    client = client_for("admin", make_user(roles.EDITOR, council))
    chooser = client.get("/admin/snippets/choose/quartiers_pages/place/")
    assert things[0].name in chooser.json()["html"]

"""Making a council: all of it or nothing, as often as one likes, many at once."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace

import pytest
from django.contrib.auth.models import Group
from django.core.exceptions import ValidationError
from django.db import connection
from wagtail.models import Collection, GroupPagePermission, Page, Site

from sites.councils import onboarding, role_groups
from sites.councils.models import Council, Portal, RoleGroup
from sites.councils.onboarding import create_council, create_portal
from sites.councils.roles import ROLES
from sites.councils.signals import council_created, portal_created
from tests import factories

NEW = factories.council_data("sept", "Septième – Ajouté", slug="septieme-ajoute")


@pytest.fixture
def listen():
    """``listen(signal, receiver)`` until the end of the test."""
    connected = []

    def connect(signal, receiver):
        signal.connect(receiver, weak=False)
        connected.append((signal, receiver))

    yield connect
    for signal, receiver in connected:
        signal.disconnect(receiver)


@pytest.mark.django_db
class TestNewCouncil:
    def test_has_its_site_collection_and_groups(self, portal):
        council, is_new = create_council(NEW)
        assert is_new
        assert council.site.root_url == "http://sept.quartiers.localhost:8000"
        assert council.site.root_page.specific.title == NEW.name
        assert council.collection.get_parent() == Collection.get_first_root_node()
        assert council.role_groups.count() == sum(role.per_council for role in ROLES)

    def test_answers_at_once(self, portal, client_for):
        client = client_for("sept.quartiers.localhost")
        assert client.get("/").status_code == 404
        create_council(NEW)
        response = client.get("/")
        assert response.status_code == 200
        assert "Septième – Ajouté" in response.content.decode()

    def test_is_told_to_listeners_inside_the_transaction(self, portal, listen):
        heard = []
        listen(council_created, lambda council, **kw: heard.append((council.code, in_atomic())))
        create_council(NEW)
        assert heard == [("sept", True)]

    def test_listens_where_the_portal_does_unless_told(self, portal):
        assert create_council(NEW)[0].site.port == portal.site.port
        other = factories.council_data("huit", "Huitième", port=443)
        assert create_council(other)[0].site.root_url == "https://huit.quartiers.localhost"

    def test_is_given_a_free_code(self, portal, council):
        council, _new = create_council(replace(NEW, code=""))
        assert council.code == "sa"
        again = replace(NEW, code="", slug="sept-autre", name="Sept autre", host="sa.example.fr")
        assert create_council(again)[0].code == "sa2"

    def test_takes_a_host_as_people_write_it(self, portal):
        data = replace(NEW, host="  Canal-Évènement.Exemple.FR. ")
        assert create_council(data)[0].site.hostname == "xn--canal-vnement-2gbn.exemple.fr"

    def test_has_its_name_on_one_line_with_single_spaces(self, portal):
        data = replace(NEW, name="  Septième –\n\tAjouté\u00a0 ensuite ")
        council, _new = create_council(data)
        assert council.name == "Septième – Ajouté ensuite"
        assert council.site.site_name == council.site.root_page.title == council.name
        assert create_council(data) == (council, False)

    def test_leaves_the_trees_sound(self, portal):
        create_council(NEW)
        assert_sound()

    def test_made_again_changes_nothing(self, portal, row_counts):
        first, _new = create_council(NEW)
        before = row_counts()
        again, is_new = create_council(NEW)
        assert (again, is_new) == (first, False)
        assert row_counts() == before

    def test_made_again_is_completed(self, portal):
        council, _new = create_council(NEW)
        role_groups.group_for("editor", council).delete()
        council.site.root_page.get_children().get(slug="contact").delete()
        create_council(NEW)
        assert role_groups.group_for("editor", council)
        assert council.site.root_page.get_children().filter(slug="contact").exists()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"slug": "louis-blanc-aqueduc"}, "«\u00a0louis-blanc-aqueduc\u00a0» est déjà pris"),
        ({"slug": "portail"}, "«\u00a0portail\u00a0» est déjà pris"),
        ({"code": "lba"}, "Ce code est déjà pris"),
        ({"code": "portal"}, "celui du portail"),
        ({"code": "L-B-A"}, "lettres minuscules"),
        ({"code": "x" * 13}, "12"),
        ({"name": "Louis Blanc – Aqueduc"}, "«\u00a0Louis Blanc – Aqueduc\u00a0» est déjà pris"),
        ({"name": "aqueduc louis-blanc"}, "est déjà pris"),
        ({"name": "   "}, "vide"),
        ({"name": "x" * 10_000}, "120"),
        ({"slug": ""}, "vide"),
        ({"slug": "Deux Mots"}, "lettres"),
        ({"slug": "x" * 121}, "120"),
        ({"host": "lba.quartiers.localhost"}, "lba.quartiers.localhost est déjà prise"),
        ({"host": "LBA.quartiers.Localhost"}, "est déjà prise"),
        ({"host": "lba.quartiers.localhost."}, "est déjà prise"),
        ({"host": "quartiers.localhost"}, "est déjà prise"),
        ({"host": "admin.quartiers.localhost"}, "est déjà prise"),
        ({"host": "Admin.quartiers.localhost."}, "est déjà prise"),
        ({"host": "https://sept.exemple.fr"}, "n’est pas un nom d’hôte"),
        ({"host": "sept.exemple.fr:8000"}, "n’est pas un nom d’hôte"),
        ({"host": "localhost"}, "n’est pas un nom d’hôte"),
        ({"host": "a" * 64 + ".fr"}, "n’est pas un nom d’hôte"),
        ({"host": ("a" * 60 + ".") * 5 + "fr"}, "n’est pas un nom d’hôte"),
        ({"host": ""}, "n’est pas un nom d’hôte"),
        ({"host": "a\nb.fr"}, "n’est pas un nom d’hôte"),
        ({"port": 0}, "65535"),
        ({"port": 70_000}, "65535"),
        ({"perimeter": {"type": "Point", "coordinates": [2, 48]}}, "Polygon"),
        ({"perimeter_credit": "x" * 201}, "200"),
        ({"area": "beaucoup"}, "beaucoup"),
    ],
)
def test_what_cannot_be_is_refused_in_french_and_changes_nothing(
    portal, council, other_council, row_counts, change, words
):
    before = row_counts()
    with pytest.raises(ValidationError) as refused:
        create_council(replace(NEW, **change))
    assert words in " ".join(refused.value.messages)
    assert row_counts() == before
    assert_sound()


@pytest.mark.django_db
@pytest.mark.parametrize(
    "change",
    [{"host": "autre.exemple.fr"}, {"name": "Autre"}, {"code": "autre"}, {"port": 9999}],
)
def test_a_known_council_asked_for_otherwise_is_not_touched(portal, row_counts, change):
    council, _new = create_council(NEW)
    before = row_counts()
    with pytest.raises(ValidationError, match="est déjà pris par un conseil"):
        create_council(replace(NEW, **change))
    assert row_counts() == before
    council.refresh_from_db()
    assert (council.name, council.code, council.site.port) == (NEW.name, "sept", 8000)


class Boom(Exception):
    pass


def boom(*args, **kwargs):
    raise Boom


@pytest.mark.django_db
@pytest.mark.parametrize(
    "step", ["_make_site", "_make_collection", "role_groups.sync_council", "home", "listener"]
)
def test_a_failure_at_any_step_leaves_nothing(
    portal, council, row_counts, listen, monkeypatch, step, client_for
):
    before = row_counts()
    if step == "listener":
        listen(council_created, boom)
    elif step == "home":
        monkeypatch.setattr(onboarding, "_home_factories", [boom])
    else:
        target, _dot, name = step.rpartition(".")
        monkeypatch.setattr(getattr(onboarding, target) if target else onboarding, name, boom)
    with pytest.raises(Boom):
        create_council(NEW)
    assert row_counts() == before
    assert_sound()
    assert client_for("sept.quartiers.localhost").get("/").status_code == 404
    monkeypatch.undo()


@pytest.mark.django_db
def test_a_failure_between_two_pages_of_a_listener_leaves_nothing(
    portal, council, row_counts, monkeypatch
):
    """Fail at the first, second, third… page that a listener adds, until none is left to fail."""
    before = row_counts()
    add_child, failed = Page.add_child, 0
    while True:
        calls = iter(range(100))

        def add(self, *args, calls=calls, fail_at=failed, **kwargs):
            if next(calls) == fail_at:
                raise Boom
            return add_child(self, *args, **kwargs)

        monkeypatch.setattr(Page, "add_child", add)
        try:
            create_council(NEW)
        except Boom:
            assert row_counts() == before
            failed += 1
        else:
            break
    assert failed > 5, "the listeners made no pages: the test proves nothing"
    assert_sound()


@pytest.mark.django_db
class TestPortal:
    def test_takes_the_place_of_the_welcome_page(self, bare, client_for):
        portal, is_new = create_portal("Portail", "10e", "quartiers.localhost", 8000)
        assert is_new
        assert portal.site.is_default_site
        assert Site.objects.count() == 1
        assert not Page.objects.filter(title="Welcome").exists()
        assert client_for(portal).get("/").status_code == 200
        assert_sound()

    def test_has_its_names_on_one_line_with_single_spaces(self, bare):
        portal, _new = create_portal("Le  portail\n du 10e ", " 10e\n ", "quartiers.localhost")
        assert (portal.name, portal.district) == ("Le portail du 10e", "10e")
        assert portal.site.site_name == portal.site.root_page.title == portal.name

    def test_keeps_a_welcome_page_that_somebody_used(self, bare):
        welcome = Page.objects.get(slug="home")
        welcome.add_child(instance=Page(title="Mienne", slug="mienne"))
        portal, _new = create_portal("Portail", "10e", "quartiers.localhost", 8000)
        assert Page.objects.filter(slug="mienne").exists()
        assert not portal.site.is_default_site

    def test_made_again_changes_nothing(self, portal, row_counts):
        before = row_counts()
        again, is_new = create_portal(portal.name, portal.district, "Quartiers.localhost.", 8000)
        assert (again, is_new) == (portal, False)
        assert row_counts() == before

    @pytest.mark.parametrize(
        ("host", "port"), [("autre.exemple.fr", 8000), (factories.host(""), 81)]
    )
    def test_there_is_only_one(self, portal, row_counts, host, port):
        before = row_counts()
        with pytest.raises(ValidationError, match="existe déjà, à l’adresse http://quartiers"):
            create_portal("Un autre", "11e", host, port)
        assert row_counts() == before

    @pytest.mark.parametrize(
        ("change", "words"),
        [
            ({"name": " "}, "vide"),
            ({"district": "x" * 61}, "60"),
            ({"host": "admin.quartiers.localhost"}, "déjà prise"),
            ({"host": "nul"}, "nom d’hôte"),
            ({"port": 0}, "65535"),
        ],
    )
    def test_refused_leaves_the_welcome_page(self, bare, row_counts, change, words):
        before = row_counts()
        data = {"name": "P", "district": "10e", "host": "quartiers.localhost", "port": 80} | change
        with pytest.raises(ValidationError) as refused:
            create_portal(**data)
        assert words in " ".join(refused.value.messages)
        assert row_counts() == before

    def test_a_failing_listener_leaves_nothing(self, bare, row_counts, listen):
        before = row_counts()
        listen(portal_created, boom)
        with pytest.raises(Boom):
            create_portal("Portail", "10e", "quartiers.localhost", 80)
        assert row_counts() == before
        assert Page.objects.filter(slug="home").exists()

    def test_a_council_may_come_first(self, bare):
        council, _new = create_council(NEW)
        assert council.site.port == 80
        portal, _new = create_portal("Portail", "10e", "quartiers.localhost", 80)
        assert RoleGroup.objects.filter(role="coordinator").exists()
        rights = GroupPagePermission.objects.filter(page=portal.site.root_page)
        assert rights.filter(group=role_groups.group_for("coordinator")).exists()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
class TestManyAtOnce:
    def run(self, datas):
        factories.make_portal()

        def one(data):
            try:
                return create_council(data)[1]
            except ValidationError as error:
                return error
            finally:
                connection.close()

        with ThreadPoolExecutor(len(datas)) as pool:
            return list(pool.map(one, datas))

    def test_the_same_council_is_made_once(self):
        results = self.run([NEW] * 8)
        assert sorted(results) == [False] * 7 + [True]
        assert Council.objects.filter(slug=NEW.slug).count() == 1
        assert Site.objects.filter(hostname=NEW.host).count() == 1
        assert_sound()

    def test_eight_different_councils_are_all_made(self):
        datas = [factories.council_data(f"n{n}", f"Numéro {n}") for n in range(8)]
        assert self.run(datas) == [True] * 8
        assert Council.objects.filter(code__startswith="n").count() == 8
        assert Group.objects.filter(role_group__council__code__startswith="n").count() == 8 * sum(
            role.per_council for role in ROLES
        )
        assert_sound()

    def test_eight_councils_that_want_one_host_leave_one(self):
        datas = [
            factories.council_data(f"n{n}", f"Numéro {n}", host="un.exemple.fr") for n in range(8)
        ]
        results = self.run(datas)
        assert results.count(True) == 1
        assert sum(isinstance(r, ValidationError) for r in results) == 7
        assert Site.objects.filter(hostname="un.exemple.fr").count() == 1
        assert_sound()


def in_atomic() -> bool:
    return connection.in_atomic_block


def assert_sound() -> None:
    """No page or collection is lost, counted wrong or attached to nothing."""
    assert not any(Page.find_problems())
    assert not any(Collection.find_problems())
    assert Portal.objects.count() <= 1

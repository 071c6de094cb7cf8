"""« Nouveau conseil »: seen before it is made, made once, by administrators alone."""

import json
from html import unescape

import pytest
from django.contrib.auth.models import Group
from django.core.files.uploadedfile import SimpleUploadedFile
from wagtail.models import Collection, Page, Site

from cms.editing.onboarding import making, views
from forum.board.forum.models import Forum
from sites.councils import roles
from sites.councils.models import Council
from sites.councils.onboarding import create_council
from sites.notifications.models import Mail
from sites.teams.models import Invitation
from sites.teams.rights import Refused
from tests import factories

pytestmark = pytest.mark.django_db
NEW = "/admin/conseils/nouveau/"
NAME = "Valmy – Récollets"
SQUARE = {"type": "Polygon", "coordinates": [[[2, 48], [2.1, 48], [2.1, 48.1], [2, 48]]]}
TABLES = (Council, Site, Page, Collection, Group, Forum, Mail)


@pytest.fixture
def admin(client_for, make_user, portal, council):
    return client_for("admin", make_user(roles.ADMINISTRATOR))


def shown(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


def sent(response) -> dict:
    """The form that a browser shows, filled in as it stands."""
    form = response.context["form"]
    data = {name: form[name].value() for name in form.fields}
    return {name: value for name, value in data.items() if value is not None}


def look(admin, **data):
    return admin.post(NEW, {"nom": NAME} | data)


def make(admin, **data):
    seen = look(admin, **data)
    return admin.post(NEW, sent(seen) | {"vu": seen.context["seen"], "creer": "1"})


def counts() -> list[int]:
    return [model.objects.count() for model in TABLES]


class TestPreview:
    def test_says_what_will_be_made_and_makes_nothing(self, admin, client_for):
        before = counts()
        page = shown(look(admin))
        for words in (
            "http://vr.quartiers.localhost:8000/",
            "/le-conseil/equipe/",
            "vr – Responsable",
            "Entraide entre voisins",
            "/recollets-valmy/",
            "Aucun ne part.",
        ):
            assert words in page
        assert counts() == before
        assert client_for("vr.quartiers.localhost").get("/").status_code == 404

    def test_is_what_is_made(self, admin):
        plan = look(admin).context["plan"]
        assert make(admin).status_code == 302
        made = Council.objects.get(slug=plan.slug)
        pages = made.site.root_page.get_descendants(inclusive=True)
        assert [title for title, _url in plan.pages] == [p.title for p in pages.order_by("path")]
        groups = made.role_groups.values_list("group__name", flat=True)
        assert set(plan.groups) == set(groups)
        assert plan.address == f"{made.site.root_url}/"

    def test_is_asked_for_again_when_something_changed(self, admin):
        seen, before = look(admin), counts()
        data = sent(seen) | {"vu": seen.context["seen"], "creer": "1", "nom": "Autre – Nom"}
        assert "Ce qui sera fait" in shown(admin.post(NEW, data))
        assert counts() == before

    def test_nothing_is_made_without_having_been_seen(self, admin):
        before = counts()
        assert admin.post(NEW, {"nom": NAME, "creer": "1"}).status_code == 200
        assert counts() == before


class TestMaking:
    def test_the_site_answers_at_once(self, admin, client_for):
        response = make(admin)
        made = Council.objects.get(slug="valmy-recollets")
        assert response["Location"] == f"/admin/conseils/{made.pk}/"
        assert NAME in shown(client_for("vr.quartiers.localhost").get("/"))

    def test_sent_twice_makes_one(self, admin):
        seen = look(admin)
        data = sent(seen) | {"vu": seen.context["seen"], "creer": "1"}
        first, second = admin.post(NEW, data), admin.post(NEW, data)
        assert first["Location"] == second["Location"]
        assert Council.objects.filter(slug="valmy-recollets").count() == 1

    def test_with_its_perimeter_from_a_file_kept_through_the_preview(self, admin):
        feature = {"type": "Feature", "properties": {"nom": NAME}, "geometry": SQUARE}
        other = {"type": "Feature", "properties": {"nom": "Ailleurs"}, "geometry": SQUARE}
        content = {"type": "FeatureCollection", "features": [other, feature]}
        file = SimpleUploadedFile("p.geojson", json.dumps(content).encode())
        assert make(admin, perimetre=file, source="© Ville").status_code == 302
        made = Council.objects.get(slug="valmy-recollets")
        assert (made.perimeter, made.perimeter_credit) == (SQUARE, "© Ville")

    def test_comes_after_the_others(self, admin, other_council):
        make(admin)
        assert Council.objects.in_order().last().name == NAME


class TestFirstLeads:
    TWO = "amie@exemple.fr\nvoisin@exemple.fr\namie@exemple.fr"

    def test_are_told_of_in_the_preview_and_written_to_once_it_is_made(self, admin, posted):
        page = shown(look(admin, responsables=self.TWO))
        assert "Une invitation à : amie@exemple.fr, voisin@exemple.fr" in page
        assert not Invitation.objects.exists()
        assert not posted()
        make(admin, responsables=self.TWO)
        made = Council.objects.get(slug="valmy-recollets")
        rows = Invitation.objects.filter(council=made)
        assert {row.address for row in rows} == {"amie@exemple.fr", "voisin@exemple.fr"}
        assert all(row.roles == [roles.LEAD] for row in rows)
        assert len(posted()) == 2

    def test_are_invited_once_however_often_it_is_sent(self, admin):
        seen = look(admin, responsables=self.TWO)
        data = sent(seen) | {"vu": seen.context["seen"], "creer": "1"}
        admin.post(NEW, data)
        admin.post(NEW, data)
        assert Invitation.objects.count() == 2

    def test_an_address_that_is_none_is_refused_and_kept(self, admin):
        response = look(admin, responsables="amie@exemple.fr\nvoisin")
        assert "« voisin » n’est pas une adresse" in shown(response)
        assert "amie@exemple.fr" in shown(response)

    def test_what_may_not_be_invited_undoes_the_council(self, admin, monkeypatch):
        def refuse(*args):
            raise Refused("Trop d’invitations aujourd’hui.")

        monkeypatch.setattr(making.inviting, "invite", refuse)
        before = counts()
        response = look(admin, responsables="amie@exemple.fr")
        assert "Trop d’invitations" in shown(response)
        assert counts() == before


class TestRefusals:
    @pytest.mark.parametrize(
        ("data", "field"),
        [
            ({"nom": ""}, "nom"),
            ({"nom": "Aqueduc – Louis Blanc"}, "nom"),
            ({"adresse": "lba.quartiers.localhost"}, "adresse"),
            ({"adresse": "http://x.fr/"}, "adresse"),
            ({"adresse": "admin.quartiers.localhost"}, "adresse"),
            ({"identifiant": "louis-blanc-aqueduc"}, "identifiant"),
            ({"identifiant": "pas un identifiant"}, "identifiant"),
            ({"code": "lba"}, "code"),
            ({"code": "portal"}, None),
            ({"code": "1"}, "code"),
            ({"superficie": "grand"}, "superficie"),
        ],
    )
    def test_stand_beside_their_field_and_lose_nothing(self, admin, data, field):
        before = counts()
        response = look(admin, **{"numero": "077"} | data)
        assert response.status_code == 200
        assert response.context["form"].errors
        assert field is None or field in response.context["form"].errors
        assert 'value="077"' in shown(response)
        assert counts() == before

    def test_all_that_is_taken_is_said_at_once(self, admin):
        data = {"nom": "Aqueduc – Louis Blanc", "adresse": "lba.quartiers.localhost"}
        assert {"nom", "adresse"} <= set(look(admin, **data).context["form"].errors)

    @pytest.mark.parametrize(
        ("content", "source", "field"),
        [
            (b"pas du JSON", "x", "perimetre"),
            (b'{"type": "FeatureCollection", "features": []}', "x", "perimetre"),
            (json.dumps(SQUARE).encode(), "", "source"),
        ],
    )
    def test_of_a_perimeter(self, admin, content, source, field):
        file = SimpleUploadedFile("p.geojson", content)
        assert field in look(admin, perimetre=file, source=source).context["form"].errors

    def test_a_forged_outline_is_no_perimeter(self, admin):
        response = look(admin, contour='{"type": "Polygon"}')
        assert response.context["plan"].is_new
        assert response.context["form"]["contour"].value() == ""


class TestWho:
    @pytest.mark.parametrize(
        "role",
        [roles.CONTRIBUTOR, roles.EDITOR, roles.LEAD, roles.MODERATOR, roles.COORDINATOR,
         roles.INTEGRATOR],
    )  # fmt: skip
    def test_nobody_but_administrators(self, client_for, make_user, council, other_council, role):
        per_council = role in (roles.CONTRIBUTOR, roles.EDITOR, roles.LEAD, roles.MODERATOR)
        client = client_for("admin", make_user(role, council if per_council else None))
        own = f"/admin/conseils/{council.pk}/"
        for path in ("/admin/conseils/", NEW, own, f"/admin/conseils/{other_council.pk}/"):
            response = client.get(path)
            assert response.status_code == 404
            assert other_council.name not in shown(response)
        assert client.post(NEW, {"nom": NAME}).status_code == 404
        assert client.post(f"{own}verifier/").status_code == 404
        assert client.post(own, {"nom": "Pris"}).status_code == 404
        assert Council.objects.get(pk=council.pk).name == council.name


class TestOneCouncil:
    def test_the_list_says_who_and_what(self, admin, council, make_user):
        make_user(roles.LEAD, council, pseudonym="Genêt")
        page = shown(admin.get("/admin/conseils/"))
        assert council.name in page
        assert "Genêt" in page
        assert "sur 8" in page

    def test_a_new_name_reaches_what_bears_the_old_one(self, admin, council, client_for):
        address = f"/admin/conseils/{council.pk}/"
        data = {"nom": NAME, "numero": "042", "superficie": "49,9"}
        assert admin.post(address, data).status_code == 302
        council.refresh_from_db()
        assert council.slug == "louis-blanc-aqueduc"
        home = Page.objects.get(pk=council.site.root_page_id)
        assert (home.title, home.slug) == (NAME, council.slug)
        assert home.get_latest_revision_as_object().title == NAME
        assert Collection.objects.get(pk=council.collection_id).name == NAME
        assert Forum.objects.filter(name=NAME).exists()
        assert NAME in shown(client_for(council).get("/"))

    def test_a_title_that_the_team_chose_stays(self, admin, council):
        home = Page.objects.get(pk=council.site.root_page_id).specific
        home.title = "Notre quartier"
        home.save_revision().publish()
        admin.post(f"/admin/conseils/{council.pk}/", {"nom": NAME})
        home.refresh_from_db()
        assert home.title == "Notre quartier"

    def test_a_draft_of_the_home_stays_a_draft(self, admin, council):
        home = Page.objects.get(pk=council.site.root_page_id).specific
        home.intro = "Phrase que personne n’a publiée."
        home.save_revision()
        admin.post(f"/admin/conseils/{council.pk}/", {"nom": NAME})
        home.refresh_from_db()
        assert home.title == NAME
        assert "personne" not in home.intro
        draft = home.get_latest_revision_as_object()
        assert (draft.title, draft.intro) == (NAME, "Phrase que personne n’a publiée.")

    def test_the_name_of_another_is_refused(self, admin, council, other_council):
        address = f"/admin/conseils/{council.pk}/"
        response = admin.post(address, {"nom": "Lancry / Chateau d'eau"})
        assert "nom" in response.context["form"].errors
        assert "Lancry / Chateau d'eau" in shown(response)

    def test_facts_without_a_file_keep_the_perimeter(self, admin, council):
        Council.objects.filter(pk=council.pk).update(perimeter=SQUARE, perimeter_credit="© Ville")
        address = f"/admin/conseils/{council.pk}/"
        admin.post(address, {"nom": council.name, "source": "© Ville"})
        council.refresh_from_db()
        assert council.perimeter == SQUARE

    @pytest.mark.parametrize(
        ("found", "words"), [(["203.0.113.5"], "203.0.113.5"), ([], "nulle part")]
    )
    def test_says_whether_the_name_answers(self, admin, council, monkeypatch, found, words):
        monkeypatch.setattr(views, "addresses_of", lambda host: found)
        address = f"/admin/conseils/{council.pk}/verifier/"
        assert admin.get(address).status_code == 405
        assert words in shown(admin.post(address, follow=True))


def test_the_command_and_the_screen_make_the_same(admin):
    plan = look(admin).context["plan"]
    made, _is_new = create_council(
        factories.council_data("vr", NAME, slug="valmy-recollets", host="vr.quartiers.localhost")
    )
    pages = made.site.root_page.get_descendants(inclusive=True).order_by("path")
    assert [title for title, _url in plan.pages] == [page.title for page in pages]

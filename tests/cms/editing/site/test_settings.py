"""« Réglages du site »: one click for one's own site, nothing at all for another's."""

from html import unescape

import pytest

from cms.pages.models import SiteSettings
from cms.pages.models.settings import MenuItem, SocialLink
from cms.pages.social import name_of_network
from sites.councils import role_groups, roles
from tests.cms import factories

SECRET = "Brouillon de Lancry"


def address(owner) -> str:
    return f"/admin/settings/quartiers_pages/sitesettings/{owner.site.pk}/"


def form_data(menu=(), links=(), **fields) -> dict:
    """What a browser would send."""
    data = {"menu_items-INITIAL_FORMS": "0", "social_links-INITIAL_FORMS": "0"}
    for prefix, rows in (("menu_items", menu), ("social_links", links)):
        data[f"{prefix}-TOTAL_FORMS"] = str(len(rows))
        for number, row in enumerate(rows):
            data |= {f"{prefix}-{number}-{name}": value for name, value in row.items()}
            data[f"{prefix}-{number}-ORDER"] = str(number + 1)
    return data | {"agenda_days": "10"} | fields


def shown(response) -> str:
    return unescape(response.content.decode()).replace("\u00a0", " ")


@pytest.mark.django_db
class TestWhoGetsThere:
    @pytest.mark.parametrize("role", [roles.EDITOR, roles.LEAD])
    def test_a_team_of_one_council_is_asked_nothing(self, client_for, make_user, council, role):
        client = client_for("admin", make_user(role, council))
        assert '"/admin/reglages/"' in client.get("/admin/").content.decode()
        assert client.get("/admin/reglages/")["Location"] == address(council)
        assert client.get(address(council)).status_code == 200

    def test_coordination_runs_the_portals(self, client_for, make_user, portal, council):
        client = client_for("admin", make_user(roles.COORDINATOR))
        assert client.get("/admin/reglages/")["Location"] == address(portal)
        assert client.get(address(council)).status_code == 404

    def test_two_councils_are_a_choice_of_two(
        self, client_for, make_user, portal, council, other_council
    ):
        user = make_user(roles.EDITOR, council)
        user.groups.add(role_groups.group_for(roles.LEAD, other_council))
        page = shown(client_for("admin", user).get("/admin/reglages/"))
        assert council.name in page
        assert other_council.name in page
        assert portal.name not in page

    @pytest.mark.parametrize(
        "role", [roles.CONTRIBUTOR, roles.MODERATOR, roles.TOWN_HALL, roles.INTEGRATOR, None]
    )
    def test_nobody_else(self, client_for, make_user, council, role):
        per_council = role in (roles.CONTRIBUTOR, roles.MODERATOR)
        user = make_user(role, council if per_council else None)
        client = client_for("admin", user)
        for path in ("/admin/reglages/", address(council)):
            response = client.get(path)
            assert response.status_code in (302, 404), path
            assert council.name not in shown(response)
            if response.status_code == 302:  # no way into the admin at all
                assert "/admin/settings/" not in response["Location"]

    @pytest.mark.parametrize("method", ["get", "post"])
    @pytest.mark.parametrize("role", [roles.EDITOR, roles.LEAD])
    def test_not_another_councils(
        self, client_for, make_user, council, other_council, portal, role, method
    ):
        SiteSettings.for_site(other_council.site)
        client = client_for("admin", make_user(role, council))
        for owner in (other_council, portal):
            data = form_data(notice="Intrus") if method == "post" else {}
            response = getattr(client, method)(address(owner), data)
            assert response.status_code == 404
            assert owner.name not in shown(response)
        assert not SiteSettings.objects.filter(notice="Intrus").exists()

    def test_the_second_way_in_is_not_in_the_menu(self, client_for, make_user, council):
        client = client_for("admin", make_user(roles.ADMINISTRATOR))
        assert "/admin/settings/quartiers_pages/sitesettings/" not in shown(client.get("/admin/"))


@pytest.mark.django_db
class TestTheForm:
    @pytest.fixture
    def editor(self, client_for, make_user, council):
        return client_for("admin", make_user(roles.EDITOR, council))

    def test_keeps_what_is_typed(self, editor, council):
        data = form_data(
            contact_email="lba@exemple.fr", tagline="Le long du canal", director="Awa Diallo"
        )
        assert editor.post(address(council), data).status_code == 302
        kept = SiteSettings.objects.get(site=council.site)
        assert (kept.tagline, kept.director) == ("Le long du canal", "Awa Diallo")

    def test_says_what_the_legal_texts_miss(self, editor, council):
        page = shown(editor.get(address(council)))
        assert "Il manque :" in page
        assert "la direction de la publication" in page

    def test_leads_to_the_banner(self, editor, council):
        assert f"/admin/pages/{council.site.root_page_id}/edit/#id_banner_text" in shown(
            editor.get(address(council))
        )

    def test_shows_the_menu_of_today(self, editor, council):
        factories.standard(factories.home(council), "La mare aux canards", show_in_menus=True)
        assert "La mare aux canards" in shown(editor.get(address(council)))

    def test_a_menu_of_ones_own_pages(self, editor, council):
        page = factories.standard(factories.home(council), "La mare")
        data = form_data(menu=[{"page": page.pk}, {"path": "/forum/", "label": "Forum"}])
        assert editor.post(address(council), data).status_code == 302
        items = MenuItem.objects.filter(settings__site=council.site)
        assert [item.page_id for item in items.order_by("sort_order")] == [page.pk, None]

    @pytest.mark.parametrize("is_live", [True, False])
    def test_not_of_another_councils_pages(self, editor, council, other_council, is_live):
        page = factories.standard(factories.home(other_council), SECRET, live=is_live)
        response = editor.post(
            address(council), form_data(menu=[{"page": page.pk}], notice="Gardez-moi")
        )
        told = shown(response)
        assert response.status_code == 200
        assert SECRET not in told
        assert "Gardez-moi" in told
        assert not MenuItem.objects.exists()

    def test_a_known_network_has_its_name(self, editor, council):
        data = form_data(links=[{"url": "https://www.facebook.com/louisblanc"}])
        assert editor.post(address(council), data).status_code == 302
        assert SocialLink.objects.get(settings__site=council.site).label == "Facebook"

    @pytest.mark.parametrize(
        ("url", "why"),
        [
            ("http://facebook.com/x", "https://"),
            ("javascript:alert(1)", ""),
            ("https://exemple.fr/", "Donnez un nom"),
        ],
    )
    def test_links_elsewhere_are_checked(self, editor, council, url, why):
        response = editor.post(address(council), form_data(links=[{"url": url}]))
        assert response.status_code == 200
        assert why in shown(response)
        assert not SocialLink.objects.exists()

    def test_half_an_audit_is_refused_and_nothing_is_lost(self, editor, council):
        response = editor.post(
            address(council), form_data(audit_by="Cabinet Clair", tagline="Le canal")
        )
        told = shown(response)
        assert response.status_code == 200
        assert "Un audit a une date" in told
        assert "Le canal" in told


@pytest.mark.django_db
class TestLegalPages:
    def test_say_what_they_miss_and_where_to_type_it(self, client_for, make_user, council):
        client = client_for("admin", make_user(roles.EDITOR, council))
        page = factories.section(council, "mentions-legales")
        told = shown(client.get(f"/admin/pages/{page.pk}/edit/"))
        assert "Il manque : le nom de l’éditeur" in told
        assert address(council) in told

    def test_other_pages_say_nothing_of_it(self, client_for, make_user, council):
        client = client_for("admin", make_user(roles.EDITOR, council))
        page = factories.section(council, "charte-du-forum")
        told = shown(client.get(f"/admin/pages/{page.pk}/edit/"))
        assert "dans les réglages du site" not in told
        assert "s’écrit tout seul" not in told


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://fr-fr.facebook.com/x", "Facebook"),
        ("https://mamot.fr/@x", "Mastodon"),
        ("https://notfacebook.com/x", ""),
        ("https://facebook.com.exemple.fr/", ""),
        ("", ""),
    ],
)
def test_names_of_networks(url, name):
    assert name_of_network(url) == name

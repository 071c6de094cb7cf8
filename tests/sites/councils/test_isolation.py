"""Whoever works for one council changes nothing of another through any address of the admin."""

import pytest
from django.apps import apps
from wagtail.images import get_image_model
from wagtail.images.tests.utils import get_test_image_file
from wagtail.models import Page, Site

from sites.councils.models import Council
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, COORDINATOR, EDITOR, LEAD, ROLES

pytestmark = pytest.mark.django_db

SECRET = "Brouillon de Lancry"


@pytest.fixture
def draft(other_council) -> Page:
    """A page of the other council that nobody outside may read yet."""
    news = other_council.site.root_page.get_children().get(slug="actualites").specific
    model = apps.get_model("quartiers_pages.NewsPage")
    return news.add_child(instance=model(title=SECRET, slug="brouillon", live=False))


@pytest.fixture
def own_page(council) -> Page:
    return council.site.root_page.get_children().get(slug="le-conseil")


@pytest.fixture
def image(other_council):
    return get_image_model().objects.create(
        title=SECRET, file=get_test_image_file(), collection=other_council.collection
    )


@pytest.fixture(params=[CONTRIBUTOR, EDITOR, LEAD])
def colleague(request, client_for, council, make_user):
    """A browser in the admin, signed in with a role in the first council only."""
    return client_for("admin", make_user(request.param, council))


def refused(response) -> bool:
    """Turned away without having seen or changed anything."""
    return response.status_code in (302, 403, 404) and SECRET not in response.content.decode()


PAGE_ADDRESSES = [
    "edit/",
    "view_draft/",
    "history/",
    "move/",
    "copy/",
    "delete/",
    "unpublish/",
    "privacy/",
    "lock/",
    "convert_alias/",
    "workflow/status/",
    "usage/",
    "revisions/1/view/",
    "revisions/1/revert/",
    "edit/preview/",
]


@pytest.mark.parametrize("address", PAGE_ADDRESSES)
@pytest.mark.parametrize("method", ["get", "post"])
def test_pages_of_another_council_are_closed(colleague, draft, address, method):
    before = Page.objects.get(pk=draft.pk)
    response = getattr(colleague, method)(f"/admin/pages/{draft.pk}/{address}")
    assert refused(response) or response.status_code == 405
    after = Page.objects.get(pk=draft.pk)
    assert (after.live, after.title, after.path, after.locked) == (
        before.live,
        before.title,
        before.path,
        before.locked,
    )


def test_their_explorer_shows_nothing(colleague, draft, other_council):
    assert SECRET not in colleague.get("/admin/pages/").content.decode()
    for page in (draft.get_parent(), other_council.site.root_page):
        response = colleague.get(f"/admin/pages/{page.pk}/")
        assert SECRET not in response.content.decode()
    search = colleague.get("/admin/pages/search/", {"q": "Brouillon"})
    assert SECRET not in search.content.decode()


def test_no_page_is_added_below_another_council(colleague, other_council):
    news = other_council.site.root_page.get_children().get(slug="actualites")
    response = colleague.post(
        f"/admin/pages/add/quartiers_pages/newspage/{news.pk}/",
        {"title": "Intrus", "slug": "intrus", "action-publish": "1"},
    )
    assert refused(response)
    assert not Page.objects.filter(title="Intrus").exists()


def test_no_page_is_moved_to_another_council(colleague, own_page, other_council):
    child = own_page.get_children().first()
    before = child.path
    target = other_council.site.root_page.get_children().get(slug="le-conseil")
    address = f"/admin/pages/{child.pk}/move/{target.pk}/confirm/"
    for method in ("get", "post"):
        getattr(colleague, method)(address)
    assert Page.objects.get(pk=child.pk).path == before


@pytest.mark.parametrize("role", [ADMINISTRATOR])
def test_even_an_administrator_moves_no_page_to_another_site(
    client_for, make_user, own_page, other_council, role
):
    client = client_for("admin", make_user(role), raise_request_exception=False)
    child = own_page.get_children().first()
    before = child.path
    target = other_council.site.root_page.get_children().get(slug="le-conseil")
    response = client.post(f"/admin/pages/{child.pk}/move/{target.pk}/confirm/")
    assert response.status_code < 500
    assert Page.objects.get(pk=child.pk).path == before


def test_no_page_is_copied_to_another_council(colleague, own_page, other_council):
    child = own_page.get_children().first()
    target = other_council.site.root_page.get_children().get(slug="le-conseil")
    data = {"new_title": "Copie", "new_slug": "copie", "new_parent_page": target.pk}
    colleague.post(f"/admin/pages/{child.pk}/copy/", data)
    assert not target.get_children().filter(slug="copie").exists()


@pytest.mark.parametrize("action", ["delete", "publish", "unpublish", "move"])
def test_no_bulk_action_reaches_another_council(colleague, draft, other_council, action):
    address = f"/admin/bulk/wagtailcore/page/{action}/?id={draft.pk}"
    target = other_council.site.root_page.pk
    colleague.post(address, {"chooser": target, "move_applicable": "1"})
    after = Page.objects.get(pk=draft.pk)
    assert (after.live, after.path) == (draft.live, draft.path)


@pytest.mark.parametrize("address", ["", "delete/", "generate_url/", "usage/"])
def test_pictures_of_another_council_are_closed(colleague, image, address):
    response = colleague.get(f"/admin/images/{image.pk}/{address}")
    assert refused(response)
    colleague.post(f"/admin/images/{image.pk}/{address}", {"title": "Pris"})
    assert get_image_model().objects.get(pk=image.pk).title == SECRET


def test_pictures_of_another_council_are_not_offered(colleague, image):
    for address in ("/admin/images/", "/admin/images/chooser/", "/admin/images/chooser/results/"):
        assert SECRET not in colleague.get(address).content.decode()


def test_no_picture_is_put_into_another_councils_collection(colleague, other_council):
    data = {
        "title": "Intruse",
        "file": get_test_image_file(),
        "collection": other_council.collection.pk,
    }
    colleague.post("/admin/images/add/", data)
    assert not get_image_model().objects.filter(collection=other_council.collection).exists()


def test_settings_of_another_council_are_closed(colleague, other_council):
    address = f"/admin/settings/quartiers_pages/sitesettings/{other_council.site.pk}/"
    for method in ("get", "post"):
        assert refused(getattr(colleague, method)(address))


CLOSED_TO_ALL_BUT_ADMINISTRATORS = [
    "/admin/users/",
    "/admin/users/new/",
    "/admin/groups/",
    "/admin/groups/new/",
    "/admin/sites/",
    "/admin/sites/new/",
    "/admin/collections/",
    "/admin/collections/add/",
    "/admin/workflows/list/",
    "/admin/workflows/add/",
    "/admin/redirects/",
]


@pytest.mark.parametrize("address", CLOSED_TO_ALL_BUT_ADMINISTRATORS)
@pytest.mark.parametrize("role", [r for r in ROLES if r.key != ADMINISTRATOR], ids=lambda r: r.key)
def test_people_groups_and_sites_are_for_administrators(
    client_for, council, make_user, role, address
):
    client = client_for("admin", make_user(role.key, council if role.per_council else None))
    assert client.get(address).status_code in (302, 403, 404)
    menu = client.get("/admin/").content.decode()
    assert f'"url": "{address}"' not in menu
    assert f'href="{address}"' not in menu


@pytest.mark.parametrize("address", CLOSED_TO_ALL_BUT_ADMINISTRATORS)
def test_administrators_see_everything(client_for, portal, make_user, address):
    client = client_for("admin", make_user(ADMINISTRATOR))
    assert client.get(address).status_code == 200


def test_a_coordinator_works_on_the_portal_only(client_for, portal, draft, make_user):
    client = client_for("admin", make_user(COORDINATOR))
    home = portal.site.root_page
    assert client.get(f"/admin/pages/{home.pk}/edit/").status_code == 200
    assert refused(client.get(f"/admin/pages/{draft.pk}/edit/"))


def test_an_editor_works_in_their_own_council(client_for, council, own_page, make_user):
    client = client_for("admin", make_user(EDITOR, council))
    assert client.get(f"/admin/pages/{own_page.pk}/edit/").status_code == 200
    home = client.get("/admin/pages/", follow=True).content.decode()
    assert council.name in home


class TestSites:
    """An administrator may change a host name, but cannot break the table of hosts."""

    @pytest.fixture
    def administrator(self, client_for, make_user):
        return client_for("admin", make_user(ADMINISTRATOR), raise_request_exception=False)

    def save(self, client, site, **change):
        data = {
            "hostname": site.hostname,
            "port": site.port,
            "site_name": site.site_name,
            "root_page": site.root_page_id,
            "is_default_site": "on" if site.is_default_site else "",
        }
        return client.post(f"/admin/sites/edit/{site.pk}/", data | change)

    def test_a_host_name_is_changed(self, administrator, council, client_for):
        self.save(administrator, council.site, hostname="Louis-Blanc.exemple.fr")
        assert client_for("louis-blanc.exemple.fr").get("/").status_code == 200

    @pytest.mark.parametrize(
        "hostname",
        [
            "cel.quartiers.localhost",
            "admin.quartiers.localhost",
            "CEL.quartiers.localhost",
            "a b",
            "",
        ],
    )
    def test_a_taken_or_impossible_host_name_is_refused(
        self, administrator, council, other_council, hostname
    ):
        response = self.save(administrator, council.site, hostname=hostname, port=9999)
        assert response.status_code == 200
        council.site.refresh_from_db()
        assert council.site.hostname == "lba.quartiers.localhost"

    def test_a_councils_home_is_not_replaced(self, administrator, council, other_council):
        response = self.save(administrator, council.site, root_page=other_council.site.root_page_id)
        assert "ne se remplace pas" in response.content.decode()
        home = council.site.root_page
        council.site.refresh_from_db()
        assert council.site.root_page == home

    @pytest.mark.parametrize("kind", ["site", "collection", "home"])
    def test_what_a_council_stands_on_is_not_deleted(self, client_for, make_user, council, kind):
        root = make_user(is_superuser=True)
        client = client_for("admin", root, raise_request_exception=False)
        address = {
            "site": f"/admin/sites/delete/{council.site.pk}/",
            "collection": f"/admin/collections/{council.collection.pk}/delete/",
            "home": f"/admin/pages/{council.site.root_page_id}/delete/",
        }[kind]
        assert client.post(address).status_code < 500
        Council.objects.get(pk=council.pk).site.root_page.refresh_from_db()
        council.collection.refresh_from_db()

    def test_another_site_may_be_made_and_deleted(self, administrator, portal):
        data = {"hostname": "vide.exemple.fr", "port": 80, "root_page": portal.site.root_page_id}
        administrator.post("/admin/sites/new/", data)
        made = Site.objects.get(hostname="vide.exemple.fr")
        administrator.post(f"/admin/sites/delete/{made.pk}/")
        assert not Site.objects.filter(pk=made.pk).exists()

"""Which page answers at an address, and to whom: as Wagtail decides, with fewer queries."""

from html import unescape

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from wagtail import hooks
from wagtail.models import Page, PageViewRestriction
from wagtail.query import PageQuerySet
from wagtail.url_routing import RouteResult

from cms.pages.models import StandardPage
from cms.publications.models import Publication
from cms.publications.publishing import differences
from sites.councils import stamps
from tests.cms import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def about(council):
    return factories.section(council, "le-conseil")


@pytest.fixture
def bench(about):
    """« Le banc », at /le-conseil/le-banc/."""
    return factories.standard(about, "Le banc", slug="le-banc")


@pytest.fixture
def client(client_for, council):
    return client_for(council)


def seen(client, path: str) -> str:
    """What the reader sees: a page's heading, or the status and where it sends on."""
    response = client.get(path)
    if response.status_code != 200:
        return f"{response.status_code} {response.get('Location', '')}".strip()
    return response.context["page"].title


def by_wagtail(client, path: str) -> str:
    """The same when Wagtail goes down the tree by itself."""
    with pytest.MonkeyPatch.context() as patch:
        for home in ("PortalHomePage", "CouncilHomePage"):
            patch.setattr(f"cms.pages.models.home.{home}.route", Page.route)
        return seen(client, path)


class TestSameAsWagtail:
    @pytest.mark.parametrize(
        "path",
        [
            "/",
            "/le-conseil/",
            "/le-conseil/le-banc/",
            "/le-conseil/le-banc",
            "/le-banc/",
            "/Le-Conseil/Le-Banc/",
            "/le-conseil/LE-BANC/",
            "/le-conseil//le-banc/",
            "//le-conseil/le-banc/",
            "/le-conseil/le-banc/le-banc/",
            "/le-banc/le-conseil/",
            "/le-conseil/le-conseil/",
            "/le-conseil/le%2Dbanc/",
            "/le-conseil/%6Ce-banc/",
            "/le-conseil%2Fle-banc/",
            "/le-conseil/le-banc%00/",
            "/le-conseil/%E2%80%AEle-banc/",
            "/le-conseil/l%C3%A9-banc/",
            "/le-conseil/le_banc/",
            "/le-conseil/l%25banc/",
            "/le-conseil/le-ban_/",
            "/le-conseil/%ff/",
            "/" + "le-conseil/" * 8,
            "/" + "le-conseil/" * 9,
            "/" + "a/" * 400,
            "/" + "a" * 3000 + "/",
        ],
    )
    def test_one_address_leads_to_the_same(self, client, bench, path):
        factories.standard(bench, "Pas lui", slug="le-banc2")
        assert seen(client, path) == by_wagtail(client, path)

    def test_what_is_expected_of_the_plain_ones(self, client, bench):
        assert seen(client, "/le-conseil/le-banc/") == "Le banc"
        assert seen(client, "/le-conseil/le-banc") == "301 /le-conseil/le-banc/"
        assert seen(client, "/le-conseil/LE-BANC/") == "404"
        assert seen(client, "/le-banc/") == "404"

    def test_slugs_that_are_not_ascii_as_imports_may_leave_them(self, client, bench):
        Page.objects.filter(pk=bench.pk).update(
            slug="forêt", url_path=bench.url_path.replace("le-banc", "forêt")
        )
        for path in ("/le-conseil/forêt/", "/le-conseil/for%C3%AAt/", "/le-conseil/FORÊT/"):
            assert seen(client, path) == by_wagtail(client, path)
        assert seen(client, "/le-conseil/for%C3%AAt/") == "Le banc"

    def test_deeper_than_we_look_ourselves(self, client, about):
        page, path = about, "/le-conseil/"
        for level in range(10):
            page = factories.standard(page, f"Niveau {level}", slug=f"n{level}")
            path += f"n{level}/"
            assert seen(client, path) == f"Niveau {level}"


class TestChanges:
    def test_a_renamed_page_answers_at_its_new_address_only(self, client, bench):
        below = factories.standard(bench, "Dessous", slug="dessous")
        bench.slug = "la-mare"
        bench.save()
        assert seen(client, "/le-conseil/la-mare/dessous/") == below.title
        assert seen(client, "/le-conseil/la-mare/") == "Le banc"
        for path in ("/le-conseil/le-banc/", "/le-conseil/le-banc/dessous/"):
            assert seen(client, path) == by_wagtail(client, path)
            assert seen(client, path).startswith(("301", "404"))

    def test_its_old_address_may_be_another_pages_without_confusion(self, client, about, bench):
        bench.slug = "la-mare"
        bench.save()
        other = StandardPage(title="Autre", slug="autre", body=factories.TEXT)
        about.add_child(instance=other)
        assert seen(client, "/le-conseil/autre/") == "Autre"
        assert seen(client, "/le-conseil/la-mare/") == "Le banc"

    def test_a_moved_page_takes_what_lies_below_it_along(self, client, council, about, bench):
        factories.standard(bench, "Dessous", slug="dessous")
        target = factories.standard(about, "Ailleurs", slug="ailleurs")
        bench.move(target, pos="last-child")
        assert seen(client, "/le-conseil/ailleurs/le-banc/dessous/") == "Dessous"
        trail = client.get("/le-conseil/ailleurs/le-banc/dessous/").context["breadcrumbs"]
        assert [entry.label for entry in trail][1:] == ["Le conseil", "Ailleurs", "Le banc"]

    def test_an_unpublished_page_is_gone_and_what_lies_below_it_is_not(self, client, bench):
        factories.standard(bench, "Dessous", slug="dessous")
        assert seen(client, "/le-conseil/le-banc/") == "Le banc"
        bench.unpublish()
        assert seen(client, "/le-conseil/le-banc/") == "404"
        assert seen(client, "/le-conseil/le-banc/dessous/") == "Dessous"
        trail = client.get("/le-conseil/le-banc/dessous/").context["breadcrumbs"]
        assert "Le banc" not in [entry.label for entry in trail]

    def test_a_draft_is_nowhere(self, client, about):
        factories.standard(about, "Brouillon", slug="brouillon", live=False)
        assert seen(client, "/le-conseil/brouillon/") == "404"

    def test_the_words_of_a_draft_are_not_shown(self, client, bench):
        bench.title = "Pas encore"
        bench.save_revision()
        assert seen(client, "/le-conseil/le-banc/") == "Le banc"
        below = factories.standard(bench, "Dessous", slug="dessous")
        trail = client.get(f"/le-conseil/le-banc/{below.slug}/").context["breadcrumbs"]
        assert "Pas encore" not in [entry.label for entry in trail]

    def test_a_deleted_page_is_gone(self, client, bench):
        Page.objects.get(pk=bench.pk).delete()
        assert seen(client, "/le-conseil/le-banc/") == "404"

    def test_an_alias_answers_at_its_own_address(self, client, council, bench):
        alias = bench.create_alias(parent=factories.home(council), update_slug="miroir")
        assert seen(client, "/miroir/") == alias.title
        assert client.get("/miroir/").context["page"].pk == alias.pk

    def test_a_home_shows_what_is_stored_in_every_process(self, client, council):
        client.get("/")
        home = factories.home(council)
        home.intro = "Le canal en hiver"
        home.save()
        assert "Le canal en hiver" in unescape(client.get("/").content.decode())

    def test_two_requests_do_not_share_the_object_of_a_home(self, client):
        first, second = (client.get("/").context["page"] for _request in range(2))
        assert first is not second

    def test_a_home_that_is_taken_off_line_is_gone(self, client, council):
        client.get("/")
        Page.objects.filter(pk=council.site.root_page_id).update(live=False)
        assert seen(client, "/") == "404"
        assert seen(client, "/le-conseil/") != "404"

    def test_addresses_below_a_renamed_home_stay(self, client, council, bench):
        client.get("/")
        home = factories.home(council)
        home.slug = "autrement"
        home.save(clean=False)  # no form lets it through
        assert seen(client, "/le-conseil/le-banc/") == "Le banc"
        trail = client.get("/le-conseil/le-banc/").context["breadcrumbs"]
        assert [entry.url for entry in trail] == ["/", "/le-conseil/"]
        assert differences() == []


class TestSites:
    def test_one_slug_on_two_sites_and_a_third_without(
        self, client_for, council, other_council, portal, bench
    ):
        their = factories.section(other_council, "le-conseil")
        factories.standard(their, "Leur banc", slug="le-banc")
        assert seen(client_for(council), "/le-conseil/le-banc/") == "Le banc"
        assert seen(client_for(other_council), "/le-conseil/le-banc/") == "Leur banc"
        assert seen(client_for(portal), "/le-conseil/le-banc/") == "404"

    def test_a_page_outside_every_site_is_nowhere(self, client_for, council, portal):
        root = Page.get_first_root_node()
        root.add_child(instance=StandardPage(title="Dehors", slug="dehors", body=factories.TEXT))
        home = council.site.root_page
        for owner in (council, portal):
            for path in ("/dehors/", f"/{home.slug}/le-conseil/", "/root/"):
                assert seen(client_for(owner), path) == "404"
        assert seen(client_for(council), f"/{home.slug}/") == "404"  # the portal leads there

    def test_sites_keep_their_pages_when_homes_change_places(
        self, client_for, council, other_council, portal, bench
    ):
        """The tree gives new paths to all of them, and the table of hosts holds the old ones."""
        clients = {owner: client_for(owner) for owner in (portal, council, other_council)}
        for client in clients.values():
            client.get("/")
        last = Page.objects.get(pk=other_council.site.root_page_id)
        last.move(Page.get_first_root_node(), pos="first-child")
        for owner, client in clients.items():
            assert client.get("/").context["page"].pk == owner.site.root_page_id
        assert seen(clients[council], "/le-conseil/le-banc/") == "Le banc"
        for owner in (portal, other_council):
            assert seen(clients[owner], "/le-conseil/le-banc/") == "404"
        assert differences() == []


class TestPrivacy:
    def test_a_private_page_asks_to_sign_in(self, client, bench):
        assert seen(client, "/le-conseil/le-banc/") == "Le banc"
        factories.make_private(bench)
        assert seen(client, "/le-conseil/le-banc/").startswith("302 /compte/connexion/")

    def test_so_does_what_lies_below_a_private_section(self, client, bench):
        below = factories.standard(bench, "Dessous", slug="dessous")
        assert seen(client, "/le-conseil/le-banc/dessous/") == below.title
        factories.make_private(bench)
        assert seen(client, "/le-conseil/le-banc/dessous/").startswith("302")
        later = factories.standard(below, "Plus bas", slug="plus-bas")
        assert seen(client, f"/le-conseil/le-banc/dessous/{later.slug}/").startswith("302")

    def test_a_page_that_is_moved_into_a_private_section_is_private(self, client, about, bench):
        closed = factories.standard(about, "Réservé", slug="reserve")
        factories.make_private(closed)
        bench.move(closed, pos="last-child")
        assert seen(client, "/le-conseil/reserve/le-banc/").startswith("302")

    def test_an_alias_of_a_private_page_is_private(self, client, council, bench):
        bench.create_alias(parent=factories.home(council), update_slug="miroir")
        assert seen(client, "/miroir/") == "Le banc"
        restriction = factories.make_private(bench)
        assert seen(client, "/miroir/").startswith("302")
        restriction.delete()
        assert seen(client, "/miroir/") == "Le banc"

    def test_who_has_signed_in_reads_it_and_no_cache_keeps_it(
        self, client_for, council, bench, resident
    ):
        factories.make_private(bench)
        response = client_for(council, resident).get("/le-conseil/le-banc/")
        assert response.status_code == 200
        assert "no-store" in response["Cache-Control"]

    def test_a_private_section_is_not_named_to_others(self, client, about):
        closed = factories.standard(about, "Réservé", slug="reserve")
        factories.standard(closed, "Dedans", slug="dedans")
        factories.make_private(closed)
        for path in ("/le-conseil/reserve/dedans/", "/le-conseil/reserve/"):
            assert "Réservé" not in unescape(client.get(path).content.decode())

    def test_a_whole_site_can_be_private(self, client, council, bench):
        factories.make_private(factories.home(council))
        assert seen(client, "/").startswith("302")
        assert seen(client, "/le-conseil/le-banc/").startswith("302")

    @pytest.mark.parametrize("kind", [PageViewRestriction.GROUPS, PageViewRestriction.PASSWORD])
    def test_other_restrictions_hold_too(self, client, bench, kind):
        PageViewRestriction.objects.create(
            page=Page.objects.get(pk=bench.pk), restriction_type=kind, password="x"
        )
        response = client.get("/le-conseil/le-banc/")
        assert "Rendez-vous" not in response.content.decode()

    def test_an_object_that_no_reader_asked_for_is_asked_about(self, bench):
        """The admin's screens show who may read a page before its row is written again."""
        factories.make_private(bench)
        assert bench.get_view_restrictions().exists()

    def test_a_page_that_nobody_lists_is_served_as_wagtail_serves_it(self, client, bench):
        Publication.objects.filter(page_id=bench.pk).delete()
        assert seen(client, "/le-conseil/le-banc/") == "Le banc"
        factories.make_private(bench)
        assert seen(client, "/le-conseil/le-banc/").startswith("302")


class TestOwnRoutes:
    """A page type of an integrator may answer for addresses below its own (RoutablePage)."""

    @pytest.fixture
    def _routes_itself(self, monkeypatch):
        def route(page, request, components):
            if components and components[0] == "archives":
                return RouteResult(page, kwargs={})
            return super(StandardPage, page).route(request, components)

        monkeypatch.setattr(StandardPage, "route", route)

    @pytest.mark.usefixtures("_routes_itself")
    def test_it_does_before_its_children(self, client, bench):
        factories.standard(bench, "Une enfant", slug="archives")
        factories.standard(bench, "Dessous", slug="dessous")
        assert seen(client, "/le-conseil/le-banc/archives/") == "Le banc"
        assert seen(client, "/le-conseil/le-banc/archives/2026/") == "Le banc"
        assert seen(client, "/le-conseil/le-banc/dessous/") == "Dessous"
        assert seen(client, "/le-conseil/le-banc/rien/") == "404"
        assert seen(client, "/le-conseil/le-banc/") == "Le banc"

    def test_a_type_may_refuse_its_own_address(self, client, bench, monkeypatch):
        from django.http import Http404

        def route(page, request, components):
            raise Http404

        monkeypatch.setattr(StandardPage, "route", route)
        assert seen(client, "/le-conseil/le-banc/") == "404"


def test_hooks_before_a_page_is_served_still_run(client, bench):
    asked = []
    with hooks.register_temporarily(
        "before_serve_page", lambda page, request, args, kwargs: asked.append(page)
    ):
        client.get("/le-conseil/le-banc/")
    assert [page.specific_class for page in asked] == [StandardPage]


class TestQueries:
    @pytest.fixture(autouse=True)
    def _as_in_production(self, settings):
        settings.HOST_TABLE_MAX_AGE = 60
        stamps._reader.forget()
        yield
        stamps._reader.forget()

    def cost(self, client, path: str) -> int:
        client.get(path)
        with CaptureQueriesContext(connection) as captured:
            assert client.get(path).status_code == 200
        return len(captured)

    def test_depth_costs_nothing(self, client, bench):
        deep = factories.standard(
            factories.standard(bench, "Dessous", slug="dessous"), "Plus bas", slug="plus-bas"
        )
        # The way, the page, its topics, and the pages below it where there are some.
        assert self.cost(client, "/le-conseil/le-banc/") == 4
        assert self.cost(client, f"/le-conseil/le-banc/dessous/{deep.slug}/") == 3

    def test_an_address_is_looked_for_among_slugs_and_tree_paths(self, client, bench):
        """Wagtail has no index on the address itself."""
        with CaptureQueriesContext(connection) as captured:
            client.get("/le-conseil/le-banc/")
        asked = [query["sql"] for query in captured if '"url_path" IN' in query["sql"]]
        assert len(asked) == 1
        assert '"slug" IN' in asked[0]
        assert f"LIKE '{bench.path[:8]}%'" in asked[0]


def test_pages_are_still_found_by_those_who_filter_them(council, bench):
    """No page type hides pages from its own manager: the way here would miss them."""
    assert isinstance(StandardPage.objects.all(), PageQuerySet)
    assert StandardPage.objects.filter(pk=bench.pk).exists()

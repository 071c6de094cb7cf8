"""Every request is for a host name we know; finding its site costs nothing."""

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from sites.councils import hosts, stamps
from sites.councils.hosts import Kind
from sites.councils.middleware import HostMiddleware
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def warm(settings, portal, council, other_council):
    """A process that has just answered a request, in the pace of production."""
    hosts.table()
    settings.HOST_TABLE_MAX_AGE = 60
    stamps._reader.forget()
    hosts.table()
    yield
    stamps._reader.forget()


def seen_by(host: str, path: str = "/", **meta) -> tuple[int, HttpRequest]:
    """Status and request behind the gate for a raw Host header."""
    passed = []

    def inner(request):
        passed.append(request)
        from django.http import HttpResponse

        return HttpResponse("in")

    request = RequestFactory().get(path, **meta)
    request.META["HTTP_HOST"] = host
    response = HostMiddleware(inner)(request)
    assert "Host" in response["Vary"]
    return response.status_code, passed[0] if passed else request


def test_each_site_answers_on_its_host(client_for, portal, council, other_council):
    for place in (portal, council, other_council):
        response = client_for(place).get("/")
        assert response.status_code == 200
        assert place.name in response.content.decode()


def test_the_site_of_a_request_is_found_without_a_query(
    warm, council, portal, django_assert_num_queries
):
    with django_assert_num_queries(0):
        _status, request = seen_by("lba.quartiers.localhost:8000")
        assert (request.site, request.council) == (council.site, council)
        _status, request = seen_by("quartiers.localhost:8000")
        assert (request.site, request.council) == (portal.site, None)
        assert seen_by("nobody.example")[0] == 404


def test_wagtail_takes_the_site_we_found(warm, council, django_assert_num_queries):
    from wagtail.models import Site

    _status, request = seen_by("lba.quartiers.localhost")
    with django_assert_num_queries(0):
        assert Site.find_for_request(request) == council.site
        assert request.site.root_page.slug == council.slug


def test_the_admin_host_never_falls_back_to_the_portal(portal):
    from wagtail.models import Site

    _status, request = seen_by("admin.quartiers.localhost", "/admin/")
    assert Site.find_for_request(request) is None


def test_a_cold_table_costs_the_same_for_many_councils(
    council, portal, django_assert_num_queries, settings
):
    settings.HOST_TABLE_MAX_AGE = 60
    queries = 3  # stamps, councils, portal
    stamps.bump(stamps.HOSTS)
    with django_assert_num_queries(queries):
        hosts.table()
    add_councils(60, council)
    stamps.bump(stamps.HOSTS)
    with django_assert_num_queries(queries):
        assert len(hosts.table().neighbours) > 60
    with django_assert_num_queries(0):
        assert hosts.resolve("c59.quartiers.localhost").council.code == "c59"


def add_councils(number: int, like) -> None:
    """Rows only, without pages: enough for the table of hosts."""
    from wagtail.models import Collection, Site

    from sites.councils.models import Council

    root = Collection.get_first_root_node()
    for n in range(number):
        site = Site.objects.create(
            hostname=f"c{n}.quartiers.localhost", root_page=like.site.root_page
        )
        collection = root.add_child(name=f"c{n}")
        Council.objects.create(
            site=site, collection=collection, code=f"c{n}", slug=f"c{n}", name=f"Conseil {n}"
        )


@pytest.mark.parametrize(
    "host",
    [
        "LBA.Quartiers.LOCALHOST",
        "lba.quartiers.localhost.",
        "lba.quartiers.localhost:8000",
        "lba.quartiers.localhost.:65535",
        "lba.quartiers.localhost:00080",
    ],
)
def test_other_spellings_of_a_host_are_the_same_host(council, host):
    status, request = seen_by(host)
    assert status == 200
    assert request.council == council


@pytest.mark.parametrize(
    "host",
    [
        "nobody.example",
        "localhost.evil.example",
        "xlba.quartiers.localhost",
        "lba.quartiers.localhost.evil.example",
        "127.0.0.1",
        "[::1]:8000",
        "[2001:db8::1]",
    ],
)
def test_an_unknown_host_gets_no_site(portal, council, host):
    status, request = seen_by(host)
    assert status == 404
    assert not hasattr(request, "site")


@pytest.mark.parametrize(
    "host",
    [
        "lba.quartiers.localhost,evil.example",
        "lba.quartiers.localhost, evil.example",
        "lba.quartiers.localhost:",
        "lba.quartiers.localhost:0",
        "lba.quartiers.localhost:65536",
        "lba.quartiers.localhost:-1",
        "lba.quartiers.localhost:80a",
        "lba.quartiers.localhost:" + "9" * 5000,
        "lba.quartiers.localhost:８０",
        "lba.quartiers.localhost..",
        ".lba.quartiers.localhost",
        "lba..quartiers.localhost",
        "a" * 64 + ".quartiers.localhost",
        "lba.quartiers.localhost\r\nX-Evil: 1",
        "lba.quartiers.localhost\n",
        "lba.quartiers.localhost/",
        "lba.quartiers.localhost#x",
        "user@lba.quartiers.localhost",
        "lba_quartiers.localhost",
        "<script>",
        "[::1",
        "::1",
        "[]",
        "é.example",
        " ",
        ".",
    ],
)
def test_a_malformed_host_is_refused(council, host):
    assert seen_by(host)[0] == 400


def test_a_refusal_says_so_in_french_and_leads_to_the_portal(client_for, portal, council):
    response = client_for("nobody.example").get("/actualites/?a=<b>")
    page = response.content.decode()
    assert response.status_code == 404
    assert "Aucun site à cette adresse" in page
    assert 'href="http://quartiers.localhost:8000/"' in page
    assert council.name not in page
    assert "Adresse mal formée" in client_for("a,b:1").get("/").content.decode()


def test_a_host_announced_by_the_client_is_ignored(council, other_council):
    forged = {
        "HTTP_X_FORWARDED_HOST": "cel.quartiers.localhost",
        "HTTP_FORWARDED": "host=cel.quartiers.localhost",
        "HTTP_X_FORWARDED_PORT": "1",
        "HTTP_X_HOST": "cel.quartiers.localhost",
    }
    assert seen_by("lba.quartiers.localhost", **forged)[1].council == council
    assert seen_by("nobody.example", **forged)[0] == 404


@pytest.mark.parametrize(
    "path", ["/admin", "/admin/", "/admin/login/", "/admin/pages/1/", "/%61dmin/"]
)
def test_the_admin_is_on_no_site(client_for, council, portal, path):
    for place in (council, portal, "localhost"):
        assert client_for(place).get(path).status_code == 404


@pytest.mark.parametrize(
    "path", ["/actualites/", "/actualites", "/compte/", "/conseils/", "/robots.txt", "/sitemap.xml"]
)
def test_no_public_page_is_on_the_admin_host(client_for, council, path):
    response = client_for("admin").get(path)
    assert response.status_code == 404
    assert council.name not in response.content.decode()


def test_the_admin_host_leads_to_the_admin(client_for, portal):
    response = client_for("admin").get("/")
    assert (response.status_code, response["Location"]) == (302, "/admin/")
    response = client_for("admin").get("/admin/login/")
    assert (response.status_code, response["Location"]) == (302, "/compte/connexion/")


def test_a_path_prefix_made_up_by_the_client_does_not_open_the_admin(council):
    status, _request = seen_by("lba.quartiers.localhost", "/admin/", SCRIPT_NAME="/x")
    assert status == 404


def test_paths_that_only_look_like_the_admin_are_ordinary(council):
    assert seen_by("lba.quartiers.localhost", "/administration/")[0] == 200


@pytest.mark.parametrize(
    "path",
    [
        "//evil.example/",
        "//evil.example",
        "/\0",
        "/\r\nX:1",
        "/\\evil",
        "/../../b/",
        "/\xff\xfe",
        "/" * 9,
    ],
)
def test_malformed_paths_are_not_found(client_for, council, path):
    response = client_for(council).get("/", PATH_INFO=path)
    assert response.status_code in (400, 404)
    assert "Location" not in response


def test_the_host_names_of_the_demo_start_page(portal):
    _status, request = seen_by("localhost:8000")
    assert request.host_entry.kind is Kind.START
    assert request.site is None


def test_a_changed_host_name_is_followed(client_for, council):
    council.site.hostname = "louis-blanc.example"
    council.site.save()
    assert client_for(factories.host("lba")).get("/").status_code == 404
    assert client_for("louis-blanc.example").get("/").status_code == 200

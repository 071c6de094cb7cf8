"""Whatever is answered says what a browser may do with it."""

from urllib.parse import urlsplit

import pytest
from django.core.files.base import ContentFile
from django.urls import include, path
from wagtail.documents import get_document_model

from tests.cms import factories
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

ALWAYS = {
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "strict-origin-when-cross-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
}
PUBLIC = {
    "default-src": "'none'",
    "script-src": "'self'",
    "style-src": "'self'",
    "img-src": "'self'",
    "font-src": "'self'",
    "connect-src": "'self'",
    "media-src": "'self'",
    "manifest-src": "'self'",
    "form-action": "'self'",
    "base-uri": "'none'",
    "frame-ancestors": "'none'",
}

PORTAL = "http://quartiers.localhost:8000"
TO_SIGN_IN = {"form-action": f"'self' {PORTAL}"}  # a form may be answered by a way to the portal


def policy(response) -> dict[str, str]:
    parts = response["Content-Security-Policy"].split(";")
    return dict((*part.split(maxsplit=1), "")[:2] for part in parts)


def broken(request):
    raise RuntimeError("on purpose")


def forbidden(request):
    from django.core.exceptions import PermissionDenied

    raise PermissionDenied


def unreadable(request):
    from django.core.exceptions import SuspiciousOperation

    raise SuspiciousOperation


urlpatterns = [
    path("casse/", broken),
    path("interdit/", forbidden),
    path("illisible/", unreadable),
    path("", include("cms.urls")),
]
handler400 = "sites.delivery.errors.bad_request"
handler500 = "sites.delivery.errors.server_error"


@pytest.fixture(autouse=True)
def _static_files_without_collecting_them(settings):
    settings.WHITENOISE_USE_FINDERS = True


PUBLIC_ANSWERS = [
    ("lba", "/", 200),
    ("", "/", 200),
    ("lba", "/actualites/", 200),
    ("lba", "/nulle-part/", 404),
    ("lba", "/admin/", 404),
    ("lba", "/actualites", 301),
    ("lba", "/compte/", 302),
    ("lba", "/compte/connexion/", 302),
    ("", "/compte/connexion/", 200),
    ("", "/compte/connexion/mot-de-passe/", 200),
    ("lba", "/static/css/faces.css", 200),
    ("lba", "/static/css/nulle-part.css", 404),
    ("lba", "/media/nulle-part.avif", 404),
    ("lba", "/fichiers/1/nulle-part.pdf", 404),
    ("lba", "/robots.txt", 200),
    ("lba", "/sitemap.xml", 200),
    ("lba", "/healthz", 200),
    ("lba", "/readyz", 200),
    ("lba", "/casse/", 500),
    ("lba", "/interdit/", 403),
    ("lba", "/illisible/", 400),
    ("nobody.example", "/", 404),
    ("a,b:1", "/", 400),
]


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(("host", "address", "status"), PUBLIC_ANSWERS)
def test_every_public_answer_carries_them(client_for, council, portal, host, address, status):
    place = {"lba": council, "": portal}.get(host, host)
    client = client_for(place, raise_request_exception=False)
    response = client.get(address)
    assert response.status_code == status
    for name, value in ALWAYS.items():
        assert response[name] == value, name
    assert "camera=()" in response["Permissions-Policy"]
    is_councils_page = host == "lba" and status == 200 and "text/html" in response["Content-Type"]
    assert policy(response) == (PUBLIC | TO_SIGN_IN if is_councils_page else PUBLIC)
    assert "unsafe" not in response["Content-Security-Policy"]
    assert response["X-Frame-Options"] == "DENY"


@pytest.mark.urls(__name__)
@pytest.mark.parametrize(
    ("address", "words"),
    [
        ("/nulle-part/", "Cette page n’existe pas"),
        ("/interdit/", "Vous n’avez pas accès à cette page"),
        ("/illisible/", "Cette demande n’a pas pu être lue"),
        ("/casse/", "Le site est momentanément indisponible"),
    ],
)
def test_errors_are_explained_in_french_with_a_way_on(client_for, council, address, words):
    response = client_for(council, raise_request_exception=False).get(address)
    page = response.content.decode()
    assert words in page
    assert 'href="/"' in page
    assert 'content="noindex"' in page
    assert "style=" not in page


@pytest.mark.urls(__name__)
@pytest.mark.parametrize("address", [a for h, a, s in PUBLIC_ANSWERS if "connexion" not in a])
def test_an_anonymous_reader_gets_no_cookie(client_for, council, address):
    client = client_for(council, raise_request_exception=False)
    response = client.get(address)
    assert not response.cookies
    assert "Cookie" not in response.get("Vary", "") or address.startswith("/compte/")


@pytest.mark.urls(__name__)
def test_a_page_that_is_not_found_costs_few_queries(
    client_for, council, django_assert_max_num_queries
):
    client = client_for(council)
    client.get("/nulle-part/")
    with django_assert_max_num_queries(5):  # 4, and the stamps that tests ask for every time
        client.get("/nulle-part/")


class TestAdminHost:
    def test_has_a_policy_of_its_own(self, client_for, council, make_user):
        for user, address in (
            (None, "/admin/login/"),
            (None, "/admin/"),
            (make_user("editor", council), "/admin/"),
            (None, "/admin/nulle-part/"),
            (None, "/actualites/"),
        ):
            response = client_for("admin", user).get(address)
            found = policy(response)
            assert found["default-src"] == "'self'"
            assert found["frame-ancestors"] == "'self'"
            assert found["object-src"] == "'none'"
            assert "media-src" not in found
            # Only to sign in: a form may be answered by a way to the portal.
            is_page = response.status_code == 200
            assert found["form-action"] == f"'self'{f' {PORTAL}' if is_page else ''}"
            assert response["Content-Security-Policy"].count("http") == int(is_page)
            assert response["X-Frame-Options"] == "SAMEORIGIN"
            assert response["X-Robots-Tag"] == "noindex"
            for name, value in ALWAYS.items():
                assert response[name] == value

    def test_shows_a_preview_under_the_policy_of_the_site(self, client_for, council, make_user):
        client = client_for("admin", make_user("editor", council))
        page = council.site.root_page.get_children().get(slug="le-conseil")
        address = f"/admin/pages/{page.pk}/view_draft/"
        shown = client_for(council).get(urlsplit(client.get(address)["Location"]).path)
        assert shown.status_code == 200
        assert council.name in shown.content.decode()
        assert policy(shown) == PUBLIC | {
            "frame-ancestors": "http://admin.quartiers.localhost:8000"
        }
        for name, value in (ALWAYS | {"Referrer-Policy": "no-referrer"}).items():
            assert shown[name] == value


class TestUploads:
    @pytest.fixture
    def document(self, council):
        file = get_document_model().objects.create(
            title="Compte rendu",
            file=ContentFile(b"%PDF-1.4 <script>alert(1)</script>", "compte-rendu.pdf"),
            collection=council.collection,
        )
        factories.document(council, file=file)  # what no page offers is nobody's
        return file

    def test_are_handed_over_and_never_run(self, client_for, council, document):
        response = client_for(council).get(document.url)
        assert response.status_code == 200
        assert response["Content-Disposition"].startswith("attachment")
        found = policy(response)
        assert found["default-src"] == "'none'"
        assert "sandbox" in found
        assert response["X-Content-Type-Options"] == "nosniff"

    def test_pictures_are_boxed_in_too(self, client_for, council, settings):
        from pathlib import Path

        Path(settings.MEDIA_ROOT, "essai.png").write_bytes(b"\x89PNG")
        response = client_for(council).get("/media/essai.png")
        assert response.status_code == 200
        assert "sandbox" in policy(response)

    def test_a_private_file_is_not_in_the_media_folder(self, client_for, council, document):
        council.collection.view_restrictions.create(restriction_type="login")
        client = client_for(council)
        assert client.get(document.url).status_code == 302
        assert client.get(f"/media/{document.file.name}").status_code == 404

    @pytest.mark.parametrize("name", ["a" * 300, "a" * 5000, "a%00b", "\u00e9" * 200 + "/x.png"])
    def test_a_name_that_no_folder_could_hold_is_not_found(self, client_for, council, name):
        assert client_for(council).get(f"/media/{name}").status_code == 404

    @pytest.mark.parametrize("number", ["9" * 10, "9" * 5000])
    def test_a_number_that_no_table_could_hold_is_not_found(self, client_for, council, number):
        assert client_for(council).get(f"/fichiers/{number}/a.pdf").status_code == 404

    @pytest.mark.parametrize(
        "way",
        ["/fichiers/authenticate_with_password/%d/", "/_util/authenticate_with_password/%d/1/"],
    )
    def test_no_shared_password_can_be_guessed(self, client_for, council, way):
        restriction = council.collection.view_restrictions.create(
            restriction_type="password", password="mare"
        )
        client = client_for(council)
        for method in (client.get, client.post):
            assert method(way % restriction.pk, {"password": "mare"}).status_code == 404

    def test_a_shared_password_is_not_offered(self, client_for, council, make_user):
        client = client_for("admin", make_user("administrator"))
        page = client.get(f"/admin/collections/{council.collection.pk}/privacy/")
        assert 'value="password"' not in page.content.decode()

    @pytest.mark.parametrize("trick", ["../secret", "..%2fsecret", "%2e%2e/secret", "/etc/passwd"])
    def test_no_other_file_is_served(self, client_for, council, settings, trick):
        from pathlib import Path

        Path(settings.MEDIA_ROOT).parent.joinpath("secret").write_text("non")
        assert client_for(council).get(f"/media/{trick}").status_code in (400, 404)


class TestCookies:
    """Names and attributes under TLS, as production sets them."""

    @pytest.fixture
    def over_tls(self, settings):
        settings.SESSION_COOKIE_NAME, settings.CSRF_COOKIE_NAME = "__Host-session", "__Host-csrf"
        settings.STATE_COOKIE_NAME = "__Host-state"
        settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True

    def test_are_bound_to_the_host(self, over_tls, client_for, portal, council, resident):
        client = client_for(portal)
        login = client.get("/compte/connexion/mot-de-passe/", secure=True)
        assert set(login.cookies) == {"__Host-csrf"}
        data = {"email": resident.email, "password": PASSWORD}
        inside = client.post("/compte/connexion/mot-de-passe/", data, secure=True)
        away = client_for(council).get("/compte/connexion/", secure=True)
        assert set(away.cookies) == {"__Host-state"}
        given = {**inside.cookies, **away.cookies}
        for name in ("__Host-session", "__Host-csrf", "__Host-state"):
            cookie = given[name]
            assert cookie["secure"]
            assert cookie["httponly"]
            assert cookie["path"] == "/"
            assert cookie["domain"] == ""
            assert cookie["samesite"] == "Lax"

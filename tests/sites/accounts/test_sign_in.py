"""Signing in with a password: on the portal only, and led into no trap."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from sites.accounts.models import HostSession, SignIn, User
from tests.browsing import Browser, address
from tests.factories import PASSWORD

from .entering import LOGIN, PASSWORD_PAGE, PROFILE, SIGN_UP, code_in_mail, mails, words_of

pytestmark = pytest.mark.django_db

LOGOUT = "/compte/deconnexion/"
WRONG = "Adresse ou mot de passe incorrect"


def is_signed_in(client) -> bool:
    return client.get(PROFILE).status_code == 200


class TestOnThePortalOnly:
    def test_the_old_form_is_gone(self, client_for, portal, resident):
        """What an old page sends is no address and no password of the new ones."""
        client = client_for(portal)
        old = {"username": resident.email, "password": PASSWORD}
        for path in (LOGIN, PASSWORD_PAGE):
            assert client.post(path, old).status_code == 200
            assert not is_signed_in(client)
        source = client.get(LOGIN).content.decode()
        assert 'name="password"' not in source
        assert 'name="email"' in source

    @pytest.mark.parametrize("path", [PASSWORD_PAGE, SIGN_UP, f"{LOGIN}code/", f"{LOGIN}lien/x/"])
    def test_no_other_host_has_its_pages(self, client_for, council, resident, path):
        data = {"email": resident.email, "password": PASSWORD}
        for place in (council, "admin"):
            assert client_for(place).get(path).status_code == 404
            assert client_for(place).post(path, data).status_code == 404
        assert not SignIn.objects.exists()

    def test_every_other_host_leads_there(self, client_for, council, other_council, portal):
        for place in (council, other_council, "admin"):
            response = client_for(place).get(f"{LOGIN}?next=/ici/")
            assert response.status_code == 302
            assert response["Location"].startswith(address(portal, f"{LOGIN}?pour="))
            assert "sessionid" not in response.cookies
        assert not HostSession.objects.exists()

    def test_no_other_host_takes_an_address(self, client_for, council, resident, mailoutbox):
        for place in (council, "admin"):
            assert client_for(place).post(LOGIN, {"email": resident.email}).status_code == 405
        assert not mailoutbox

    def test_the_password_page_is_one_click_from_the_other(self, client_for, portal):
        client = client_for(portal)
        there, back = client.get(f"{LOGIN}?next=/a/"), client.get(f"{PASSWORD_PAGE}?next=/a/")
        assert f'href="{PASSWORD_PAGE}?next=%2Fa%2F"' in there.content.decode()
        assert f'href="{LOGIN}?next=%2Fa%2F"' in back.content.decode()


class TestWithAPassword:
    def test_lets_in(self, entrance, resident):
        response = entrance.password(resident.email)
        assert (response.status_code, response["Location"]) == (302, PROFILE)
        assert entrance.is_inside

    def test_leads_back_to_the_council_s_site(self, council, resident):
        browser = Browser()
        browser.get(address(council, f"{LOGIN}?next=/le-conseil/"))
        query = browser.url.partition("?")[2]
        data = {"email": resident.email, "password": PASSWORD}
        browser.post(f"{PASSWORD_PAGE}?{query}", data)
        assert browser.url == address(council, "/le-conseil/")

    def test_gives_a_cookie_to_this_host_alone(self, entrance, resident):
        entrance.password(resident.email)
        cookie = entrance.client.cookies["sessionid"]
        assert cookie["domain"] == ""
        assert cookie["httponly"]
        assert cookie["samesite"] == "Lax"

    def test_capitals_and_spaces_in_the_address_do_not_matter(self, entrance, resident):
        entrance.password(f"  {resident.email.upper()} ")
        assert entrance.is_inside

    def test_spaces_in_the_password_do(self, entrance, resident):
        entrance.password(resident.email, f" {PASSWORD}")
        assert not entrance.is_inside

    def test_changes_the_key_of_the_session(self, entrance, resident):
        session = entrance.client.session
        session["before"] = 1
        session.save()
        entrance.client.cookies["sessionid"] = session.session_key
        entrance.password(resident.email)
        assert entrance.client.session.session_key != session.session_key

    def test_keeps_the_address_and_forgets_the_password(self, entrance):
        page = entrance.password("lilas@exemple.fr", "secret-tapé").content.decode()
        assert 'value="lilas@exemple.fr"' in page
        assert "secret-tapé" not in page
        assert WRONG in page

    @pytest.mark.parametrize("password", ["", "\0", "x" * 129, "x" * 100_000, "\u202e", "!"])
    def test_bad_ones_open_nothing(self, entrance, make_user, password):
        without = make_user()
        without.set_unusable_password()
        without.save()
        page = entrance.password(without.email, password)
        assert page.status_code == 200
        assert 'aria-invalid="true"' in page.content.decode() or WRONG in words_of(page)
        assert not entrance.is_inside

    def test_is_never_hashed_by_the_megabyte(self, entrance, resident, monkeypatch):
        monkeypatch.setattr(MD5PasswordHasher, "encode", lambda *args: pytest.fail("hashed"))
        assert "128" in words_of(entrance.password(resident.email, "x" * 129))


COMPLETE = "par exemple prenom@exemple.fr"
ADDRESSES = [
    ("", "Remplissez ce champ"),
    ("pas-une-adresse", COMPLETE),
    ("a" * 10_000 + "@exemple.fr", "254"),
    ("lilas@exemple.fr\0", "nul"),
    ("lilas@exemple.fr\r\nBcc: x@evil.example", COMPLETE),
    ("lilas@exem\u202eple.fr", COMPLETE),
    ("\u202elilas@exemple.fr", COMPLETE),
    ("lilas@" + "é" * 70 + ".fr", COMPLETE),
    ("lilas@ex\u200bemple..fr", COMPLETE),
    ("lilas,mauve@exemple.fr", COMPLETE),
    ("lilas@exemple.fr, mauve@exemple.fr", COMPLETE),
    ("Lilas <lilas@exemple.fr>", COMPLETE),
    ("éli@exemple.fr", COMPLETE),
]


@pytest.mark.parametrize(("email", "words"), ADDRESSES)
def test_an_address_that_is_none_is_said_in_french(entrance, email, words, mailoutbox):
    for page in (entrance.ask(email), entrance.password(email)):
        assert page.status_code == 200
        assert words in page.content.decode()
    assert not mailoutbox
    assert "sessionid" not in entrance.client.cookies


@pytest.mark.parametrize(
    ("typed", "to"),
    [
        (" LILAS@Exemple.FR ", "lilas@exemple.fr"),
        ("lilas+quartier@exemple.fr", "lilas+quartier@exemple.fr"),
        ("lilas@quartier-à-paris.fr", "lilas@quartier-à-paris.fr"),
        ("LILAS@QUARTIER-À-PARIS.FR", "lilas@quartier-à-paris.fr"),
        ("o'lilas@exemple.fr", "o'lilas@exemple.fr"),
        ("lilas＠ＥＸＥＭＰＬＥ．fr", "lilas@exemple.fr"),  # a keyboard of wide letters
        ("lilas@E\u212aEMPLE.fr", "lilas@ekemple.fr"),  # the sign of the kelvin
    ],
)
def test_an_unusual_address_is_an_address(entrance, another_entrance, typed, to):
    entrance.ask(typed)
    assert mails()[-1].to == to
    entrance.code(code_in_mail())
    entrance.sign_up("Lilas")
    assert User.objects.get().email == to
    another_entrance.prove(typed)
    assert another_entrance.is_inside
    assert User.objects.count() == 1


def test_a_plus_makes_another_address(entrance, make_user):
    make_user(email="lilas@exemple.fr")
    assert entrance.prove("lilas+x@exemple.fr")["Location"] == SIGN_UP


@pytest.mark.parametrize("target", ["/forum/", "/compte/", "/actualites/?page=2", "/a%20b/"])
def test_goes_on_to_a_path_of_this_site(entrance, resident, target):
    page = f"{PASSWORD_PAGE}?{urlencode({'next': target})}"
    response = entrance.client.post(page, {"email": resident.email, "password": PASSWORD})
    assert response["Location"] == target


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "///evil.example/",
        "/\\evil.example/",
        "\\\\evil.example/",
        "https://evil.example/",
        "http:evil.example",
        "http:///evil.example",
        "javascript:alert(1)",
        "JavaScript://quartiers.localhost:8000/%0aalert(1)",
        "data:text/html,x",
        "http://cel.quartiers.localhost:8000/",
        "http://quartiers.localhost:8000@evil.example/",
        "//quartiers.localhost:8000.evil.example/",
        " //evil.example/",
        "/\t/evil.example/",
        "/\n/evil.example/",
        "evil.example",
        "/compte/connexion/?next=/",
        "",
    ],
)
def test_is_led_nowhere_else(entrance, resident, target):
    page = f"{PASSWORD_PAGE}?{urlencode({'next': target})}"
    assert "evil" not in entrance.client.get(page).content.decode()
    data = {"email": resident.email, "password": PASSWORD, "next": target, "suite": target}
    response = entrance.client.post(page, data)
    assert (response.status_code, response["Location"]) == (302, PROFILE)
    again = entrance.client.get(page)
    assert (again.status_code, again["Location"]) == (302, PROFILE)


def test_a_page_that_needs_an_account_leads_through_sign_in(client_for, council):
    response = client_for(council).get(PROFILE)
    assert (response.status_code, response["Location"]) == (302, f"{LOGIN}?next={PROFILE}")


def test_signing_out_needs_a_post(client_for, council, resident):
    client = client_for(council, resident)
    assert client.get(LOGOUT)["Location"] == PROFILE
    assert is_signed_in(client)
    response = client.post(LOGOUT)
    assert (response.status_code, response["Location"]) == (302, "/")
    assert not is_signed_in(client)
    assert client.cookies["sessionid"].value == ""


def test_forms_without_their_token_are_refused_in_french(client_for, portal, resident):
    for path in (LOGIN, PASSWORD_PAGE, LOGOUT, PROFILE):
        user = None if path.startswith(LOGIN) else resident
        client = client_for(portal, user, enforce_csrf_checks=True)
        response = client.post(path, {"email": resident.email, "password": PASSWORD})
        assert response.status_code == 403
        assert "n’a pas été pris en compte" in response.content.decode()


def test_pages_of_an_account_are_kept_by_nobody(client_for, portal, resident):
    for path, user in ((LOGIN, None), (PASSWORD_PAGE, None), (PROFILE, resident)):
        response = client_for(portal, user).get(path)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


def test_who_is_inside_is_not_asked_again(entrance, resident):
    entrance.password(resident.email)
    for path in (LOGIN, PASSWORD_PAGE, SIGN_UP, f"{LOGIN}code/", f"{LOGIN}lien/x/"):
        response = entrance.client.get(f"{path}?next=/conseils/")
        assert (response.status_code, response["Location"]) == (302, "/conseils/")


class TestAdmin:
    def test_leads_to_the_portal_and_back(self, portal, council, make_user):
        editor, browser = make_user("editor", council), Browser()
        browser.get(address("admin", "/admin/"))
        assert browser.url.startswith(address(portal, LOGIN))
        query = browser.url.partition("?")[2]
        data = {"email": editor.email, "password": PASSWORD}
        page = browser.post(f"{PASSWORD_PAGE}?{query}", data)
        assert "/compte/securite/deux-etapes/" in browser.url  # an invitation, put off here
        page = browser.post(browser.url, {"later": "1"})
        assert (page.status_code, browser.url) == (200, address("admin", "/admin/"))

    def test_takes_no_password_itself(self, client_for, council, make_user):
        editor = make_user("editor", council)
        client = client_for("admin")
        data = {"username": editor.email, "email": editor.email, "password": PASSWORD}
        response = client.post("/admin/login/", data)
        assert (response.status_code, response["Location"]) == (302, LOGIN)
        assert client.get("/admin/").status_code == 302

    def test_refuses_a_resident_in_french(self, client_for, resident):
        client = client_for("admin", resident)
        response = client.get("/admin/", follow=True)
        assert response.redirect_chain == [(f"{LOGIN}?next=/admin/", 302)]
        assert response.status_code == 403
        assert "Réservé aux équipes" in words_of(response)
        assert client.get("/admin/pages/", follow=False).status_code == 302

    def test_resets_no_password_yet(self, client_for, portal):
        assert client_for("admin").get("/admin/password_reset/").status_code == 404

    def test_lets_nobody_change_their_address_unproven(self, client_for, council, make_user):
        editor = make_user("editor", council)
        client = client_for("admin", editor)
        assert "name_email-email" not in client.get("/admin/account/").content.decode()

    def test_lets_an_administrator_make_an_account(self, client_for, portal, make_user):
        client = client_for("admin", make_user("administrator"))
        data = {
            "email": "mauve@exemple.fr",
            "pseudonym": "  Mauve   du canal ",
        }
        page = client.get("/admin/users/new/").content.decode()
        assert "pseudonym" in page
        assert "password" not in page  # nobody chooses somebody else's
        response = client.post("/admin/users/new/", data)
        assert response.status_code == 302, response.context["form"].errors
        made = User.objects.get(email="mauve@exemple.fr")
        assert made.pseudonym == "Mauve du canal"
        assert not made.has_usable_password()
        assert is_signed_in(client_for(portal, made))
        twice = client.post("/admin/users/new/", data | {"email": "MAUVE@exemple.fr"})
        assert "Ce pseudonyme est déjà pris, ou" in twice.content.decode()
        assert "Un compte existe déjà avec cette adresse." in twice.content.decode()
        edit = client.get(f"/admin/users/edit/{made.pk}/")
        assert "Mauve du canal" in edit.content.decode()

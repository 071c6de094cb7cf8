"""Signing in to a site: by e-mail and password, on this host only, and led into no trap."""

from urllib.parse import urlencode

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher

from sites.accounts.models import User
from tests.factories import PASSWORD

pytestmark = pytest.mark.django_db

LOGIN, PROFILE, LOGOUT = "/compte/connexion/", "/compte/", "/compte/deconnexion/"
WRONG = "Adresse ou mot de passe incorrect"


def sign_in(client, email, password=PASSWORD, **more):
    return client.post(LOGIN, {"username": email, "password": password} | more)


def is_signed_in(client) -> bool:
    return client.get(PROFILE).status_code == 200


def test_signs_in_on_each_site_separately(client_for, council, other_council, portal, resident):
    for place in (council, portal):
        client = client_for(place)
        assert not is_signed_in(client)
        response = sign_in(client, resident.email)
        assert (response.status_code, response["Location"]) == (302, PROFILE)
        assert is_signed_in(client)
    assert not is_signed_in(client_for(other_council))


def test_a_session_of_one_site_is_bound_to_its_host(client_for, council, resident):
    client = client_for(council)
    sign_in(client, resident.email)
    cookie = client.cookies["sessionid"]
    assert cookie["domain"] == ""
    assert cookie["httponly"]
    assert cookie["samesite"] == "Lax"


def test_capitals_and_spaces_in_the_address_do_not_matter(client_for, council, resident):
    client = client_for(council)
    sign_in(client, f"  {resident.email.upper()} ")
    assert is_signed_in(client)


def test_the_session_key_changes(client_for, council, resident):
    client = client_for(council)
    session = client.session
    session["before"] = 1
    session.save()
    planted = session.session_key
    sign_in(client, resident.email)
    assert client.session.session_key != planted


def test_an_unknown_address_and_a_wrong_password_get_the_same_answer(
    client_for, council, resident, monkeypatch
):
    hashed = []
    encode = MD5PasswordHasher.encode
    monkeypatch.setattr(
        MD5PasswordHasher, "encode", lambda *args: hashed.append(1) or encode(*args)
    )
    seen = {}
    for email in (resident.email, "nulle.part@exemple.fr"):
        hashed.clear()
        response = sign_in(client_for(council), email, "faux")
        page = response.content.decode().replace(email, "…")
        seen[email] = (response.status_code, len(hashed), without_token(page))
    assert seen[resident.email] == seen["nulle.part@exemple.fr"]
    assert seen[resident.email][1] == 1  # so that the time is the same too


def without_token(page: str) -> str:
    import re

    return re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)


def test_a_closed_account_looks_like_an_unknown_one(client_for, council, make_user):
    closed = make_user(is_active=False)
    assert WRONG in sign_in(client_for(council), closed.email).content.decode()


def test_a_failed_attempt_keeps_the_address_and_forgets_the_password(client_for, council):
    page = sign_in(client_for(council), "lilas@exemple.fr", "secret-tapé").content.decode()
    assert 'value="lilas@exemple.fr"' in page
    assert "secret-tapé" not in page
    assert WRONG in page


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({}, "Remplissez ce champ"),
        ({"username": "pas-une-adresse", "password": "x"}, "adresse"),
        ({"username": "a" * 10_000 + "@exemple.fr", "password": "x"}, "254"),
        ({"username": "lilas@exemple.fr\0", "password": "x"}, "nul"),
        ({"username": "lilas@exemple.fr", "password": "x" * 100_000}, WRONG),
        ({"username": "lilas@exemple.fr", "password": "\0"}, "nul"),
    ],
)
def test_bad_input_is_said_in_french(client_for, council, data, words):
    response = client_for(council).post(LOGIN, data)
    assert response.status_code == 200
    assert words in response.content.decode()


@pytest.mark.parametrize("target", ["/forum/", "/compte/", "/actualites/?page=2", "/a%20b/"])
def test_goes_on_to_a_path_of_this_site(client_for, council, resident, target):
    response = sign_in(client_for(council), resident.email, next=target)
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
        "JavaScript://lba.quartiers.localhost:8000/%0aalert(1)",
        "data:text/html,x",
        "http://cel.quartiers.localhost:8000/",
        "http://lba.quartiers.localhost:8000@evil.example/",
        "//lba.quartiers.localhost:8000.evil.example/",
        " //evil.example/",
        "/\t/evil.example/",
        "/\n/evil.example/",
        "evil.example",
        "/compte/connexion/?next=/",
        "",
    ],
)
def test_is_led_nowhere_else(client_for, council, resident, target):
    client = client_for(council)
    page = client.get(f"{LOGIN}?{urlencode({'next': target})}").content.decode()
    assert "evil" not in page.replace("next=%", "")
    response = sign_in(client, resident.email, next=target)
    assert (response.status_code, response["Location"]) == (302, PROFILE)
    again = client.get(f"{LOGIN}?{urlencode({'next': target})}")
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


def test_forms_without_their_token_are_refused_in_french(client_for, council, resident):
    for path in (LOGIN, LOGOUT, PROFILE):
        client = client_for(council, resident if path != LOGIN else None, enforce_csrf_checks=True)
        response = client.post(path, {"username": resident.email, "password": PASSWORD})
        assert response.status_code == 403
        assert "n’a pas été pris en compte" in response.content.decode()


def test_pages_of_an_account_are_kept_by_nobody(client_for, council, resident):
    for path, user in ((LOGIN, None), (PROFILE, resident)):
        response = client_for(council, user).get(path)
        assert "no-store" in response["Cache-Control"]
        assert "private" in response["Cache-Control"]


class TestAdmin:
    LOGIN = "/admin/login/"

    def test_takes_the_same_account(self, client_for, council, make_user):
        client = client_for("admin")
        editor = make_user("editor", council)
        response = client.post(self.LOGIN, {"username": editor.email, "password": PASSWORD})
        assert (response.status_code, response["Location"]) == (302, "/admin/")
        assert client.get("/admin/").status_code == 200

    def test_says_in_french_what_is_wrong(self, client_for, portal):
        client = client_for("admin")
        data = {"username": "lilas@exemple.fr", "password": "faux"}
        assert WRONG in client.post(self.LOGIN, data).content.decode()
        page = client.get(self.LOGIN).content.decode()
        assert 'lang="fr"' in page
        assert "Connexion" in page

    def test_is_limited_too(self, client_for, resident):
        client = client_for("admin")
        for _attempt in range(5):
            client.post(self.LOGIN, {"username": resident.email, "password": "faux"})
        response = client.post(self.LOGIN, {"username": resident.email, "password": PASSWORD})
        assert "Trop d’essais" in response.content.decode()

    def test_refuses_a_resident_in_french(self, client_for, resident):
        client = client_for("admin", resident)
        response = client.get("/admin/", follow=True)
        assert response.redirect_chain == [("/admin/login/?next=/admin/", 302)]
        words = "Vous n’avez pas l’autorisation d’accéder à l’administration."
        assert words in response.content.decode()
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
            "password1": PASSWORD,
            "password2": PASSWORD,
        }
        assert "pseudonym" in client.get("/admin/users/new/").content.decode()
        response = client.post("/admin/users/new/", data)
        assert response.status_code == 302, response.context["form"].errors
        made = User.objects.get(email="mauve@exemple.fr")
        assert made.pseudonym == "Mauve du canal"
        assert is_signed_in(client_for(portal, made))
        twice = client.post("/admin/users/new/", data | {"email": "MAUVE@exemple.fr"})
        assert "Ce pseudonyme est déjà pris." in twice.content.decode()
        assert "Un compte existe déjà avec cette adresse." in twice.content.decode()
        edit = client.get(f"/admin/users/edit/{made.pk}/")
        assert "Mauve du canal" in edit.content.decode()

"""Before something sensitive: who confirms how, and how one comes back with what one had typed."""

from datetime import timedelta
from urllib.parse import quote

import pytest
import time_machine
from django.utils import timezone

from tests import factories
from tests.sites.accounts.entering import code_in_mail
from tests.sites.accounts.factoring import (
    CONFIRM,
    MAKE_KEY,
    SECURITY,
    app_code,
    confirm_by_password,
    give_app,
    give_codes,
    mails,
    make_key,
    options,
)

pytestmark = pytest.mark.django_db

PASSWORD = "/compte/securite/mot-de-passe/"
RENEW = "/compte/securite/codes-de-secours/refaire/"
SENSITIVE = [
    PASSWORD,
    PASSWORD + "retirer/",
    MAKE_KEY,
    "/compte/securite/cles/1/nom/",
    "/compte/securite/cles/1/retirer/",
    "/compte/securite/application/",
    "/compte/securite/application/retirer/",
    "/compte/securite/codes-de-secours/",
    "/compte/securite/codes-de-secours/fichier/",
    RENEW,
]


@pytest.fixture
def client(client_for, portal, resident):
    """Somebody who signed in long ago: nothing says how."""
    return client_for(portal, resident)


def asks(response, path: str) -> bool:
    there = f"{CONFIRM}?next={quote(path, '')}"
    return response.status_code == 302 and response["Location"] == there


def is_confirmed(client) -> bool:
    return client.get(PASSWORD).status_code == 200


class TestASensitivePage:
    @pytest.mark.parametrize("path", SENSITIVE)
    def test_asks_first(self, client, path):
        assert asks(client.get(path), path)
        assert client.post(path, {"x": "y"})["Location"].startswith(CONFIRM)

    @pytest.mark.parametrize("path", [*SENSITIVE, CONFIRM, SECURITY])
    def test_is_for_who_is_signed_in(self, client_for, portal, path):
        location = client_for(portal).get(path)["Location"]
        assert location == f"/compte/connexion/?next={path}"

    @pytest.mark.parametrize("path", [*SENSITIVE, CONFIRM, SECURITY])
    def test_lives_on_the_portal(self, client_for, portal, council, resident, path):
        elsewhere = client_for(council, resident)
        assert elsewhere.get(path)["Location"] == portal.site.root_url + path
        assert elsewhere.post(path).status_code == 404

    def test_asks_again_after_ten_minutes(self, client):
        confirm_by_password(client)
        assert is_confirmed(client)
        with time_machine.travel(timezone.now() + timedelta(minutes=11)):
            assert not is_confirmed(client)

    def test_is_kept_by_no_cache(self, client):
        confirm_by_password(client)
        assert "no-store" in client.get(PASSWORD)["Cache-Control"]


class TestWithAPassword:
    def test_opens(self, client):
        response = client.post(
            f"{CONFIRM}?next={PASSWORD}", {"way": "password", "password": factories.PASSWORD}
        )
        assert response["Location"] == PASSWORD
        assert is_confirmed(client)

    def test_a_wrong_one_does_not(self, client):
        page = client.post(CONFIRM, {"way": "password", "password": "faux"})
        assert "pas votre mot de passe" in page.content.decode()
        assert not is_confirmed(client)

    def test_is_guessed_five_times(self, client):
        for _ in range(5):
            client.post(CONFIRM, {"way": "password", "password": "faux"})
        assert confirm_by_password(client).status_code == 429
        assert not is_confirmed(client)

    def test_is_no_way_for_who_has_none(self, client_for, portal, make_user):
        nobody = make_user()
        nobody.set_unusable_password()
        nobody.save()
        page = client_for(portal, nobody).get(CONFIRM)
        assert 'name="password"' not in page.content.decode()


class TestWithAMailedCode:
    def test_opens(self, client, resident):
        client.post(CONFIRM, {"way": "send"})
        assert mails()[-1].to == resident.email
        client.post(CONFIRM, {"way": "mail", "mailed_code": code_in_mail()})
        assert is_confirmed(client)

    def test_is_good_once(self, client):
        client.post(CONFIRM, {"way": "send"})
        client.post(CONFIRM, {"way": "mail", "mailed_code": code_in_mail()})
        with time_machine.travel(timezone.now() + timedelta(minutes=11)):
            client.post(CONFIRM, {"way": "mail", "mailed_code": code_in_mail()})
            assert not is_confirmed(client)

    def test_bears_five_tries(self, client):
        client.post(CONFIRM, {"way": "send"})
        right = code_in_mail()
        wrong = "000000" if right != "000000" else "111111"
        for _ in range(5):
            page = client.post(CONFIRM, {"way": "mail", "mailed_code": wrong})
        assert "pas le bon" in page.content.decode()
        client.post(CONFIRM, {"way": "mail", "mailed_code": right})
        assert not is_confirmed(client)

    def test_is_no_use_in_another_session(self, client, client_for, portal, make_user):
        client.post(CONFIRM, {"way": "send"})
        other = client_for(portal, make_user())
        other.post(CONFIRM, {"way": "mail", "mailed_code": code_in_mail()})
        assert not is_confirmed(other)

    def test_is_sent_five_times_an_hour(self, client):
        for _ in range(5):
            client.post(CONFIRM, {"way": "send"})
        page = client.post(CONFIRM, {"way": "send"})
        assert page.status_code == 429
        assert len(mails()) == 5


class TestWithASecondFactor:
    @pytest.fixture(autouse=True)
    def _app(self, resident):
        give_app(resident)

    def test_neither_password_nor_mail_is_enough(self, client):
        confirm_by_password(client)
        client.post(CONFIRM, {"way": "send"})
        assert not mails()
        assert not is_confirmed(client)
        page = client.get(CONFIRM).content.decode()
        assert 'name="password"' not in page
        assert "par courriel" not in page

    def test_a_code_of_the_app_opens_and_makes_the_session_strong(self, client):
        client.post(CONFIRM, {"way": "app", "code": app_code()})
        assert is_confirmed(client)
        assert client.session["strong"] is True

    def test_a_recovery_code_opens(self, client, resident):
        client.post(CONFIRM, {"way": "recovery", "recovery_code": give_codes(resident)[0]})
        assert is_confirmed(client)

    def test_having_confirmed_before_it_was_set_up_is_not_enough(self, client, resident):
        resident.authenticator_set.all().delete()
        confirm_by_password(client)
        assert is_confirmed(client)
        give_app(resident)
        assert not is_confirmed(client)

    def test_a_passkey_opens(self, client, resident):
        client.post(CONFIRM, {"way": "app", "code": app_code()})
        key = make_key(client)
        with time_machine.travel(timezone.now() + timedelta(minutes=11)):
            assert not is_confirmed(client)
            answer = key.show(options(client, CONFIRM))
            client.post(CONFIRM, {"way": "passkey", "credential": answer})
            assert is_confirmed(client)


class TestComingBack:
    def test_what_was_sent_is_done(self, client, resident):
        give_app(resident)
        assert client.post(RENEW)["Location"].startswith(CONFIRM)
        response = client.post(f"{CONFIRM}?next={quote(RENEW)}", {"way": "app", "code": app_code()})
        assert response["Location"] == "/compte/securite/codes-de-secours/"
        assert resident.authenticator_set.filter(type="recovery_codes").exists()

    def test_what_was_given_up_is_not(self, client, resident):
        give_app(resident)
        client.post(RENEW)
        client.get(RENEW)
        client.post(f"{CONFIRM}?next={quote(RENEW)}", {"way": "app", "code": app_code()})
        assert not resident.authenticator_set.filter(type="recovery_codes").exists()

    def test_passwords_are_not_kept_meanwhile(self, client):
        secret = "un-secret-bien-long"
        client.post(PASSWORD, {"new_password": secret, "again": secret})
        assert "un-secret" not in str(dict(client.session))

    @pytest.mark.parametrize(
        "target",
        ["//evil.example", "/\\evil.example", "https://evil.example", "javascript:x", "\t//e"],
    )
    def test_leads_to_no_other_host(self, client, target):
        response = client.post(
            f"{CONFIRM}?next={quote(target)}",
            {"way": "password", "password": factories.PASSWORD},
        )
        assert response["Location"] == SECURITY

    def test_who_has_just_confirmed_is_not_asked(self, client):
        confirm_by_password(client)
        assert client.get(f"{CONFIRM}?next={PASSWORD}")["Location"] == PASSWORD


def test_allauths_own_pages_would_ask_here_too(resident, rf):
    from allauth.account.adapter import get_adapter

    methods = get_adapter().get_reauthentication_methods(resident)
    assert [method["url"] for method in methods] == [CONFIRM]

"""Passkeys: one signs in alone and counts for two; whatever else a browser sends gets words."""

import json
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.utils import timezone

from sites.accounts.factors import passkeys
from sites.accounts.models import SignIn
from tests.browsing import Browser, address
from tests.sites.accounts.entering import name_shown
from tests.sites.accounts.factoring import (
    MAKE_KEY,
    SECURITY,
    SHOW_KEY,
    STEP,
    confirm_by_password,
    enter_password,
    make_key,
    options,
)
from tests.sites.accounts.soft_key import ATTESTED, PRESENT, SoftKey

pytestmark = pytest.mark.django_db

COUNCIL = "http://lba.quartiers.localhost:8000"
UNKNOWN = "n’est pas reconnue ici"


@pytest.fixture
def client(client_for, portal, resident):
    client = client_for(portal, resident)
    confirm_by_password(client)
    return client


@pytest.fixture
def key(client) -> SoftKey:
    return make_key(client)


@pytest.fixture
def visitor(client_for, portal):
    return client_for(portal)


def show(visitor, key: SoftKey, **more):
    answer = key.show(options(visitor, SHOW_KEY), **more)
    return visitor.post(SHOW_KEY, {"credential": answer})


def is_inside(client) -> bool:
    return client.get("/compte/").status_code == 200


def sent(client, answer: str):
    return client.post(MAKE_KEY, {"name": "x", "credential": answer})


class TestMakingOne:
    def test_keeps_it_with_its_name(self, client, resident):
        make_key(client, "  Téléphone\tbleu ")
        assert [row.data["name"] for row in passkeys.of(resident)] == ["Téléphone bleu"]

    def test_asks_for_one_that_is_unlocked_and_found_without_an_address(self, client):
        asked = options(client, MAKE_KEY)
        assert asked["authenticatorSelection"] == {
            "residentKey": "required",
            "requireResidentKey": True,
            "userVerification": "required",
        }
        assert asked["rp"]["id"] == "quartiers.localhost"

    def test_does_not_offer_the_same_device_twice(self, client, key):
        assert len(options(client, MAKE_KEY)["excludeCredentials"]) == 1

    def test_tells_the_device_no_name_besides_the_persons_own(self, client, resident):
        asked = options(client, MAKE_KEY)["user"]
        assert (asked["name"], asked["displayName"]) == (resident.email, resident.pseudonym)

    def test_is_bound_to_one_challenge(self, client, resident):
        key = SoftKey()
        answer = key.make(options(client, MAKE_KEY))
        options(client, MAKE_KEY)
        assert "pas pu être créée" in sent(client, answer).content.decode()
        assert not passkeys.of(resident)

    def test_is_bound_to_the_portals_origin(self, client, resident):
        """The RP ID would let any sub-domain in: a council's theme could ask for a key."""
        for origin in (COUNCIL, "http://evil.example", "http://quartiers.localhost:9000"):
            key = SoftKey(origin=origin)
            sent(client, key.make(options(client, MAKE_KEY)))
        assert not passkeys.of(resident)

    def test_must_be_unlocked(self, client, resident):
        key = SoftKey()
        key.flags = PRESENT
        sent(client, key.make(options(client, MAKE_KEY)))
        assert not passkeys.of(resident)

    @pytest.mark.parametrize(
        "answer",
        [
            "",
            "null",
            "[]",
            "{}",
            '{"id": 1}',
            '{"rawId": "AA", "id": "AA", "response": []}',
            "[" * 5000,
            "x" * 30_000,
            '{"id":"AA","rawId":"AA","type":"public-key","response":{"clientDataJSON":"AA",'
            '"attestationObject":"AA"}}',
        ],
    )
    def test_answers_nonsense_with_words(self, client, resident, answer):
        options(client, MAKE_KEY)
        assert "pas pu être créée" in sent(client, answer).content.decode()
        assert not passkeys.of(resident)

    def test_stops_at_twenty(self, client, key, resident, monkeypatch):
        monkeypatch.setattr(passkeys, "MOST", 1)
        page = client.post(MAKE_KEY, {"options": "1"}, follow=True)
        assert "Retirez-en une d’abord" in page.content.decode()
        assert len(passkeys.of(resident)) == 1


class TestSigningIn:
    def test_lets_in_and_is_strong(self, visitor, key, resident):
        show(visitor, key)
        assert is_inside(visitor)
        assert SignIn.objects.filter(user=resident, strong=True).exists()

    def test_is_noted_as_used(self, visitor, key, resident):
        show(visitor, key)
        assert passkeys.of(resident)[0].last_used_at

    def test_leads_on_to_where_one_was_going(self, key, portal, council):
        browser = Browser()
        browser.get(address(council, "/compte/connexion/?next=/actualites/"))
        here = browser.url.removeprefix(address(portal, ""))
        client = browser.client(portal.site.hostname)
        answer = key.show(options(client, SHOW_KEY))
        page = browser.post(SHOW_KEY, {"credential": answer, "next": here})
        assert browser.url == address(council, "/actualites/")
        assert name_shown(page)

    def test_leads_back_with_words_when_it_fails(self, visitor):
        here = "/compte/connexion/?next=/charte/"
        response = visitor.post(SHOW_KEY, {"credential": "x", "next": here})
        assert response["Location"] == here
        response = visitor.post(SHOW_KEY, {"credential": "x", "next": "//evil.example"})
        assert response["Location"] == "/compte/connexion/"

    def test_with_a_key_that_was_taken_away_is_refused(self, visitor, key, client, resident):
        client.post(f"/compte/securite/cles/{passkeys.of(resident)[0].pk}/retirer/")
        show(visitor, key)
        assert not is_inside(visitor)

    def test_of_a_closed_account_is_refused(self, visitor, key, resident):
        resident.is_active = False
        resident.save()
        show(visitor, key)
        assert not is_inside(visitor)

    def test_as_somebody_else_is_refused(self, visitor, key, make_user):
        other = make_user()
        from fido2.utils import websafe_encode

        show(visitor, key, handle=websafe_encode(passkeys.handle(other)))
        assert not is_inside(visitor)

    @pytest.mark.parametrize("handle", ["", "AA", "cTA", "cS0x", "cTk5" + "OTk5" * 7])
    def test_as_nobody_is_refused(self, visitor, key, handle):
        assert show(visitor, key, handle=handle).status_code == 302
        assert not is_inside(visitor)

    def test_without_unlocking_is_refused(self, visitor, key):
        key.flags = PRESENT
        show(visitor, key)
        assert not is_inside(visitor)

    @pytest.mark.parametrize("origin", [COUNCIL, "http://evil.example", "null"])
    def test_from_another_origin_is_refused(self, visitor, key, origin):
        key.origin = origin
        show(visitor, key)
        assert not is_inside(visitor)

    def test_twice_with_one_challenge_is_refused(self, client_for, portal, visitor, key):
        answer = key.show(options(visitor, SHOW_KEY))
        visitor.post(SHOW_KEY, {"credential": answer})
        visitor.post("/compte/deconnexion/")
        visitor.post(SHOW_KEY, {"credential": answer})
        assert not is_inside(visitor)
        other = client_for(portal)
        options(other, SHOW_KEY)
        other.post(SHOW_KEY, {"credential": answer})
        assert not is_inside(other)

    def test_with_an_old_challenge_is_refused(self, visitor, key):
        answer = key.show(options(visitor, SHOW_KEY))
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            visitor.post(SHOW_KEY, {"credential": answer})
            assert not is_inside(visitor)

    def test_with_the_answer_of_a_making_is_refused(self, visitor, client, key):
        other = SoftKey()
        answer = other.make(options(client, MAKE_KEY))
        visitor.post(SHOW_KEY, {"credential": answer})
        assert not is_inside(visitor)
        assert ATTESTED

    def test_is_on_the_portal_only(self, client_for, council):
        assert client_for(council).post(SHOW_KEY, {"options": "1"}).status_code == 404

    def test_is_begun_three_hundred_times_a_quarter_of_an_hour(self, visitor, monkeypatch):
        from sites.accounts.factors.views import passkey_sign_in
        from sites.accounts.limits import Limit

        monkeypatch.setattr(passkey_sign_in, "CHALLENGES", Limit("few", 1, 60))
        assert visitor.post(SHOW_KEY, {"options": "1"}).status_code == 200
        assert visitor.post(SHOW_KEY, {"options": "1"}).status_code == 429

    def test_needs_the_forms_token(self, client_for, portal):
        strict = client_for(portal, enforce_csrf_checks=True)
        assert strict.post(SHOW_KEY, {"options": "1"}).status_code == 403


class TestAsASecondStep:
    def test_opens(self, key, portal, resident):
        browser = Browser()
        enter_password(browser, portal, resident.email)
        assert browser.url == address(portal, STEP)
        client = browser.client(portal.site.hostname)
        answer = key.show(options(client, STEP))
        page = browser.post(STEP, {"way": "passkey", "credential": answer})
        assert name_shown(page) == resident.pseudonym

    def test_of_somebody_else_does_not(self, key, portal, make_user, client_for):
        other = make_user()
        theirs = client_for(portal, other)
        confirm_by_password(theirs)
        make_key(theirs)
        browser = Browser()
        enter_password(browser, portal, other.email)
        answer = key.show(options(browser.client(portal.site.hostname), STEP))
        page = browser.post(STEP, {"way": "passkey", "credential": answer})
        assert "pas été reconnue" in page.content.decode()
        assert not name_shown(browser.get(address(portal, "/compte/")))

    def test_without_a_code_field_for_who_has_no_app(self, key, portal, resident):
        browser = Browser()
        page = enter_password(browser, portal, resident.email).content.decode()
        assert 'name="code"' not in page
        assert 'data-passkey="show"' in page


class TestTheList:
    def test_names_renames_and_takes_away(self, client, key, resident):
        row = passkeys.of(resident)[0]
        assert "Téléphone" in client.get(SECURITY).content.decode()
        client.post(f"/compte/securite/cles/{row.pk}/nom/", {"name": "Ordinateur"})
        assert "Ordinateur" in client.get(SECURITY).content.decode()
        client.post(f"/compte/securite/cles/{row.pk}/retirer/")
        assert not passkeys.of(resident)

    def test_a_name_is_text(self, client, key, resident):
        row = passkeys.of(resident)[0]
        client.post(f"/compte/securite/cles/{row.pk}/nom/", {"name": "<script>alert(1)</script>"})
        page = client.get(SECURITY).content.decode()
        assert "<script>alert" not in page

    def test_an_empty_name_gets_words(self, client, key, resident):
        path = f"/compte/securite/cles/{passkeys.of(resident)[0].pk}/nom/"
        assert "Remplissez ce champ" in client.post(path, {"name": " "}).content.decode()


def test_what_a_browser_answers_is_kept_as_allauth_reads_it(client, key, resident):
    row = Authenticator.objects.get(user=resident, type="webauthn")
    assert row.wrap().authenticator_data.credential_data.credential_id == key.identity
    assert json.dumps(row.data)

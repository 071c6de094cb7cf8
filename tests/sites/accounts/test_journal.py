"""Every outcome is one line of the log, and no line says what nobody but the person may know."""

import logging
import re
from datetime import timedelta

import pytest
import time_machine
from django.core import signing
from django.test import RequestFactory
from django.utils import timezone

from sites.accounts import journal
from sites.accounts.guard import SIGN_UPS
from tests.browsing import Browser, address
from tests.factories import PASSWORD

from .entering import HOME, another_than, code_in_mail, link_in_mail, path_of

pytestmark = pytest.mark.django_db

EMAIL, PSEUDONYM = "nouvelle@exemple.fr", "Mésange du canal"


@pytest.fixture
def lines(caplog):
    """``lines()``: what was written since it was asked last."""
    caplog.set_level(logging.INFO, "quartiers.accounts")

    def read() -> list[str]:
        found = [r.getMessage() for r in caplog.records if r.name == "quartiers.accounts"]
        caplog.clear()
        return found

    return read


def outcomes(lines) -> list[str]:
    return [" ".join(line.split()[:2]) for line in lines()]


class TestEveryOutcome:
    def test_of_a_code(self, entrance, resident, lines):
        entrance.ask(resident.email)
        assert lines() == [f"code sent network={HOME}"]
        entrance.code(another_than(code_in_mail()))
        assert lines() == [f"code wrong network={HOME}"]
        with time_machine.travel(timezone.now() + timedelta(minutes=20)):
            entrance.code(code_in_mail())
        assert lines() == [f"code over network={HOME}"]
        entrance.code(code_in_mail())
        here = f"account={resident.pk} network={HOME}"
        assert lines() == [f"code right network={HOME}", f"sign-in ok {here}"]

    def test_of_asking_too_often(self, entrance, resident, lines):
        for _time in range(6):
            entrance.ask(resident.email)
        assert outcomes(lines) == ["code sent"] * 5 + ["code limited"]

    def test_of_a_link(self, entrance, resident, lines):
        entrance.ask(resident.email)
        link = path_of(link_in_mail())
        entrance.client.get(link)
        assert outcomes(lines) == ["code sent"]
        entrance.client.post(link)
        assert outcomes(lines) == ["link right", "sign-in ok"]
        entrance.client.post("/compte/deconnexion/")
        entrance.client.get(link)
        assert outcomes(lines) == ["sign-out ok", "link over"]

    def test_of_a_password(self, entrance, resident, lines):
        entrance.password(resident.email, "faux")
        entrance.password(resident.email)
        assert outcomes(lines) == ["password wrong", "sign-in ok"]

    def test_of_too_many_passwords(self, entrance, resident, lines):
        for _mistake in range(6):
            entrance.password(resident.email, "faux")
        assert outcomes(lines) == ["password wrong"] * 5 + ["password limited"]

    def test_of_a_sign_up(self, entrance, lines):
        entrance.prove(EMAIL)
        entrance.sign_up(PSEUDONYM)
        assert outcomes(lines) == ["code sent", "code right", "sign-up ok", "sign-in ok"]

    def test_of_too_many_sign_ups(self, entrance, lines):
        for _account in range(30):
            SIGN_UPS.take(HOME)
        entrance.prove(EMAIL)
        entrance.sign_up(PSEUDONYM)
        assert outcomes(lines)[2:] == ["sign-up limited"]

    def test_of_a_closed_account(self, entrance, make_user, lines):
        entrance.prove(make_user(is_active=False).email)
        assert outcomes(lines) == ["code sent", "code right", "sign-in closed"]

    def test_of_a_hand_off(self, council, resident, lines):
        browser = Browser()
        browser.get(address(council, "/compte/connexion/"))
        browser.post(browser.url, {"email": resident.email})
        browser.post(browser.url, {"code": code_in_mail()})
        assert outcomes(lines) == ["code sent", "code right", "sign-in ok", "hand-off ok"]
        browser.get(address(council, "/compte/deconnexion/"))
        browser.post(address(council, "/compte/deconnexion/"))
        browser.get(address(council, "/compte/retour/?code=x"))
        assert outcomes(lines) == ["sign-out ok", "hand-off unknown"]


class TestNoSecret:
    SMUGGLED = "x\r\nsign-in ok account=1 \u2028sign-in ok\x1b[2J account=1"

    def test_of_anybody_on_any_way_in(self, entrance, another_entrance, resident, caplog):
        """Not only in our lines: in whatever is written at all."""
        caplog.set_level(logging.DEBUG)
        secrets = [EMAIL, PSEUDONYM, resident.email, resident.pseudonym, PASSWORD, "pas-le-bon"]
        entrance.ask(EMAIL)
        secrets.append(path_of(link_in_mail()).split("/")[-2])
        for _try in range(5):
            entrance.code(another_than(code_in_mail()))
        secrets += [code_in_mail(), another_than(code_in_mail())]
        entrance.prove(EMAIL)
        entrance.sign_up(resident.pseudonym)
        entrance.sign_up(PSEUDONYM)
        for password in ("pas-le-bon", PASSWORD):
            another_entrance.password(resident.email, password)
        said = [r.getMessage() for r in caplog.records if not r.name.startswith("django.db")]
        ours = [line for line in said if "network=" in line]
        assert len(ours) >= 10
        for secret in secrets:
            assert not [line for line in said if secret in line], secret

    @pytest.mark.parametrize("header", ["user-agent", "referer", "x-forwarded-for", "accept"])
    def test_and_nothing_that_a_header_smuggles_in(
        self, entrance, resident, settings, lines, header
    ):
        settings.PROXIES = 1
        headers = {header: self.SMUGGLED}
        entrance.ask(resident.email, headers=headers)
        entrance.password(resident.email, "faux", headers=headers)
        found = lines()
        assert [line.split(" network=")[0] for line in found] == ["code sent", "password wrong"]
        assert all(line.splitlines() == [line] and "account=1" not in line for line in found)

    def test_nor_an_address_to_go_to(self, entrance, resident, lines):
        for name in ("next", "pour", "suite", "etat"):
            data = {"email": resident.email, "password": "faux"}
            query = {name: self.SMUGGLED}
            entrance.client.post("/compte/connexion/mot-de-passe/", data, query_params=query)
        found = lines()
        assert len(found) == 4
        assert all(line.splitlines() == [line] and "account=1" not in line for line in found)

    def test_nor_a_host(self, client_for, portal, lines):
        for host in ("evil.example", "a\r\nb", "quartiers.localhost\r\nsign-in ok"):
            client = client_for(portal, raise_request_exception=False)
            client.post("/compte/connexion/", {"email": EMAIL}, headers={"host": host})
        assert lines() == []

    def test_a_fact_is_one_word(self, lines):
        request = RequestFactory().get("/", REMOTE_ADDR=HOME)
        journal.note("test", "ok", request, host=self.SMUGGLED, nothing="", none=None)
        (line,) = lines()
        assert re.fullmatch(rf"test ok network={re.escape(HOME)} host=\S+", line)
        assert "=" not in line.partition("host=")[2]

    def test_nor_longer_than_it_needs_to_be(self, lines):
        journal.note("test", "ok", None, host="a" * 10_000)
        assert len(lines()[0]) < 200


class TestKeysInAddresses:
    """Django writes the address of what it refuses; that of a mailed link is a key."""

    @pytest.mark.parametrize(
        ("message", "args"),
        [
            ("Forbidden (%s): %s", ("no cookie", "/compte/connexion/lien/{}/")),
            ("Internal Server Error: /compte/connexion/lien/{}/", ()),
            ('"%s" %s', ("GET /compte/connexion/lien/{}/?a=1 HTTP/1.1", 200)),
        ],
    )
    def test_are_taken_out(self, message, args):
        key = "aB3-_" * 8 + "xyz"
        filled = tuple(a.format(key) if isinstance(a, str) else a for a in args)
        record = logging.LogRecord("x", 30, "", 1, message.format(key), filled, None)
        assert journal.WithoutKeys().filter(record)
        assert key not in record.getMessage()
        assert "/lien/…/" in record.getMessage()

    def test_so_is_the_signature_of_what_is_signed(self):
        """Links that undo a closing, stop a recovery or contest a suspension."""
        for path in ("/compte/donnees/annuler/{}/", "/compte/connexion/aide/arreter/{}/"):
            key = signing.TimestampSigner().sign("42")
            record = logging.LogRecord("x", 30, "", 1, "Forbidden: %s", (path.format(key),), None)
            journal.WithoutKeys().filter(record)
            assert key.rpartition(":")[2] not in record.getMessage()

    def test_and_nothing_else(self):
        text = "Not Found: /compte/connexion/lien/court/ " + "a" * 43
        record = logging.LogRecord("x", 30, "", 1, "%s %d", (text, 1), None)
        journal.WithoutKeys().filter(record)
        assert record.getMessage() == f"{text} 1"

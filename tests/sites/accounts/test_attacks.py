"""Attacks on accounts that crossed several features, and what must become of them."""

import re

import pytest

from sites.accounts import addresses
from sites.accounts.factors import recovery
from sites.accounts.models import AddressChange, User
from sites.accounts.privacy import erasure, links
from sites.notifications.models import Mail
from tests.browsing import Browser, address

from .entering import newest_mail, path_of, sign_in

pytestmark = pytest.mark.django_db

MOVE = "/compte/securite/adresse/"
UNSENDABLE = ["a@\u0378.fr", '"a,b"@exemple.fr', "a@1\u05d0.fr"]


class TestAddresses:
    @pytest.mark.parametrize("email", UNSENDABLE)
    def test_one_that_no_mail_can_reach_is_refused_at_the_entrance(self, entrance, email):
        response = entrance.ask(email)
        assert response.status_code == 200
        assert "prenom@exemple.fr" in response.content.decode()
        assert not Mail.objects.exists()

    @pytest.mark.parametrize("email", UNSENDABLE)
    def test_an_account_does_not_move_there_either(self, portal, resident, email):
        browser = Browser()
        sign_in(browser, portal, resident.email)
        response = browser.post(address(portal, MOVE), {"email": email})
        assert "prenom@exemple.fr" in response.content.decode()
        assert not AddressChange.objects.exists()

    def test_an_account_moves_to_an_address_that_its_owner_finds_again(self, portal, resident):
        """In full-width letters it would be an account that nobody can sign in to."""
        browser = Browser()
        sign_in(browser, portal, resident.email)
        browser.post(address(portal, MOVE), {"email": "Ｎeuf＠exemple.fr"})
        assert AddressChange.objects.get().email == "neuf@exemple.fr"

    def test_what_a_provider_tells_is_the_same_address(self):
        assert addresses.tidy_or_none(" Ｓureau@Exemple.FR ") == "sureau@exemple.fr"
        for told in (*UNSENDABLE, "personne", "ﷺ" * 20 + "@exemple.fr"):
            assert addresses.tidy_or_none(told) == ""


class TestPagesOpenedFromMails:
    """Under ``no-referrer`` browsers send « Origin: null », and their form is refused as forged."""

    def check(self, client, path: str) -> None:
        response = client.get(path)
        assert response.status_code == 200
        assert b"csrfmiddlewaretoken" in response.content
        assert response["Referrer-Policy"] == "strict-origin"

    def test_a_change_of_address(self, portal, resident, client_for):
        browser = Browser()
        sign_in(browser, portal, resident.email)
        browser.post(address(portal, MOVE), {"email": "neuf@exemple.fr"})
        link = re.search(r"http\S+/securite/adresse/\S+", newest_mail(resident.email).text).group()
        self.check(client_for(portal), path_of(link))

    def test_a_closing_that_is_undone(self, portal, resident, client_for):
        self.check(client_for(portal), links.undo_path(erasure.close(resident)))

    def test_a_recovery_that_is_stopped(self, portal, resident, client_for):
        self.check(client_for(portal), path_of(recovery.stop_url(recovery.ask(resident))))

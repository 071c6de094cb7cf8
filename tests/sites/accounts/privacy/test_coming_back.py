"""Signing in to an account that one has closed offers it back."""

import pytest

from sites.accounts.models import User
from sites.accounts.privacy import erasure
from tests.browsing import Browser, address
from tests.sites.accounts.entering import code_in_mail

pytestmark = pytest.mark.django_db


def test_who_proves_the_address_is_offered_the_account_back(portal, resident):
    erasure.close(resident)
    browser = Browser()
    browser.get(address(portal, "/compte/connexion/"))
    browser.post(browser.url, {"email": resident.email})
    page = browser.post(browser.url, {"code": code_in_mail()})
    assert page.status_code == 200
    assert "/compte/donnees/annuler/" in browser.url
    assert "Annuler la suppression" in page.content.decode()
    resident.refresh_from_db()
    assert resident.closed_at, "nothing has happened yet"
    browser.post(browser.url, {})
    resident.refresh_from_db()
    assert (resident.closed_at, resident.is_active) == (None, True)


def test_a_suspended_account_is_offered_nothing(portal, resident):
    User.objects.filter(pk=resident.pk).update(is_active=False)
    browser = Browser()
    browser.get(address(portal, "/compte/connexion/"))
    browser.post(browser.url, {"email": resident.email})
    page = browser.post(browser.url, {"code": code_in_mail()})
    assert page.status_code == 403
    assert "Annuler la suppression" not in page.content.decode()


def test_after_a_fortnight_the_address_is_nobodys(portal, resident):
    erasure.erase(resident)
    assert User.objects.of_address("sureau@exemple.fr") is None

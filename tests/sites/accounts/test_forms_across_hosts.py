"""Browsers hold ``form-action`` against redirects: a form that leads to another host names it."""

import re

import pytest

from tests.browsing import Browser, address
from tests.sites.accounts.factoring import CONFIRM, GUIDE, enter_password, give_app

pytestmark = pytest.mark.django_db

PORTAL = "http://quartiers.localhost:8000"


def may_lead_to(response) -> list[str]:
    found = re.search(r"form-action ([^;]*)", response["Content-Security-Policy"])
    return sorted(found.group(1).split())


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.mark.parametrize("page", ["", "mot-de-passe/"])
@pytest.mark.parametrize("host", ["council", "admin"])
def test_the_entrance_leads_to_the_host_that_asks_and_no_other(
    browser, portal, council, other_council, page, host
):
    place = council if host == "council" else "admin"
    browser.get(address(place, "/compte/connexion/"))
    response = browser.get(browser.url.replace("/connexion/?", f"/connexion/{page}?"))
    assert may_lead_to(response) == sorted(["'self'", address(place, "")])


def test_the_second_step_does_too(browser, portal, council, resident):
    give_app(resident)
    browser.get(address(council, "/compte/connexion/"))
    browser.get(browser.url.replace("/connexion/?", "/connexion/mot-de-passe/?"))
    response = browser.post(
        browser.url, {"email": resident.email, "password": "sept-ponts-et-deux-gares"}
    )
    assert "deuxieme-etape" in browser.url
    assert address(council, "") in may_lead_to(response)


@pytest.mark.parametrize("page", [GUIDE, CONFIRM])
def test_so_do_the_guide_and_the_confirmation(client_for, portal, resident, page):
    there = "/compte/connexion/%3Fpour%3Dadmin.quartiers.localhost%26suite%3D/admin/"
    response = client_for(portal, resident).get(f"{page}?next={there}")
    assert may_lead_to(response) == sorted(["'self'", address("admin", "")])


def test_a_host_that_is_nobodys_is_not_named(client_for, portal):
    response = client_for(portal).get("/compte/connexion/?pour=evil.example&suite=/")
    assert may_lead_to(response) == ["'self'"]


def test_a_council_and_the_admin_lead_to_the_portal(client_for, portal, council, make_user):
    for place, user in ((council, None), ("admin", make_user("editor", council))):
        path = "/" if user is None else "/admin/"
        assert may_lead_to(client_for(place, user).get(path)) == ["'self'", PORTAL]


def test_other_pages_of_the_portal_lead_nowhere_else(client_for, portal, browser, resident):
    assert may_lead_to(client_for(portal).get("/")) == ["'self'"]
    enter_password(browser, portal, resident.email)
    assert may_lead_to(browser.get(address(portal, "/compte/securite/"))) == ["'self'"]

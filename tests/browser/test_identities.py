"""Signing in with a provider of another origin, in a browser that obeys our policy for forms."""

import os
from urllib.parse import urlsplit

import pytest

from sites.accounts.identities import accounts, exchange, metadata
from tests import factories
from tests.sites.accounts.identities.provider import LocalProvider

BUTTON = "S’identifier avec FranceConnect"


@pytest.fixture
def portal_url(live_server, settings, monkeypatch):
    """The portal, served by this process; Playwright's loop must not keep it from the database."""
    monkeypatch.setitem(os.environ, "DJANGO_ALLOW_ASYNC_UNSAFE", "1")
    portal = factories.make_portal()
    portal.site.port = urlsplit(live_server.url).port
    portal.site.save()
    return portal.site.root_url


@pytest.fixture
def provider(portal_url, settings):
    metadata.forget()
    with LocalProvider() as running:
        settings.IDENTITY_PROVIDERS = (running.settings(),)
        yield running
    metadata.forget()


@pytest.mark.django_db(transaction=True)
def test_in_by_one_click_and_out_of_both(browser, portal_url, provider):
    owner = factories.UserFactory(pseudonym="Sureau")
    uid = exchange.uid(provider.settings(), "42")
    accounts.link(owner, exchange.Identity("franceconnect", uid))
    page = browser.new_page(locale="fr-FR")
    refusals: list[str] = []
    page.on("console", lambda message: refusals.append(message.text))
    page.goto(f"{portal_url}/compte/connexion/")
    page.get_by_role("button", name=BUTTON).click()
    page.wait_for_url(f"{portal_url}/compte/")
    assert "Sureau" in page.inner_text("header")
    page.get_by_role("button", name="Se déconnecter").click()
    page.wait_for_url(f"{portal_url}/")
    assert provider.asked["end"] == 1
    assert "Se connecter" in page.inner_text("body")
    assert not [line for line in refusals if "Content Security Policy" in line]
    page.close()

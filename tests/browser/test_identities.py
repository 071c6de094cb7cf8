"""Signing in with a provider of another origin, in a browser that obeys our policy for forms."""

from concurrent.futures import ThreadPoolExecutor
from urllib.parse import urlsplit

import pytest

from deploy.live.browser import chromium
from sites.accounts.identities import accounts, exchange, metadata
from tests import factories
from tests.sites.accounts.identities.provider import LocalProvider

BUTTON = "S’identifier avec FranceConnect"


@pytest.fixture
def portal_url(live_server) -> str:
    """The portal, served by this process."""
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


def in_and_out(portal_url: str) -> tuple[str, str, list[str]]:
    """What the header says once in, what the page says once out, what the console says."""
    said: list[str] = []
    with chromium() as browser:
        page = browser.new_page(locale="fr-FR")
        page.set_default_timeout(20_000)
        page.on("console", lambda message: said.append(message.text))
        page.goto(f"{portal_url}/compte/connexion/")
        page.get_by_role("button", name=BUTTON).click()
        page.wait_for_url(f"{portal_url}/compte/")
        inside = page.inner_text("header")
        page.get_by_role("button", name="Se déconnecter").click()
        page.wait_for_url(f"{portal_url}/")
        return inside, page.inner_text("body"), said


@pytest.mark.django_db(transaction=True)
def test_in_by_one_click_and_out_of_both(portal_url, provider):
    owner = factories.UserFactory(pseudonym="Sureau")
    uid = exchange.uid(provider.settings(), "42")
    accounts.link(owner, exchange.Identity("franceconnect", uid))
    with ThreadPoolExecutor(1) as aside:  # Playwright's loop would keep us from the database
        inside, outside, said = aside.submit(in_and_out, portal_url).result()
    assert "Sureau" in inside
    assert "Sureau" not in outside
    assert provider.asked["end"] == 1
    assert not [line for line in said if "Content Security Policy" in line]

"""FranceConnect, on this machine; a person with a browser on the portal."""

import time
from urllib.parse import urlsplit

import pytest
from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)

from sites.accounts.identities import accounts, exchange, metadata
from tests.sites.accounts.identities.provider import LocalProvider


@pytest.fixture
def local():
    """A provider that runs; nobody here has heard of it yet."""
    metadata.forget()
    with LocalProvider() as running:
        yield running
    metadata.forget()


@pytest.fixture
def fc(local, settings) -> LocalProvider:
    """The only provider of the install, of FranceConnect's kind."""
    settings.IDENTITY_PROVIDERS = (local.settings(),)
    return local


@pytest.fixture
def visitor(client_for, portal):
    return client_for(portal)


@pytest.fixture
def owner(resident, fc):
    """Somebody whose account has the identity « 42 » of FranceConnect."""
    identity = exchange.Identity("franceconnect", exchange.uid(fc.settings(), "42"))
    accounts.link(resident, identity)
    return resident


@pytest.fixture
def go():
    """``go(client)``: off to the provider; the address there."""

    def away(client, name: str = "franceconnect", query: str = "") -> str:
        response = client.post(f"/compte/connexion/avec/{name}/{query}")
        assert response.status_code == 200, response.content.decode()
        return response["Refresh"].removeprefix("0; url=")

    return away


@pytest.fixture
def come():
    """``come(client, address)``: back from the provider, to the portal."""

    def back(client, address: str):
        parts = urlsplit(address)
        assert parts.netloc == "quartiers.localhost:8000"
        return client.get(f"{parts.path}?{parts.query}")

    return back


@pytest.fixture
def fresh(client_for, portal):
    """``fresh(user)``: the browser of somebody who came in a moment ago, by a mailed code.

    With ``client``, that browser.
    """

    def made(user, client=None):
        client = client or client_for(portal)
        client.force_login(user, "django.contrib.auth.backends.ModelBackend")
        session = client.session
        session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "code", "at": time.time()}]
        session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = str(user.pk)
        session.save()
        return client

    return made

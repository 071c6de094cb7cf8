"""Signing out: here at once, and over there by a page that leads on."""

from urllib.parse import parse_qs, urlsplit

import pytest

from sites.accounts.identities import metadata
from sites.accounts.models import SignIn

pytestmark = pytest.mark.django_db

OUT = "/compte/deconnexion/"


@pytest.fixture
def signed_in(fc, owner, visitor, go, come):
    come(visitor, fc.consent(go(visitor)))
    return visitor


def test_the_way_out_leads_to_the_provider_and_back(fc, signed_in):
    response = signed_in.post(OUT)
    url = response["Refresh"].removeprefix("0; url=")
    assert url.startswith(f"{fc.issuer}/session/end?")
    asked = parse_qs(urlsplit(url).query)
    assert asked["id_token_hint"][0].count(".") == 2
    assert len(asked["state"][0]) >= 32
    assert asked["post_logout_redirect_uri"] == [
        "http://quartiers.localhost:8000/compte/deconnexion/retour/"
    ]
    assert not SignIn.objects.exists()  # whatever becomes of the rest
    assert signed_in.get("/compte/").status_code == 302


def test_coming_back_does_nothing(signed_in):
    response = signed_in.get("/compte/deconnexion/retour/?state=whatever")
    assert (response.status_code, response["Location"]) == (302, "/")
    assert signed_in.get("/compte/").status_code == 200


def test_whoever_came_by_mail_just_leaves(fc, client_for, portal, resident):
    response = client_for(portal, resident).post(OUT)
    assert (response.status_code, response["Location"]) == (302, "/")


def test_signing_out_works_while_the_provider_is_away(fc, signed_in):
    metadata.forget()
    fc.cheats.statuses["openid-configuration"] = 500
    assert signed_in.post(OUT)["Location"] == "/"
    assert not SignIn.objects.exists()


def test_and_where_it_knows_no_sign_out(fc, signed_in):
    metadata.forget()
    fc.cheats.metadata["end_session_endpoint"] = None
    assert signed_in.post(OUT)["Location"] == "/"


def test_and_when_it_is_not_configured_any_more(settings, signed_in):
    settings.IDENTITY_PROVIDERS = ()
    assert signed_in.post(OUT)["Location"] == "/"


def test_the_token_is_in_the_session_only_and_goes_with_it(fc, signed_in):
    assert signed_in.session["identity_out"]["id_token"]
    signed_in.post(OUT)
    assert "identity_out" not in signed_in.session

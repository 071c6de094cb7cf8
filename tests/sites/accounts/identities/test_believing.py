"""What a provider may not do: each cheat is told to it, and nobody is signed in."""

import hmac
import json
import time

import jwt
import pytest
from cryptography.hazmat.primitives.asymmetric import rsa

from sites.accounts.identities import fetching, metadata
from tests.sites.accounts.identities.provider import CLIENT, rsa_key

pytestmark = pytest.mark.django_db

REFUSED, AWAY = "n’a pas pu être vérifiée", "Le service d’identité ne répond pas"
OTHER = "https://evil.example"


def outcome(client, fc, go, come, **person):
    """The page that the journey ends with; nobody is signed in."""
    response = come(client, fc.consent(go(client), **person))
    assert client.get("/compte/").status_code == 302
    return response


def assert_refused(response):
    assert response.status_code == 400
    assert REFUSED in response.content.decode()


def now(seconds: int = 0) -> int:
    return int(time.time()) + seconds


def test_the_honest_one_is_believed(fc, owner, visitor, go, come):
    assert come(visitor, fc.consent(go(visitor)))["Location"] == "/compte/"


def test_so_is_one_that_signs_with_elliptic_curves(fc, owner, visitor, go, come):
    fc.alg = "ES256"
    assert come(visitor, fc.consent(go(visitor)))["Location"] == "/compte/"


@pytest.mark.parametrize(
    "claims",
    [
        {"nonce": "another-nonce-another-nonce-another"},
        {"nonce": None},
        {"nonce": 7},
        {"aud": "somebody-else"},
        {"aud": [CLIENT, "somebody-else"]},
        {"aud": [CLIENT, "somebody-else"], "azp": CLIENT},
        {"aud": None},
        {"azp": "somebody-else"},
        {"iss": OTHER},
        {"iss": None},
        {"sub": ""},
        {"sub": None},
        {"sub": 42},
        {"sub": "4" * 256},
        {"exp": 1_700_000_000},
        {"exp": None},
        {"exp": "tomorrow"},
        {"iat": None},
        {"iat": 4_000_000_000},
        {"iat": 1_700_000_000},
        {"iat": str(1_700_000_000)},
        {"at_hash": "AAAAAAAAAAAAAAAAAAAAAA"},
        {"at_hash": 1},
    ],
    ids=str,
)
def test_an_id_token_not_made_for_us_now_is_refused(fc, owner, visitor, go, come, claims):
    fc.cheats.id_claims = claims
    assert_refused(outcome(visitor, fc, go, come))


@pytest.mark.parametrize("claims", [{"at_hash": None}, {"aud": [CLIENT]}, {"azp": CLIENT}], ids=str)
def test_what_may_be_so_is_not_refused(fc, owner, visitor, go, come, claims):
    fc.cheats.id_claims = claims
    assert come(visitor, fc.consent(go(visitor)))["Location"] == "/compte/"


def unsigned(fc):
    return lambda claims: jwt.encode(claims, None, "none", {"kid": fc.kid})


def signed_with_the_public_key(fc):
    """HS256 keyed with what everybody can read (PyJWT refuses to make it: by hand)."""

    def sign(claims):
        head = jwt.encode(claims, "k" * 32, "HS256", {"kid": fc.kid}).rsplit(".", 1)[0]
        mac = hmac.digest(fc.pem(), head.encode(), "sha256")
        return f"{head}.{jwt.utils.base64url_encode(mac).decode()}"

    return sign


def signed_by_somebody(fc):
    return lambda claims: jwt.encode(claims, rsa_key(9), "RS256", {"kid": fc.kid})


def signed_by_a_key_it_brings(fc):
    key = rsa_key(9)
    jwk = jwt.algorithms.RSAAlgorithm.to_jwk(key.public_key(), as_dict=True)
    return lambda claims: jwt.encode(claims, key, "RS256", {"kid": "mine", "jwk": jwk})


def with_the_signature_cut_off(fc):
    return lambda claims: fc.sign(claims).rsplit(".", 1)[0] + "."


def with_claims_changed(fc):
    def sign(claims):
        head, _body, tail = fc.sign({**claims, "sub": "somebody"}).split(".")
        return f"{head}.{fc.sign(claims).split('.')[1]}.{tail}"

    return sign


def that_is_no_token(fc):
    return lambda claims: "not.a.token"


def that_is_very_long(fc):
    return lambda claims: fc.sign({**claims, "padding": "x" * 20_000})


def that_is_nested(fc):
    def sign(claims):
        body = jwt.utils.base64url_encode(b'{"a":' + b"[" * 4000 + b"]" * 4000 + b"}").decode()
        return f"{fc.sign(claims).split('.')[0]}.{body}.AAAA"

    return sign


FORGERS = [unsigned, signed_with_the_public_key, signed_by_somebody, signed_by_a_key_it_brings,
           with_the_signature_cut_off, with_claims_changed, that_is_no_token, that_is_very_long,
           that_is_nested]  # fmt: skip


@pytest.mark.parametrize("forger", FORGERS)
def test_a_forged_id_token_is_refused(fc, owner, visitor, go, come, forger):
    fc.cheats.sign_id = forger(fc)
    assert_refused(outcome(visitor, fc, go, come))


@pytest.mark.parametrize("forger", FORGERS)
def test_a_forged_userinfo_is_refused(fc, owner, visitor, go, come, forger):
    fc.cheats.sign_info = forger(fc)
    assert_refused(outcome(visitor, fc, go, come))


@pytest.mark.parametrize(
    "claims",
    [{"sub": "43"}, {"sub": None}, {"iss": OTHER}, {"iss": None}, {"aud": "somebody-else"},
     {"aud": None}, {"aud": [CLIENT, "somebody-else"]}, {"exp": 1_700_000_000}],
    ids=str,
)  # fmt: skip
def test_a_userinfo_of_another_person_or_for_somebody_else_is_refused(
    fc, owner, visitor, go, come, claims
):
    fc.cheats.info_claims = claims
    assert_refused(outcome(visitor, fc, go, come))


def test_an_unsigned_userinfo_is_refused(fc, owner, visitor, go, come):
    fc.cheats.info_kind = "application/json"
    assert_refused(outcome(visitor, fc, go, come))


def test_a_generic_provider_may_answer_in_plain_json(local, settings, visitor, go, come):
    settings.IDENTITY_PROVIDERS = (local.settings("generic"),)
    local.cheats.info_kind = "application/json"
    response = come(visitor, local.consent(go(visitor, "generic")))
    assert response["Location"] == "/compte/connexion/premiere-fois/"


def test_even_then_about_the_same_person(local, settings, visitor, go, come):
    settings.IDENTITY_PROVIDERS = (local.settings("generic"),)
    local.cheats.info_kind, local.cheats.info_claims = "application/json", {"sub": "43"}
    assert_refused(come(visitor, local.consent(go(visitor, "generic"))))


# How sure it is -----------------------------------------------------------------------------------


@pytest.mark.parametrize("acr", ["eidas0", "", "EIDAS2", "eidas4"])
def test_a_level_below_the_one_asked_for_is_refused_in_words(fc, owner, visitor, go, come, acr):
    fc.acr = acr
    response = outcome(visitor, fc, go, come)
    assert response.status_code == 403
    assert "pas assez sûr" in response.content.decode()


def test_no_level_is_below_any(fc, owner, visitor, go, come):
    fc.cheats.id_claims = {"acr": None}
    assert outcome(visitor, fc, go, come).status_code == 403


def test_substantial_asked_for_means_substantial(local, settings, visitor, go, come):
    settings.IDENTITY_PROVIDERS = (local.settings(acr_values=("eidas2",)),)
    assert outcome(visitor, local, go, come).status_code == 403
    local.acr = "eidas3"
    assert come(visitor, local.consent(go(visitor))).status_code == 302


# Codes and secrets --------------------------------------------------------------------------------


def test_a_code_that_was_used_opens_nothing(fc, owner, visitor, client_for, portal, go, come):
    """The provider holds by it; and the state and the nonce hold where it does not."""
    client = client_for(portal)
    first, second = fc.consent(go(visitor)), fc.consent(go(client))
    assert come(visitor, first).status_code == 302
    code = first.split("code=")[1].split("&")[0]
    replayed = second.replace(second.split("code=")[1].split("&")[0], code)
    assert_refused(come(client, replayed))


@pytest.mark.parametrize("pkce", [True, False])
def test_a_stolen_code_does_not_fit_another_flow(
    local, settings, visitor, client_for, portal, go, come, pkce
):
    """Code injection: PKCE stops it at the provider, the nonce here (RFC 9700, 4.5.3)."""
    settings.IDENTITY_PROVIDERS = (local.settings(pkce=pkce),)
    attacker = client_for(portal)
    stolen = local.consent(go(visitor)).split("code=")[1].split("&")[0]
    own = local.consent(go(attacker))
    injected = own.replace(own.split("code=")[1].split("&")[0], stolen)
    assert_refused(come(attacker, injected))


def test_pkce_is_proven(fc, owner, visitor, go, come):
    come(visitor, fc.consent(go(visitor)))
    assert 43 <= len(fc.seen[0]["code_verifier"]) <= 128


def test_pkce_may_be_switched_off_for_a_provider_that_refuses_it(
    local, settings, visitor, go, come
):
    settings.IDENTITY_PROVIDERS = (local.settings(pkce=False),)
    url = go(visitor)
    assert "code_challenge" not in url
    assert come(visitor, local.consent(url)).status_code == 302
    assert "code_verifier" not in local.seen[0]


def test_the_secret_goes_where_the_provider_wants_it(local, settings, visitor, go, come):
    settings.IDENTITY_PROVIDERS = (local.settings("generic"),)
    local.cheats.info_kind = "application/json"
    come(visitor, local.consent(go(visitor, "generic")))
    assert "client_secret" not in local.seen[0]
    metadata.forget()
    local.cheats.metadata["token_endpoint_auth_methods_supported"] = ["client_secret_post"]
    come(visitor, local.consent(go(visitor, "generic")))
    assert local.seen[1]["client_secret"] == "s3cret:with/signs"


def test_a_wrong_secret_is_our_fault_and_still_a_page(local, settings, visitor, go, come):
    settings.IDENTITY_PROVIDERS = (local.settings(client_secret="wrong"),)
    assert_refused(outcome(visitor, local, go, come))


@pytest.mark.parametrize(
    "body",
    [b"{}", b"[]", b"", b"\xff", b"[" * 100_000, b'{"access_token": "a", "token_type": "mac"}',
     b'{"access_token": "a", "token_type": "Bearer"}',
     b'{"access_token": 1, "id_token": {}, "token_type": "Bearer"}'],
    ids=range(8),
)  # fmt: skip
def test_an_answer_that_makes_no_sense_is_refused(fc, owner, visitor, go, come, body):
    fc.cheats.bodies["token"] = body
    assert_refused(outcome(visitor, fc, go, come))


# Who answers (RFC 9207) ---------------------------------------------------------------------------


def test_an_answer_in_the_name_of_another_is_refused(fc, owner, visitor, go, come):
    fc.cheats.params["iss"] = OTHER
    assert_refused(outcome(visitor, fc, go, come))
    assert fc.asked.get("token") is None


def test_an_answer_that_names_the_right_one_is_believed(fc, owner, visitor, go, come):
    fc.cheats.params["iss"] = fc.issuer
    assert come(visitor, fc.consent(go(visitor)))["Location"] == "/compte/"


def test_who_says_that_it_names_itself_must(fc, owner, visitor, go, come):
    fc.cheats.metadata["authorization_response_iss_parameter_supported"] = True
    assert_refused(outcome(visitor, fc, go, come))


# Keys ---------------------------------------------------------------------------------------------


def test_keys_are_asked_for_once(fc, owner, visitor, go, come):
    for _time in range(3):
        come(visitor, fc.consent(go(visitor)))
        visitor.post("/compte/deconnexion/")
    assert (fc.asked["jwks"], fc.asked["openid-configuration"]) == (1, 1)


def test_a_new_key_is_found_when_it_is_used(fc, owner, visitor, go, come, monkeypatch):
    come(visitor, fc.consent(go(visitor)))
    visitor.post("/compte/deconnexion/")
    fc.rotate()
    monkeypatch.setattr(metadata, "PAUSE", 0)
    assert come(visitor, fc.consent(go(visitor)))["Location"] == "/compte/"
    assert fc.asked["jwks"] == 2


def test_made_up_keys_do_not_set_the_pace(fc, owner, visitor, go, come):
    fc.cheats.sign_id = signed_by_a_key_it_brings(fc)
    for _time in range(4):
        assert_refused(outcome(visitor, fc, go, come))
    assert fc.asked["jwks"] == 1


def test_a_key_that_was_withdrawn_is_forgotten_after_an_hour(
    fc, owner, visitor, go, come, monkeypatch
):
    come(visitor, fc.consent(go(visitor)))
    visitor.post("/compte/deconnexion/")
    fc.cheats.sign_id = lambda claims: jwt.encode(claims, rsa_key(0), "RS256", {"kid": "first"})
    fc.rotate()
    monkeypatch.setattr(metadata, "KEPT", 0)
    assert_refused(outcome(visitor, fc, go, come))


def jwks(*keys: dict) -> bytes:
    return json.dumps({"keys": list(keys)}).encode()


def test_only_keys_for_signatures_count(fc, owner, visitor, go, come):
    fc.cheats.bodies["jwks"] = jwks(
        {**fc.public(), "use": "enc"}, {"kty": "oct", "k": "c2VjcmV0", "kid": fc.kid}, {}, "x"
    )
    assert_refused(outcome(visitor, fc, go, come))


@pytest.mark.filterwarnings("ignore:The RSA key is 1024 bits")
def test_short_keys_do_not_count(fc, owner, visitor, go, come):
    weak = rsa.generate_private_key(65537, 1024)  # noqa: S505
    public = jwt.algorithms.RSAAlgorithm.to_jwk(weak.public_key(), as_dict=True)
    fc.cheats.bodies["jwks"] = jwks({**public, "kid": fc.kid, "alg": "RS256"})
    fc.cheats.sign_id = lambda claims: jwt.encode(claims, weak, "RS256", {"kid": fc.kid})
    assert_refused(outcome(visitor, fc, go, come))


def test_a_token_may_leave_out_the_name_of_the_only_key(fc, owner, visitor, go, come):
    fc.cheats.sign_id = lambda claims: jwt.encode(claims, fc.key, "RS256")
    assert come(visitor, fc.consent(go(visitor)))["Location"] == "/compte/"


def test_but_not_where_there_is_a_choice(fc, owner, visitor, go, come):
    fc.cheats.bodies["jwks"] = jwks(fc.public(), {**fc.public(), "kid": "second"})
    fc.cheats.sign_id = lambda claims: jwt.encode(claims, fc.key, "RS256")
    assert_refused(outcome(visitor, fc, go, come))


# What it says of itself ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    "said",
    [
        {"issuer": OTHER},
        {"issuer": None},
        {"authorization_endpoint": None},
        {"authorization_endpoint": "javascript:alert(1)"},
        {"authorization_endpoint": "http://idp.example/authorize"},
        {"authorization_endpoint": "https://idp.example/authorize\nSet-Cookie: a=b"},
        {"token_endpoint": "http://169.254.169.254/latest"},
        {"token_endpoint": "https://user@idp.example/token"},
        {"jwks_uri": ["https://idp.example/jwks"]},
        {"jwks_uri": "https://idp.example:port/jwks"},
    ],
    ids=str,
)
def test_metadata_that_lead_astray_are_refused(fc, visitor, said):
    fc.cheats.metadata = said
    response = visitor.post("/compte/connexion/avec/franceconnect/")
    assert_refused(response)
    assert "Refresh" not in response


# Slow, big, elsewhere -----------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["token", "userinfo", "jwks"])
def test_a_slow_answer_is_not_waited_for(fc, owner, visitor, go, come, monkeypatch, name):
    monkeypatch.setattr(fetching, "TIMEOUT", 0.2)
    fc.cheats.waits[name] = 1
    began = time.monotonic()
    response = outcome(visitor, fc, go, come)
    assert time.monotonic() - began < 0.9
    assert response.status_code == 503
    assert AWAY in response.content.decode()


def test_an_answer_that_drips_is_not_waited_for(fc, owner, visitor, go, come, monkeypatch):
    monkeypatch.setattr(fetching, "TIMEOUT", 0.3)
    fc.cheats.bodies["userinfo"], fc.cheats.drips["userinfo"] = b"x" * 100, 0.05
    began = time.monotonic()
    assert outcome(visitor, fc, go, come).status_code == 503
    assert time.monotonic() - began < 2


@pytest.mark.parametrize("name", ["token", "userinfo", "jwks"])
def test_a_giant_answer_is_cut_short(fc, owner, visitor, go, come, name):
    fc.cheats.bodies[name] = b"x" * (8 * 1024 * 1024)
    assert_refused(outcome(visitor, fc, go, come))


@pytest.mark.parametrize("name", ["token", "userinfo", "jwks"])
def test_a_redirect_is_not_followed(fc, owner, visitor, go, come, name):
    fc.cheats.redirects[name] = f"{fc.root}/elsewhere"
    assert_refused(outcome(visitor, fc, go, come))
    assert fc.asked.get("elsewhere") is None


@pytest.mark.parametrize(("status", "becomes"), [(500, 503), (503, 503), (429, 503), (404, 400)])
def test_a_provider_out_of_order_is_said_to_be(fc, owner, visitor, go, come, status, becomes):
    fc.cheats.statuses["userinfo"] = status
    assert outcome(visitor, fc, go, come).status_code == becomes


def test_no_other_password_of_this_machine_is_sent(fc, owner, visitor, go, come, monkeypatch,
                                                   tmp_path):  # fmt: skip
    """requests would read ~/.netrc and send what it finds in place of the token."""
    netrc = tmp_path / "netrc"
    netrc.write_text("machine 127.0.0.1 login root password hunter2\n")
    monkeypatch.setenv("NETRC", str(netrc))
    assert come(visitor, fc.consent(go(visitor)))["Location"] == "/compte/"


# The journal --------------------------------------------------------------------------------------


def test_the_journal_says_why_and_nothing_that_came_from_outside(
    fc, owner, visitor, go, come, caplog
):
    caplog.set_level("INFO", "quartiers.accounts")
    fc.cheats.id_claims = {"nonce": "x" * 40}
    back = fc.consent(go(visitor))
    come(visitor, back)
    assert "identity refused" in caplog.text
    assert "provider=franceconnect" in caplog.text
    assert "why=id_token:_nonce" in caplog.text
    for secret in (back.split("code=")[1][:16], "x" * 40, "lilas@", "s3cret"):
        assert secret not in caplog.text

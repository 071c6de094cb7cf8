"""FranceConnect and the like are switched on by the environment; half of it stops with one line."""

import pytest

from cms.settings.identities import identity_providers
from tests.tooling.test_production_settings import COMPLETE, manage

FC = {
    "OIDC_PROVIDERS": "franceconnect",
    "OIDC_FRANCECONNECT_ISSUER": "https://oidc.franceconnect.gouv.fr/api/v2",
    "OIDC_FRANCECONNECT_CLIENT_ID": "abc",
    "OIDC_FRANCECONNECT_CLIENT_SECRET": "s3cret",
}
ASSO = {
    "OIDC_PROVIDERS": "asso",
    "OIDC_ASSO_ISSUER": "https://sso.asso.example/realms/quartier",
    "OIDC_ASSO_CLIENT_ID": "abc",
    "OIDC_ASSO_CLIENT_SECRET": "s3cret",
    "OIDC_ASSO_LABEL": "Mon asso",
}


@pytest.fixture
def read(monkeypatch):
    """``read(variables)``: the providers of an environment."""

    def made(variables: dict[str, str]):
        for name, value in variables.items():
            monkeypatch.setenv(name, value)
        return identity_providers()

    return made


def test_there_is_none_by_default(read):
    assert read({}) == ()
    assert read({"OIDC_PROVIDERS": " , "}) == ()


def test_franceconnect_needs_its_address_and_our_two_words(read):
    (provider,) = read(FC)
    assert provider.label == "FranceConnect"
    assert provider.scopes == ("openid", "email")
    assert provider.acr_values == ("eidas1",)
    assert provider.pkce
    assert provider.profile.signed_userinfo
    assert not provider.email_proven
    assert "s3cret" not in repr(provider)


def test_several_keep_their_order(read):
    found = read({**FC, **ASSO, "OIDC_PROVIDERS": "asso, franceconnect"})
    assert [provider.label for provider in found] == ["Mon asso", "FranceConnect"]


def test_a_profile_may_serve_under_another_name(read):
    """FranceConnect+ beside FranceConnect, a test system beside the real one."""
    plus = {name.replace("FRANCECONNECT", "FCPLUS"): value for name, value in FC.items()}
    more = {"OIDC_PROVIDERS": "fcplus", "OIDC_FCPLUS_PROFILE": "franceconnect"}
    (provider,) = read({**plus, **more, "OIDC_FCPLUS_ACR_VALUES": "eidas2"})
    assert (provider.name, provider.acr_values) == ("fcplus", ("eidas2",))
    assert provider.profile.signed_userinfo


@pytest.mark.parametrize("name", ["ISSUER", "CLIENT_ID", "CLIENT_SECRET", "LABEL"])
def test_what_is_missing_is_named(read, name):
    with pytest.raises(SystemExit, match=f"OIDC_ASSO_{name} manque"):
        read({**ASSO, f"OIDC_ASSO_{name}": ""})


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("PROVIDERS", "asso,asso"),
        ("PROVIDERS", "Asso"),
        ("PROVIDERS", "asso;autre"),
        ("PROVIDERS", "a/b"),
        ("ASSO_ISSUER", "http://sso.asso.example"),
        ("ASSO_ISSUER", "sso.asso.example"),
        ("ASSO_ISSUER", "https://sso.asso.example/?realm=1"),
        ("ASSO_ISSUER", "https://sso.asso.example/#x"),
        ("ASSO_ISSUER", "https://user:word@sso.asso.example"),
        ("ASSO_ISSUER", "https://sso.asso.example:port"),
        ("ASSO_PROFILE", "keycloak"),
        ("ASSO_SCOPES", "email"),
        ("ASSO_SCOPES", 'openid "email"'),
        ("ASSO_ACR_VALUES", "é"),
        ("ASSO_PKCE", "maybe"),
        ("ASSO_EMAIL_PROVEN", "often"),
        ("ASSO_LABEL", "x" * 41),
    ],
)
def test_what_is_malformed_is_named_without_its_value(read, name, value):
    with pytest.raises(SystemExit, match=f"OIDC_{name} est mal écrite") as stopped:
        read({**ASSO, f"OIDC_{name}": value})
    assert len(str(stopped.value).splitlines()) == 1
    assert "word@" not in str(stopped.value)


@pytest.mark.parametrize("kind", ["franceconnect", "proconnect"])
def test_addresses_that_nobody_checks_cannot_be_believed(read, kind):
    """FranceConnect passes on what people once typed somewhere."""
    prefix = f"OIDC_{kind.upper()}_"
    asked = {name.replace("OIDC_ASSO_", prefix): value for name, value in ASSO.items()}
    with pytest.raises(SystemExit, match=f"{prefix}EMAIL_PROVEN est mal écrite"):
        read({**asked, "OIDC_PROVIDERS": kind, f"{prefix}EMAIL_PROVEN": "on"})


def test_a_provider_on_this_machine_may_do_without_tls(read):
    (provider,) = read({**ASSO, "OIDC_ASSO_ISSUER": "http://127.0.0.1:9000"})
    assert provider.is_loopback


def test_a_process_that_cannot_start_says_so_in_one_line():
    done = manage("check", **COMPLETE, OIDC_PROVIDERS="franceconnect")
    assert done.returncode == 1
    assert done.stderr.strip().splitlines() == [
        "Quartiers : la variable d’environnement OIDC_FRANCECONNECT_ISSUER manque "
        "(voir .env.example)."
    ]

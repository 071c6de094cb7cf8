"""Going to FranceConnect and coming back: in this browser, once, and to where one was going."""

import time
from contextlib import suppress

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount
from django.urls import NoReverseMatch

from sites.accounts.identities import accounts, exchange
from sites.accounts.identities.flows import label_of
from sites.accounts.models import SignIn
from tests.browsing import Browser, address
from tests.sites.accounts.entering import name_shown

pytestmark = pytest.mark.django_db

START = "/compte/connexion/avec/franceconnect/"
RETURN = "/compte/connexion/avec/franceconnect/retour/"
FIRST = "/compte/connexion/premiere-fois/"
LOST, TRY_AGAIN = "a commencé dans un autre navigateur", "Le service d’identité ne répond pas"


def is_in(client) -> bool:
    return client.get("/compte/").status_code == 200


def test_the_owner_of_an_identity_is_let_in(fc, owner, visitor, go, come):
    response = come(visitor, fc.consent(go(visitor)))
    assert (response.status_code, response["Location"]) == (302, "/compte/")
    assert name_shown(visitor.get("/compte/")) == owner.pseudonym


def test_the_journey_ends_on_the_site_where_it_began(fc, owner, council):
    browser = Browser()
    browser.get(address(council, "/compte/connexion/?next=/forum/"))
    start = browser.url.replace("/connexion/", "/connexion/avec/franceconnect/")
    away = browser.post(start)["Refresh"].removeprefix("0; url=")
    page = browser.get(fc.consent(away))
    assert browser.url == address(council, "/forum/")
    assert len(browser.trail) == 3  # from the provider, to the council, to the page
    assert name_shown(page) == owner.pseudonym


def test_only_what_it_takes_is_asked_for(fc, visitor, go):
    asked = fc.check_request(go(visitor))
    assert asked["scope"] == "openid email"
    assert asked["acr_values"] == "eidas1"
    assert asked["code_challenge_method"] == "S256"
    assert asked["redirect_uri"] == f"http://quartiers.localhost:8000{RETURN}"


def test_proconnect_is_asked_for_its_level_its_way(local, settings, visitor, go):
    settings.IDENTITY_PROVIDERS = (local.settings("proconnect", acr_values=("eidas2", "eidas3")),)
    asked = local.check_request(go(visitor, "proconnect"))
    assert asked["claims"] == '{"id_token":{"acr":{"essential":true,"values":["eidas2","eidas3"]}}}'
    assert "acr_values" not in asked
    assert "siret" not in asked["scope"]


def test_nothing_is_kept_but_a_digest_and_two_dates(fc, owner, visitor, go, come):
    come(visitor, fc.consent(go(visitor), given_name="Angela", birthdate="1962-08-24"))
    kept = SocialAccount.objects.get(user=owner)
    assert kept.extra_data == {}
    assert len(kept.uid) == 64
    assert kept.uid != "42"
    assert not kept.socialtoken_set.exists()
    owner.refresh_from_db()
    assert (owner.first_name, owner.email) == ("", "sureau@exemple.fr")


def test_an_address_that_changes_over_there_changes_nothing_here(fc, owner, visitor, go, come):
    come(visitor, fc.consent(go(visitor), email="autre@exemple.fr"))
    owner.refresh_from_db()
    assert owner.email == "sureau@exemple.fr"
    assert is_in(visitor)


# The state ----------------------------------------------------------------------------------------


def assert_lost(response, client):
    assert response.status_code == 400
    assert LOST in response.content.decode()
    assert not is_in(client)


@pytest.mark.parametrize("state", ["", "state=", "state=forged"])
def test_an_answer_without_our_state_is_refused(fc, owner, visitor, go, state):
    go(visitor)
    assert_lost(visitor.get(f"{RETURN}?code=x&{state}"), visitor)
    assert fc.asked.get("token") is None


def test_a_state_is_good_once(fc, owner, visitor, go, come):
    back = fc.consent(go(visitor))
    assert come(visitor, back).status_code == 302
    visitor.post("/compte/deconnexion/")
    assert_lost(come(visitor, back), visitor)


def test_a_state_is_good_for_ten_minutes(fc, owner, visitor, go, come):
    back = fc.consent(go(visitor))
    with time_machine.travel(time.time() + 660):
        assert_lost(come(visitor, back), visitor)


def test_nobody_is_signed_in_by_an_answer_meant_for_another_browser(
    fc, owner, client_for, portal, go, come
):
    """Login CSRF: the attacker's own answer, given to somebody to open."""
    attacker, victim = client_for(portal), client_for(portal)
    go(victim)
    assert_lost(come(victim, fc.consent(go(attacker))), victim)


def test_a_state_is_good_for_its_own_provider(local, settings, visitor, go, come):
    settings.IDENTITY_PROVIDERS = (local.settings(), local.settings("proconnect"))
    back = local.consent(go(visitor, "proconnect")).replace("proconnect", "franceconnect")
    assert_lost(come(visitor, back), visitor)


def test_a_link_begins_nothing(fc, visitor):
    response = visitor.get(f"{START}?next=/forum/")
    assert (response.status_code, response["Location"]) == (
        302,
        "/compte/connexion/?next=%2Fforum%2F",
    )
    assert fc.asked == {}


def test_a_form_of_another_site_begins_nothing(fc, portal, client_for):
    client = client_for(portal, enforce_csrf_checks=True)
    assert client.post(START).status_code == 403


@pytest.mark.parametrize("path", ["//evil.example", r"/\evil.example", "javascript:alert(1)",
                                  "https://evil.example/", "/compte/connexion/"])  # fmt: skip
def test_it_leads_nowhere_else(fc, owner, visitor, go, come, path):
    response = come(visitor, fc.consent(go(visitor, query=f"?next={path}")))
    assert response["Location"] == "/compte/"


def test_an_unknown_provider_is_not_found(fc, visitor):
    assert visitor.post("/compte/connexion/avec/autre/").status_code == 404
    assert visitor.get("/compte/connexion/avec/autre/retour/").status_code == 404


@pytest.mark.parametrize("path", [START, RETURN, FIRST, "/compte/securite/identites/"])
def test_it_is_on_the_portal_only(fc, client_for, council, resident, path):
    assert client_for(council).get(path).status_code == 404
    assert client_for(council, resident).get(path).status_code == 404


def test_an_install_without_providers_has_no_such_addresses(settings, visitor):
    assert settings.IDENTITY_PROVIDERS == ()
    assert visitor.post(START).status_code == 404
    assert "S’identifier avec" not in visitor.get("/compte/connexion/").content.decode()


# The provider says no, or nothing -----------------------------------------------------------------


def test_whoever_changes_their_mind_reads_so_on_the_sign_in_page(fc, visitor, go, come):
    response = come(visitor, fc.refuse(go(visitor, query="?next=/forum/")))
    assert response["Location"] == "/compte/connexion/?next=%2Fforum%2F"
    page = visitor.get(response["Location"]).content.decode()
    assert "Vous n’êtes pas allé au bout avec FranceConnect" in page


@pytest.mark.parametrize(
    ("error", "status"),
    [("server_error", 503), ("temporarily_unavailable", 503), ("invalid_request", 400)],
)
def test_an_error_over_there_becomes_a_page_that_says_what_to_do(
    fc, visitor, go, come, error, status
):
    response = come(visitor, fc.refuse(go(visitor), error))
    assert response.status_code == status
    assert "connectez-vous par courriel" in response.content.decode()
    assert error not in response.content.decode()


def test_a_provider_that_is_away_is_said_to_be_at_once(fc, visitor):
    fc.cheats.statuses["openid-configuration"] = 502
    response = visitor.post(START)
    assert response.status_code == 503
    assert response["Retry-After"] == "60"
    assert TRY_AGAIN in response.content.decode()


def test_a_closed_account_is_not_opened(fc, owner, visitor, go, come):
    owner.is_active = False
    owner.save()
    response = come(visitor, fc.consent(go(visitor)))
    assert response.status_code == 403
    assert "Ce compte est fermé" in response.content.decode()
    assert not is_in(visitor)


def test_an_account_closed_on_the_way_is_not_opened(fc, owner, visitor, go, come):
    back = fc.consent(go(visitor))
    owner.is_active = False
    owner.save()
    assert come(visitor, back).status_code == 403


def test_an_account_deleted_on_the_way_is_not_there_any_more(fc, owner, visitor, go, come):
    back = fc.consent(go(visitor))
    owner.delete()
    assert come(visitor, back)["Location"] == FIRST
    assert not is_in(visitor)


def test_somebody_else_who_was_signed_in_here_no_longer_is(
    fc, owner, make_user, client_for, portal, go, come
):
    """A flow begun in one window, a sign-in in another: the last one counts."""
    client, other = client_for(portal), make_user()
    back = fc.consent(go(client))
    client.force_login(other, "django.contrib.auth.backends.ModelBackend")
    come(client, back)
    assert not SignIn.objects.filter(user=other).exists()


def test_too_many_starts_from_one_network_are_stopped(fc, visitor, client_for, portal):
    for _number in range(30):
        assert visitor.post(START).status_code == 200
    response = visitor.post(START)
    assert response.status_code == 429
    assert "Trop de tentatives" in response.content.decode()
    neighbour = client_for(portal, REMOTE_ADDR="198.51.100.7")
    assert neighbour.post(START).status_code == 200


# What it is worth ---------------------------------------------------------------------------------


@pytest.mark.parametrize(("acr", "is_strong"), [("eidas1", False), ("eidas2", True),
                                                ("eidas3", True)])  # fmt: skip
def test_a_sign_in_is_strong_from_the_substantial_level_on(
    fc, owner, visitor, go, come, acr, is_strong
):
    fc.acr = acr
    come(visitor, fc.consent(go(visitor)))
    assert SignIn.objects.get(user=owner).strong is is_strong
    assert bool(visitor.session.get("strong")) is is_strong


def test_a_level_of_proconnects_own_is_not_strong(local, settings, resident, visitor, go, come):
    settings.IDENTITY_PROVIDERS = (local.settings("proconnect"),)
    uid = exchange.uid(local.settings("proconnect"), "42")
    accounts.link(resident, exchange.Identity("proconnect", uid))
    local.acr = "eidas1-mfa"
    come(visitor, local.consent(go(visitor, "proconnect")))
    assert SignIn.objects.get(user=resident).strong is False


def test_a_second_factor_is_asked_for_as_after_a_code(fc, owner, visitor, go, come):
    Authenticator.objects.create(user=owner, type="totp", data={"secret": "x"})
    fc.acr = "eidas2"
    with suppress(NoReverseMatch):  # the page may not be there yet
        come(visitor, fc.consent(go(visitor)))
    assert not SignIn.objects.exists()
    assert not is_in(visitor)


# The page that leads on ---------------------------------------------------------------------------


def test_the_policy_for_forms_stays_as_it_is(fc, visitor):
    for response in (visitor.get("/compte/connexion/"), visitor.post(START)):
        assert "form-action 'self';" in f"{response['Content-Security-Policy']};"
        assert "127.0.0.1" not in response["Content-Security-Policy"]


def test_the_way_out_is_a_page_that_nobody_keeps(fc, visitor):
    response = visitor.post(START)
    assert response.status_code == 200  # a redirect of a form is what the policy forbids
    assert "no-store" in response["Cache-Control"]
    address = response["Refresh"].removeprefix("0; url=")
    assert address.replace("&", "&amp;") in response.content.decode()


def test_the_sign_in_page_offers_it_in_the_agreed_words(fc, visitor):
    page = visitor.get("/compte/connexion/?next=/forum/").content.decode().replace("\u00a0", " ")
    assert "S’identifier avec FranceConnect" in page
    assert "Qu’est-ce que FranceConnect ?" in page
    assert f'action="{START}?next=%2Fforum%2F"' in page
    assert "<img" not in page.split('class="identities"')[1].split("</section>")[0]


def test_a_provider_that_is_gone_keeps_its_word(settings):
    assert label_of("ancien") == "ancien"

"""The first visit with an identity: nobody's account is opened because of an address."""

import time

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from allauth.socialaccount.models import SocialAccount

from sites.accounts.identities import accounts, exchange
from sites.accounts.identities.exchange import Identity
from sites.accounts.models import User
from sites.notifications.models import Mail
from tests.browsing import Browser, address
from tests.sites.accounts.entering import code_in_mail, name_shown

pytestmark = pytest.mark.django_db

START = "/compte/connexion/avec/franceconnect/"
FIRST, JOIN = "/compte/connexion/premiere-fois/", "/compte/securite/identites/relier/"
DECLINE, LIST = "/compte/securite/identites/ne-pas-relier/", "/compte/securite/identites/"
KNOWN = "Cette adresse a déjà un compte : connectez-vous pour relier"
PERSON = {"pseudonym": "Lilas"}


def words(response) -> str:
    return response.content.decode().replace("\u00a0", " ")


@pytest.fixture
def browser(portal):
    browser = Browser()
    browser.get(address(portal, "/"))
    return browser


def arrive(browser: Browser, provider, name: str = "franceconnect", query: str = "", **person):
    """To the provider and back; the page one is on then."""
    start = f"http://quartiers.localhost:8000/compte/connexion/avec/{name}/{query}"
    away = browser.post(start)["Refresh"].removeprefix("0; url=")
    return browser.get(provider.consent(away, **person))


def give_code(browser: Browser, email: str):
    """Ask for a code at the entrance that the page leads to, and give it."""
    browser.post("/compte/connexion/?next=" + JOIN, {"email": email})
    return browser.post(browser.url, {"code": code_in_mail()})


def identities_of(user: User) -> int:
    return SocialAccount.objects.filter(user=user).count()


def test_somebody_new_proves_the_address_chooses_a_name_and_links(fc, browser, council):
    page = arrive(browser, fc, email="lilas@exemple.fr")
    assert browser.url.endswith(FIRST)
    assert "Première visite avec FranceConnect" in words(page)
    assert 'value="lilas@exemple.fr"' in words(page)
    assert not Mail.objects.exists()  # coming back sends nothing by itself
    give_code(browser, "lilas@exemple.fr")
    browser.post(browser.url, PERSON)
    assert browser.url.endswith(JOIN)
    page = browser.post(browser.url)
    assert "FranceConnect est relié à votre compte" in words(page)
    user = User.objects.get(pseudonym="Lilas")
    assert identities_of(user) == 1
    told = Mail.objects.latest("pk")
    assert told.to == "lilas@exemple.fr"
    assert "FranceConnect est relié" in told.subject
    assert f"http://quartiers.localhost:8000{LIST}" in told.text


def test_the_next_time_it_takes_one_step(fc, browser, client_for, portal, go, come):
    arrive(browser, fc)
    give_code(browser, "lilas@exemple.fr")
    browser.post(browser.url, PERSON)
    browser.post(browser.url)
    client = client_for(portal)
    assert come(client, fc.consent(go(client)))["Location"] == "/compte/"


def test_afterwards_one_is_where_one_was_going(fc, browser, council):
    browser.get(address(council, "/compte/connexion/?next=/forum/"))
    query = browser.url.partition("?")[2]
    arrive(browser, fc, query=f"?{query}")
    give_code(browser, "lilas@exemple.fr")
    browser.post(browser.url, PERSON)
    page = browser.post(browser.url)
    assert browser.url == address(council, "/forum/")
    assert name_shown(page) == "Lilas"


def test_the_address_may_be_another_than_the_provider_says(fc, browser):
    arrive(browser, fc, email="vieille@exemple.fr")
    give_code(browser, "nouvelle@exemple.fr")
    browser.post(browser.url, PERSON)
    assert User.objects.get(pseudonym="Lilas").email == "nouvelle@exemple.fr"


@pytest.mark.parametrize("email", ["", "not an address", 7, None, "x" * 300 + "@exemple.fr"])
def test_an_address_that_is_none_is_asked_for(fc, browser, email):
    page = arrive(browser, fc, email=email)
    assert "Recevoir un code" in words(page)
    assert 'value="not' not in words(page)


# Somebody else's address --------------------------------------------------------------------------


def test_the_address_of_an_account_does_not_open_it(fc, browser, resident):
    """A takeover: whoever sets the provider's address to a neighbour's gets a mail box to open."""
    page = arrive(browser, fc, email=resident.email)
    assert browser.url.endswith(FIRST)
    assert name_shown(page) == ""
    assert identities_of(resident) == 0
    for path in (JOIN, LIST, "/compte/"):
        browser.get(path)
        assert "/compte/connexion/" in browser.url


def test_until_the_mail_is_read_a_known_address_looks_like_any_other(
    fc, client_for, portal, resident, go, come
):
    seen = []
    for email in (resident.email, "personne@exemple.fr"):
        client = client_for(portal)
        response = come(client, fc.consent(go(client), sub=email, email=email))
        page = client.get(response["Location"])
        seen.append((response["Location"], words(page).replace(email, "…")))
    strip = [(place, page.split('<form class="form desk"')[0]) for place, page in seen]
    assert strip[0] == strip[1]


def test_the_owner_reads_the_mail_is_let_in_and_links(fc, browser, resident):
    arrive(browser, fc, email=resident.email)
    page = give_code(browser, resident.email)
    assert "Relier FranceConnect à votre compte ?" in words(page)
    assert identities_of(resident) == 0  # not before they say so
    browser.post(browser.url)
    assert identities_of(resident) == 1
    assert not User.objects.exclude(pk=resident.pk).filter(email=resident.email).exists()


def test_who_reads_the_mail_but_lacks_the_second_factor_links_nothing(fc, browser, resident):
    Authenticator.objects.create(user=resident, type="totp", data={"secret": "x"})
    fc.acr = "eidas3"  # a strong identity must not become the way round it
    arrive(browser, fc, email=resident.email)
    browser.post("/compte/connexion/?next=" + JOIN, {"email": resident.email})
    try:
        browser.post(browser.url, {"code": code_in_mail()})
    except Exception as error:  # the page may not be there yet
        assert "mfa_authenticate" in str(error)  # noqa: PT017
    browser.post(f"http://quartiers.localhost:8000{JOIN}")
    assert "/compte/connexion/" in browser.url
    assert identities_of(resident) == 0


def test_another_person_on_a_shared_computer_is_asked_and_may_decline(fc, browser, resident):
    arrive(browser, fc, email="lilas@exemple.fr")
    give_code(browser, resident.email)
    browser.post(DECLINE)
    assert identities_of(resident) == 0
    page = browser.get(JOIN)
    assert browser.url.endswith(LIST)
    assert "Aucune identité" in words(page)


def test_an_identity_waits_for_half_an_hour(fc, browser, resident):
    arrive(browser, fc, email=resident.email)
    with time_machine.travel(time.time() + 1801):
        browser.get(FIRST)
        assert browser.url.endswith("/compte/connexion/")


def test_it_waits_in_its_own_browser(fc, browser, fresh, resident):
    arrive(browser, fc)
    other = fresh(resident)
    assert other.get(JOIN)["Location"] == LIST
    assert other.post(JOIN)["Location"] == LIST
    assert identities_of(resident) == 0


def test_linking_takes_a_form_of_ours(fc, client_for, portal, resident, go, come, fresh):
    client = client_for(portal)
    come(client, fc.consent(go(client)))
    fresh(resident, client)
    client.handler.enforce_csrf_checks = True
    assert client.post(JOIN).status_code == 403
    assert client.get(JOIN).status_code == 200
    assert identities_of(resident) == 0


def test_a_number_of_the_provider_that_was_somebody_elses_is_not_handed_on(
    fc, browser, owner, client_for, portal, go, come
):
    """The provider gives « 42 » to a new person: it is the old owner's identity all the same."""
    client = client_for(portal)
    come(client, fc.consent(go(client), sub="42", email="nouveau@exemple.fr"))
    assert SocialAccount.objects.get().user == owner
    assert not User.objects.filter(email="nouveau@exemple.fr").exists()


def test_the_same_number_of_another_issuer_is_another_person(
    fc, owner, settings, visitor, go, come
):
    """An install that moves from the provider's test system to the real one."""
    before = exchange.uid(fc.settings(), "42")
    moved = fc.settings(issuer="https://oidc.franceconnect.gouv.fr/api/v2")
    assert exchange.uid(moved, "42") != before
    settings.IDENTITY_PROVIDERS = (fc.settings("proconnect"),)
    response = come(visitor, fc.consent(go(visitor, "proconnect"), sub="42"))
    assert response["Location"] == FIRST


def test_an_identity_belongs_to_one_account(resident, make_user, fc):
    identity, other = Identity("franceconnect", "a" * 64), make_user()
    assert accounts.link(resident, identity) is True
    assert accounts.link(resident, identity) is False
    with pytest.raises(accounts.Taken):
        accounts.link(other, identity)
    assert identities_of(other) == 0


# A provider that vouches for addresses ------------------------------------------------------------


@pytest.fixture
def vouching(local, settings):
    """A generic provider whose ``email_verified`` the install believes."""
    settings.IDENTITY_PROVIDERS = (local.settings("generic", email_proven=True),)
    local.cheats.info_kind = "application/json"
    return local


def test_an_address_vouched_for_needs_no_code(vouching, browser):
    page = arrive(browser, vouching, "generic", email_verified=True)
    assert browser.url.partition("?")[0].endswith("/compte/inscription/")
    assert "lilas@exemple.fr" in words(page)
    browser.post(browser.url, PERSON)
    browser.post(browser.url)
    assert identities_of(User.objects.get(pseudonym="Lilas")) == 1


def test_even_an_address_vouched_for_opens_no_account(vouching, browser, resident):
    page = arrive(browser, vouching, "generic", email=resident.email, email_verified=True)
    assert KNOWN in words(page)
    assert name_shown(page) == ""
    browser.get(JOIN)
    assert "/compte/connexion/" in browser.url
    assert identities_of(resident) == 0
    give_code(browser, resident.email)
    browser.post(browser.url)
    assert identities_of(resident) == 1


@pytest.mark.parametrize("said", [False, None, "true", 1])
def test_only_a_plain_yes_vouches(vouching, browser, said):
    arrive(browser, vouching, "generic", email_verified=said)
    assert browser.url.endswith(FIRST)


@pytest.mark.parametrize("kind", ["franceconnect", "proconnect"])
def test_franceconnect_and_proconnect_never_do(local, settings, browser, kind):
    settings.IDENTITY_PROVIDERS = (local.settings(kind),)
    arrive(browser, local, kind, email_verified=True)
    assert browser.url.endswith(FIRST)

"""« Vous reviendrez ensuite sur : … »: the entrance says which host it leads back to."""

import pytest

from tests.browsing import Browser, address
from tests.factories import PASSWORD

from .entering import CODE, LOGIN, PASSWORD_PAGE, code_in_mail, link_in_mail, words_of
from .factoring import give_app

pytestmark = pytest.mark.django_db

SAID = "Vous reviendrez ensuite sur :"


@pytest.fixture
def browser() -> Browser:
    return Browser()


def told(response) -> str:
    """What follows the colon; empty where nothing is said."""
    return words_of(response).partition(SAID)[2].strip()


def start(browser: Browser, place):
    return browser.get(address(place, f"{LOGIN}?next=/forum/"))


def test_a_council_is_called_by_its_name(browser, portal, council):
    assert told(start(browser, council)).startswith(council.name)


def test_so_is_the_administration(browser, portal):
    assert told(start(browser, "admin")).startswith("l’administration")


@pytest.mark.parametrize("query", ["", "?next=/forum/"])
def test_nothing_is_said_on_the_way_to_the_portal(browser, portal, query):
    assert told(browser.get(address(portal, LOGIN + query))) == ""


@pytest.mark.parametrize("host", ["evil.example", "<b>La Mairie</b>", "localhost", ""])
def test_nobody_elses_host_is_named(browser, portal, host):
    page = browser.get(address(portal, f"{LOGIN}?pour={host}&suite=/"))
    assert page.status_code == 200
    assert told(page) == ""


def test_every_page_up_to_the_account_says_it(browser, portal, council):
    start(browser, council)
    query = browser.url.partition("?")[2]
    password = browser.get(address(portal, f"{PASSWORD_PAGE}?{query}"))
    browser.get(address(portal, f"{LOGIN}?{query}"))
    code = browser.post(browser.url, {"email": "lilas@exemple.fr"})
    link = Browser().get(link_in_mail())
    browser.get(address(portal, f"{CODE}?{query}"))
    sign_up = browser.post(browser.url, {"code": code_in_mail()})
    for page in (password, code, link, sign_up):
        assert told(page).startswith(council.name)


def test_the_second_step_says_it_too(browser, portal, council, resident):
    give_app(resident)
    start(browser, council)
    query = browser.url.partition("?")[2]
    browser.get(address(portal, f"{PASSWORD_PAGE}?{query}"))
    step = browser.post(browser.url, {"email": resident.email, "password": PASSWORD})
    assert "Deuxième étape" in words_of(step)
    assert told(step).startswith(council.name)
    assert told(browser.get("secours/")).startswith(council.name)

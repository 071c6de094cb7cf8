"""The list of sign-ins: one's own, each to be ended on every host."""

import pytest

from sites.accounts import devices
from sites.accounts.models import SignIn
from tests.browsing import Browser, address

from .entering import name_shown, sign_in, words_of

pytestmark = pytest.mark.django_db

PAGE = "/compte/securite/connexions/"
PHONE = "Mozilla/5.0 (Android 15; Mobile; rv:140.0) Gecko/140.0 Firefox/140.0"
LAPTOP = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 Chrome/140.0.0.0 Safari/537.36"


@pytest.fixture
def phone(council, resident) -> Browser:
    browser = Browser(**{"user-agent": PHONE})
    sign_in(browser, council, resident.email)
    return browser


@pytest.fixture
def laptop(portal, resident) -> Browser:
    browser = Browser(**{"user-agent": LAPTOP})
    sign_in(browser, portal, resident.email)
    return browser


def test_names_browsers_and_sites(phone, laptop, portal, council):
    page = words_of(laptop.get(address(portal, PAGE)))
    assert "Firefox sur Android" in page
    assert "Chrome sur Linux" in page
    assert council.name in page
    assert page.count("Ce navigateur") == 1


def test_one_is_ended_on_every_host(phone, laptop, portal, council, resident):
    theirs = SignIn.objects.get(device__contains="Android")
    laptop.post(address(portal, PAGE), {"connexion": str(theirs.pk)})
    assert not name_shown(phone.get(address(council, "/compte/")))
    assert name_shown(laptop.get(address(portal, "/compte/"))) == resident.pseudonym


def test_all_others_are(phone, laptop, portal, council):
    laptop.post(address(portal, PAGE), {"connexion": "autres"})
    assert SignIn.objects.count() == 1
    assert name_shown(laptop.get(address(portal, "/compte/")))


def test_somebody_else_s_is_neither_shown_nor_ended(phone, portal, make_user):
    theirs = SignIn.objects.get()
    other = Browser(**{"user-agent": LAPTOP})
    sign_in(other, portal, make_user().email)
    assert "Android" not in other.get(address(portal, PAGE)).content.decode()
    other.post(address(portal, PAGE), {"connexion": str(theirs.pk)})
    assert SignIn.objects.filter(pk=theirs.pk).exists()


@pytest.mark.parametrize("which", ["", "x", "-1", "9" * 40, "٣", "0"])
def test_nonsense_ends_nothing(laptop, portal, which):
    assert laptop.post(address(portal, PAGE), {"connexion": which}).status_code == 200
    assert SignIn.objects.count() == 1


def test_nobody_reads_it_without_being_inside(portal):
    browser = Browser()
    browser.get(address(portal, PAGE))
    assert "/compte/connexion/" in browser.url


@pytest.mark.parametrize(
    ("agent", "words"),
    [
        (PHONE, "Firefox sur Android"),
        (LAPTOP, "Chrome sur Linux"),
        (LAPTOP + " Edg/140.0", "Edge sur Linux"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 19_0) Version/19.0 Safari/604.1", "Safari sur iPhone"),
        ("curl/8", ""),
        ("", ""),
        ("<script>Firefox", "Firefox"),
    ],
)
def test_a_browser_is_named_in_words(rf, agent, words):
    assert devices.name_of(rf.get("/", headers={"user-agent": agent})) == words

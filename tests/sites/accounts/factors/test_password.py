"""A password on the security page: set, changed, taken away; every other device is signed out."""

import pytest

from sites.accounts.models import SignIn
from tests import factories
from tests.browsing import Browser, address
from tests.sites.accounts.factoring import SECURITY, confirm_by_password, enter_password, mails

pytestmark = pytest.mark.django_db

PATH = "/compte/securite/mot-de-passe/"
NEW = "canal lanterne écluse péniche"


@pytest.fixture
def client(client_for, portal, resident):
    client = client_for(portal, resident)
    confirm_by_password(client)
    return client


def change(client, new=NEW, again=None, current=factories.PASSWORD):
    data = {"current": current, "new_password": new, "again": again or new}
    return client.post(PATH, data)


def test_is_changed(client, resident):
    assert change(client)["Location"] == SECURITY
    resident.refresh_from_db()
    assert resident.check_password(NEW)


def test_ends_every_other_session_and_keeps_this_one(client, client_for, portal, council, resident):
    others = [client_for(place, resident) for place in (portal, council)]
    change(client)
    assert client.get("/compte/").status_code == 200
    assert [other.get("/compte/").status_code for other in others] == [302, 302]
    assert SignIn.objects.filter(user=resident).count() == 1


def test_is_told_by_mail(client, resident):
    change(client)
    assert (mails()[-1].to, mails()[-1].subject) == (resident.email, "Votre mot de passe a changé")


def test_needs_the_one_of_today(client, resident):
    page = change(client, current="faux")
    assert "pas votre mot de passe" in page.content.decode()
    resident.refresh_from_db()
    assert not resident.check_password(NEW)


def test_of_today_is_guessed_five_times(client, resident):
    for _ in range(5):
        change(client, current="faux")
    assert change(client).status_code == 429


@pytest.mark.parametrize(
    "weak", ["court", "motdepasse", "password123", "12345678901234", "sureau@exemple.fr", "x" * 129]
)
def test_must_not_be_weak(client, resident, weak):
    page = change(client, new=weak)
    assert "field-error" in page.content.decode()
    resident.refresh_from_db()
    assert resident.check_password(factories.PASSWORD)


def test_typed_twice_must_be_the_same(client):
    assert "diffèrent" in change(client, again="autre chose").content.decode()


def test_is_not_shown_again_after_an_error(client):
    assert NEW not in change(client, again="autre chose").content.decode()


def test_may_be_pasted_and_kept_by_a_manager(client):
    page = client.get(PATH).content.decode()
    assert 'autocomplete="new-password"' in page
    assert 'autocomplete="current-password"' in page


def test_may_be_none(client, resident, portal):
    client.post(PATH + "retirer/")
    resident.refresh_from_db()
    assert not resident.has_usable_password()
    assert client.get("/compte/").status_code == 200
    browser = Browser()
    enter_password(browser, portal, resident.email)
    assert browser.url == address(portal, "/compte/connexion/mot-de-passe/")


def test_may_be_chosen_by_who_has_none(client, resident):
    client.post(PATH + "retirer/")
    assert 'name="current"' not in client.get(PATH).content.decode()
    client.post(PATH, {"new_password": NEW, "again": NEW})
    resident.refresh_from_db()
    assert resident.check_password(NEW)

"""A new account: an address that was proven, a pseudonym; one account in any case."""

from datetime import timedelta

import pytest
import time_machine
from allauth.account.models import EmailAddress
from django.utils import timezone

from sites.accounts.entering import making
from sites.accounts.guard import SIGN_UPS
from sites.accounts.models import User
from tests.browsing import Browser, address
from tests.races import at_once

from .entering import (
    HOME,
    LOGIN,
    SIGN_UP,
    Entrance,
    code_in_mail,
    link_in_mail,
    name_shown,
    words_of,
)

pytestmark = pytest.mark.django_db

EMAIL = "nouvelle@exemple.fr"


@pytest.fixture
def proven(entrance) -> Entrance:
    """A browser in which EMAIL was proven a moment ago."""
    assert entrance.prove(EMAIL)["Location"] == SIGN_UP
    return entrance


class TestTheWay:
    def test_takes_a_code_and_a_pseudonym(self, proven):
        response = proven.sign_up("Mésange du canal")
        assert (response.status_code, response["Location"]) == (302, "/compte/")
        assert name_shown(proven.client.get("/compte/")) == "Mésange du canal"

    def test_leads_back_to_the_council_s_site(self, council):
        browser = Browser()
        browser.get(address(council, "/compte/connexion/?next=/le-conseil/"))
        browser.post(browser.url, {"email": EMAIL})
        browser.post(browser.url, {"code": code_in_mail()})
        page = browser.post(browser.url, {"pseudonym": "Mésange"})
        assert browser.url == address(council, "/le-conseil/")
        assert name_shown(page) == "Mésange"

    def test_by_the_link_in_another_browser_too(self, council):
        asking, reading = Browser(), Browser()
        asking.get(address(council, "/compte/connexion/?next=/le-conseil/"))
        asking.post(asking.url, {"email": EMAIL})
        reading.get(link_in_mail())
        reading.post(reading.url)
        page = reading.post(reading.url, {"pseudonym": "Mésange"})
        assert reading.url == address(council, "/le-conseil/")
        assert name_shown(page) == "Mésange"

    def test_makes_an_account_without_a_password_whose_address_is_confirmed(self, proven):
        proven.sign_up("Mésange")
        user = User.objects.get()
        assert user.email == EMAIL
        assert not user.has_usable_password()
        assert (user.charter_accepted_at, user.charter_version) == (None, "")
        assert not user.is_staff
        assert not user.groups.exists()
        row = EmailAddress.objects.get(user=user)
        assert (row.email, row.verified, row.primary) == (EMAIL, True, True)

    def test_takes_nothing_else_from_the_form(self, proven):
        more = {"is_staff": "on", "is_superuser": "on", "email": "autre@exemple.fr", "groups": "1"}
        proven.sign_up("Mésange", **more)
        user = User.objects.get()
        assert (user.email, user.is_staff, user.is_superuser) == (EMAIL, False, False)

    def test_shows_the_address(self, proven):
        page = proven.client.get(SIGN_UP)
        assert f"L’adresse {EMAIL} est confirmée" in words_of(page)
        assert "no-store" in page["Cache-Control"]


class TestWhatIsAsked:
    def test_the_name_with_words(self, proven):
        page = proven.client.post(SIGN_UP, {})
        # an empty form is as good as none sent: Django does not bind it
        page = proven.client.post(SIGN_UP, {"pseudonym": ""})
        assert page.context["form"].has_error("pseudonym", "required")
        assert not User.objects.exists()

    def test_a_pseudonym_that_is_free(self, proven, resident):
        for taken in (resident.pseudonym, resident.pseudonym.upper(), f" {resident.pseudonym} "):
            page = proven.sign_up(taken)
            assert "Ce pseudonyme est déjà pris" in words_of(page)
            assert f'value="{taken}"' in page.content.decode()
        assert User.objects.count() == 1

    @pytest.mark.parametrize(
        "pseudonym",
        ["x", "a" * 41, "a@b.fr", "Mé\u202esange", "Me\u0000sange", "Аlice", "—", "a" * 10_000],
    )
    def test_a_pseudonym_others_can_read(self, proven, pseudonym):
        page = proven.sign_up(pseudonym)
        assert page.status_code == 200
        assert page.context["form"].has_error("pseudonym")
        assert not User.objects.exists()

    def test_a_pseudonym_taken_at_the_same_moment(self, proven, monkeypatch):
        def taken(email, pseudonym):
            raise making.Taken("pseudonym")

        monkeypatch.setattr(making, "make_account", taken)
        page = proven.sign_up("Mésange")
        assert page.status_code == 200
        assert "Ce pseudonyme est déjà pris" in words_of(page)
        monkeypatch.undo()
        assert proven.sign_up("Mésange bleue").status_code == 302


class TestTheProof:
    @pytest.mark.parametrize("method", ["get", "post", "head"])
    def test_cannot_be_done_without(self, entrance, method):
        response = getattr(entrance.client, method)(SIGN_UP)
        assert (response.status_code, response["Location"]) == (302, LOGIN)
        assert entrance.sign_up("Mésange")["Location"] == LOGIN
        assert not User.objects.exists()

    def test_is_not_given_by_asking(self, entrance):
        entrance.ask(EMAIL)
        assert entrance.sign_up("Mésange")["Location"] == LOGIN

    def test_is_of_one_browser(self, proven, another_entrance):
        assert another_entrance.sign_up("Mésange")["Location"] == LOGIN

    def test_lasts_half_an_hour(self, proven):
        with time_machine.travel(timezone.now() + timedelta(minutes=30, seconds=1)):
            assert proven.client.get(SIGN_UP)["Location"] == LOGIN
            assert proven.sign_up("Mésange")["Location"] == LOGIN
        with time_machine.travel(timezone.now() + timedelta(minutes=29, seconds=50)):
            assert proven.sign_up("Mésange")["Location"] == "/compte/"

    def test_changes_the_key_of_the_session_and_so_does_the_sign_in(self, entrance):
        entrance.ask(EMAIL)
        keys = [entrance.client.session.session_key]
        entrance.code(code_in_mail())
        keys.append(entrance.client.session.session_key)
        entrance.sign_up("Mésange")
        keys.append(entrance.client.session.session_key)
        assert len(set(keys)) == 3

    def test_leaves_who_held_the_old_key_outside(self, entrance, another_entrance):
        """Fixation: somebody plants a session, and waits for its owner to prove an address."""
        entrance.ask(EMAIL)
        another_entrance.client.cookies["sessionid"] = entrance.client.session.session_key
        entrance.code(code_in_mail())
        assert another_entrance.sign_up("Voleuse")["Location"] == LOGIN

    def test_makes_one_account(self, proven):
        proven.sign_up("Mésange")
        proven.client.post("/compte/deconnexion/")
        assert proven.sign_up("Mésange bleue")["Location"] == LOGIN
        assert User.objects.count() == 1


class TestTwoWindows:
    def test_of_two_browsers_make_one_account(self, proven, another_entrance):
        another_entrance.prove(EMAIL)
        proven.sign_up("Mésange")
        response = another_entrance.sign_up("Mésange bleue")
        assert response["Location"] == "/compte/"
        assert name_shown(another_entrance.client.get("/compte/")) == "Mésange"

    def test_with_the_same_pseudonym_too(self, proven, another_entrance):
        another_entrance.prove(EMAIL)
        proven.sign_up("Mésange")
        assert another_entrance.sign_up("Mésange")["Location"] == "/compte/"
        assert another_entrance.is_inside

    def test_of_one_browser_go_on(self, proven):
        proven.sign_up("Mésange")
        assert proven.sign_up("Mésange bleue")["Location"] == "/compte/"
        assert User.objects.get().pseudonym == "Mésange"

    def test_do_not_open_an_account_that_was_closed_meanwhile(self, proven, make_user):
        make_user(email=EMAIL.upper(), is_active=False)
        assert proven.sign_up("Mésange").status_code == 403
        assert not proven.is_inside

    def test_a_get_lets_nobody_in(self, proven, make_user):
        make_user(email=EMAIL)
        proven.client.get(SIGN_UP)
        assert not proven.is_inside

    @pytest.mark.postgres
    @pytest.mark.django_db(transaction=True)
    @pytest.mark.parametrize("names", [("Mésange", "Pinson"), ("Mésange", "Mésange")])
    def test_at_once_make_one_account(self, client_for, portal, names):
        entrances = [Entrance(client_for(portal)) for _browser in range(2)]
        for one in entrances:
            one.prove(EMAIL)
        answers = at_once(
            lambda: entrances[0].sign_up(names[0]), lambda: entrances[1].sign_up(names[1])
        )
        assert [answer.status_code for answer in answers] == [302, 302]
        assert all(one.is_inside for one in entrances)
        assert User.objects.count() == 1

    @pytest.mark.postgres
    @pytest.mark.django_db(transaction=True)
    def test_of_two_people_at_once_take_a_pseudonym_once(self, client_for, portal):
        entrances = [Entrance(client_for(portal)) for _browser in range(2)]
        for number, one in enumerate(entrances):
            one.prove(f"personne{number}@exemple.fr")
        answers = at_once(*[lambda one=one: one.sign_up("Mésange") for one in entrances])
        assert sorted(answer.status_code for answer in answers) == [200, 302]
        assert User.objects.count() == 1


class TestAnAddressThatSomebodyElseHad:
    def test_is_no_longer_theirs(self, proven, resident):
        """A row that stayed behind when an account moved to another address."""
        EmailAddress.objects.create(user=resident, email=EMAIL, verified=True, primary=False)
        assert proven.sign_up("Mésange")["Location"] == "/compte/"
        assert EmailAddress.objects.get(email=EMAIL).user.pseudonym == "Mésange"


class TestHowMany:
    def test_thirty_a_day_on_one_network(self, proven):
        for _account in range(30):
            assert not SIGN_UPS.take(HOME)
        page = proven.sign_up("Mésange")
        assert page.status_code == 429
        assert "Trop de comptes créés aujourd’hui depuis ce réseau." in words_of(page)
        assert 'value="Mésange"' in page.content.decode()
        assert not User.objects.exists()
        assert proven.sign_up("Mésange", network="198.51.100.9").status_code == 302

    def test_and_again_the_next_day(self, entrance):
        for _account in range(31):
            SIGN_UPS.take(HOME)
        with time_machine.travel(timezone.now() + timedelta(days=1, seconds=1)):
            entrance.prove(EMAIL)
            assert entrance.sign_up("Mésange").status_code == 302

    def test_does_not_keep_out_who_has_an_account(self, entrance, resident):
        for _account in range(31):
            SIGN_UPS.take(HOME)
        entrance.prove(resident.email)
        assert entrance.is_inside

"""The second step of a sign-in: asked of whoever set one up, guessed by nobody."""

import threading
from datetime import timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.db import connection
from django.utils import timezone

from sites.accounts.factors import app_codes, recovery_codes
from sites.accounts.models import SignIn
from tests.browsing import Browser, address
from tests.sites.accounts.entering import name_shown, sign_in
from tests.sites.accounts.factoring import (
    STEP,
    app_code,
    enter_password,
    give_app,
    give_codes,
)

pytestmark = pytest.mark.django_db

LOST = STEP + "secours/"


@pytest.fixture
def browser() -> Browser:
    return Browser()


@pytest.fixture
def at_step(browser, portal, resident) -> Browser:
    """A browser whose person has given their password and owes the code of their app."""
    give_app(resident)
    enter_password(browser, portal, resident.email)
    return browser


def is_inside(browser, portal) -> bool:
    return bool(name_shown(browser.get(address(portal, "/compte/"))))


def send(browser, code: str, way: str = "app"):
    name = "code" if way == "app" else "recovery_code"
    return browser.post(browser.url, {"way": way, name: code})


class TestTheStep:
    def test_stands_before_the_end_of_a_sign_in(self, at_step, portal):
        assert at_step.url == address(portal, STEP)
        assert not is_inside(at_step, portal)

    def test_stands_there_after_a_mailed_code_as_well(self, browser, portal, council, resident):
        give_app(resident)
        page = sign_in(browser, council, resident.email, "/actualites/")
        assert browser.url == address(portal, STEP)
        assert not name_shown(page)

    def test_leads_on_to_the_host_one_came_from(self, browser, portal, council, resident):
        give_app(resident)
        sign_in(browser, council, resident.email, "/actualites/")
        page = send(browser, app_code())
        assert browser.url == address(council, "/actualites/")
        assert name_shown(page) == resident.pseudonym

    def test_makes_the_sign_in_strong(self, at_step, resident):
        send(at_step, app_code())
        assert SignIn.objects.get(user=resident).strong

    def test_is_not_shown_to_who_has_set_nothing_up(self, browser, portal, resident):
        enter_password(browser, portal, resident.email)
        assert browser.url == address(portal, "/compte/")
        assert not SignIn.objects.get(user=resident).strong

    def test_is_closed_to_an_account_that_was_closed_meanwhile(self, at_step, portal, resident):
        resident.is_active = False
        resident.save()
        page = send(at_step, app_code())
        assert page.status_code == 403
        assert not SignIn.objects.filter(user=resident).exists()

    def test_is_nowhere_without_a_first_step(self, browser, portal):
        browser.get(address(portal, STEP))
        assert browser.url.startswith(address(portal, "/compte/connexion/"))

    def test_lives_on_the_portal_only(self, browser, council, portal):
        browser.get(address(council, STEP), follow=False)
        response = browser.client(council.site.hostname).post(STEP, {"way": "app", "code": "1"})
        assert response.status_code == 404

    def test_lets_a_phone_fill_the_code_in(self, at_step):
        html = at_step.get(at_step.url).content.decode()
        assert 'autocomplete="one-time-code"' in html
        assert 'inputmode="numeric"' in html


class TestACodeOfTheApp:
    @pytest.mark.parametrize("steps", [-1, 0, 1])
    def test_may_be_a_step_early_or_late(self, at_step, portal, steps):
        send(at_step, app_code(steps))
        assert is_inside(at_step, portal)

    @pytest.mark.parametrize("steps", [-2, 2])
    def test_may_not_be_two(self, at_step, portal, steps):
        page = send(at_step, app_code(steps))
        assert "pas le bon" in page.content.decode()
        assert not is_inside(at_step, portal)

    def test_may_be_typed_with_spaces(self, at_step, portal):
        code = app_code()
        send(at_step, f" {code[:3]} {code[3:]} ")
        assert is_inside(at_step, portal)

    def test_is_good_once_even_in_another_process(self, at_step, portal, resident):
        code = app_code()
        send(at_step, code)
        other = Browser()
        enter_password(other, portal, resident.email)
        send(other, code)
        assert not is_inside(other, portal)

    def test_older_than_one_that_was_used_is_worth_nothing(self, at_step, portal, resident):
        send(at_step, app_code(0))
        other = Browser()
        enter_password(other, portal, resident.email)
        send(other, app_code(-1))
        assert not is_inside(other, portal)

    @pytest.mark.parametrize("typed", ["", "abc", "１２３４５６", "0" * 500, "000000\0"])
    def test_that_is_no_code_gets_words(self, at_step, typed):
        page = send(at_step, typed)
        assert page.status_code == 200
        assert "field-error" in page.content.decode()

    def test_of_somebody_else_is_worth_nothing(self, at_step, portal, make_user):
        stranger = make_user()
        Authenticator.objects.create(
            user=stranger, type="totp", data={"secret": "no key opens this", "last_step": -1}
        )
        assert app_codes.use(stranger, app_code()) is None


class TestARecoveryCode:
    @pytest.fixture
    def codes(self, at_step, portal, resident) -> list[str]:
        noted = give_codes(resident)
        at_step.get(address(portal, LOST))
        return noted

    def test_opens(self, codes, at_step, portal, resident):
        send(at_step, codes[3], "recovery")
        assert is_inside(at_step, portal)
        assert SignIn.objects.get(user=resident).strong
        assert recovery_codes.left(recovery_codes.row_of(resident)) == 9

    def test_may_be_typed_as_one_likes(self, codes, at_step, portal):
        send(at_step, f"  {codes[0].upper().replace('-', ' ')} ", "recovery")
        assert is_inside(at_step, portal)

    def test_is_good_once(self, codes, at_step, portal, resident):
        send(at_step, codes[0], "recovery")
        other = Browser()
        enter_password(other, portal, resident.email)
        other.get(address(portal, LOST))
        page = send(other, codes[0], "recovery")
        assert "déjà servi" in page.content.decode()
        assert not is_inside(other, portal)

    def test_is_kept_as_a_hash(self, codes, resident):
        kept = str(recovery_codes.row_of(resident).data)
        assert not any(code.replace("-", "")[1:] in kept for code in codes)

    def test_is_no_code_of_the_app(self, codes, at_step, portal):
        at_step.get(address(portal, STEP))
        send(at_step, codes[0])
        assert not is_inside(at_step, portal)


class TestGuessing:
    def test_stops_after_ten_codes(self, at_step, portal):
        for _ in range(10):
            assert send(at_step, "000000").status_code == 200
        page = send(at_step, app_code())
        assert page.status_code == 429
        assert not is_inside(at_step, portal)

    def test_goes_on_a_quarter_of_an_hour_later(self, at_step, portal, resident):
        for _ in range(11):
            send(at_step, "000000")
        with time_machine.travel(timezone.now() + timedelta(minutes=16)):
            later = Browser()
            enter_password(later, portal, resident.email)
            send(later, app_code())
            assert is_inside(later, portal)

    def test_from_elsewhere_does_not_lock_the_owner_out(self, at_step, portal, resident):
        send(at_step, app_code(-1))  # at home, a month ago
        for place in range(6):
            thief = Browser()
            thief.client("quartiers.localhost").defaults["REMOTE_ADDR"] = f"203.0.113.{place}"
            enter_password(thief, portal, resident.email)
            for _ in range(10):
                send(thief, "000000")
        at_home = Browser()
        enter_password(at_home, portal, resident.email)
        send(at_home, app_code())
        assert is_inside(at_home, portal)

    def test_from_everywhere_stops_though_each_network_is_new(self, at_step, portal, resident):
        for place in range(7):
            thief = Browser()
            thief.client("quartiers.localhost").defaults["REMOTE_ADDR"] = f"203.0.113.{place}"
            enter_password(thief, portal, resident.email)
            for _ in range(8):
                page = send(thief, "000000")
        assert page.status_code == 429

    def test_of_recovery_codes_counts_with_that_of_the_app(self, at_step, portal, resident):
        codes = give_codes(resident)
        for _ in range(10):
            send(at_step, "000000")
        at_step.get(address(portal, LOST))
        assert send(at_step, codes[0], "recovery").status_code == 429

    def test_is_written_down_without_the_code(self, at_step, resident, caplog):
        caplog.set_level("INFO", "quartiers.accounts")
        send(at_step, "123456")
        lines = [r.getMessage() for r in caplog.records if "second-factor" in r.getMessage()]
        assert lines == [f"second-factor wrong account={resident.pk} network=127.0.0.1"]


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("kind", ["app", "recovery"])
def test_a_code_sent_six_times_at_once_is_good_once(resident, kind):
    give_app(resident)
    code = app_code() if kind == "app" else give_codes(resident)[0]
    use = app_codes.use if kind == "app" else recovery_codes.use
    took = []

    def once():
        took.append(use(resident, code))
        connection.close()

    threads = [threading.Thread(target=once) for _ in range(6)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len([row for row in took if row]) == 1

"""Guessing is slow; and nobody is locked out by somebody else's mistakes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from sites.accounts import guard, limits
from sites.accounts.guard import CODES, PASSWORDS, RESETS, SIGN_UPS, Guard
from sites.accounts.limits import Limit
from sites.accounts.models import Tally
from sites.delivery.network import network_of
from tests.factories import PASSWORD

from .entering import (
    HOME,
    PASSWORD_PAGE,
    Entrance,
    another_than,
    code_in_mail,
    link_in_mail,
    mails,
    path_of,
    words_of,
)

ELSEWHERE = "198.51.100.9"


@pytest.mark.django_db
class TestPasswords:
    def test_stop_after_five_mistakes_and_say_so(self, entrance, resident):
        for _mistake in range(5):
            assert entrance.password(resident.email, "faux").status_code == 200
        response = entrance.password(resident.email)
        assert response.status_code == 429
        words = words_of(response)
        assert "Trop d’essais avec cette adresse. Réessayez dans 15 minutes." in words
        assert f'value="{resident.email}"' in response.content.decode()
        assert not entrance.is_inside

    def test_leave_the_code_as_a_way_in(self, entrance, resident):
        for _mistake in range(6):
            entrance.password(resident.email, "faux")
        entrance.prove(resident.email)
        assert entrance.is_inside

    def test_open_again(self, entrance, resident):
        for _mistake in range(7):
            entrance.password(resident.email, "faux")
        with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
            assert entrance.password(resident.email).status_code == 302

    def test_waiting_is_not_made_longer_by_trying(self, entrance, resident):
        for _mistake in range(6):
            entrance.password(resident.email, "faux")
        with time_machine.travel(timezone.now() + timedelta(minutes=14, seconds=30)):
            assert "Réessayez dans une minute." in words_of(entrance.password(resident.email))

    def test_an_unknown_address_is_stopped_in_the_same_way(self, entrance):
        for _mistake in range(5):
            entrance.password("nulle.part@exemple.fr")
        assert entrance.password("nulle.part@exemple.fr").status_code == 429

    def test_capitals_do_not_give_new_tries(self, entrance, resident):
        for email in (resident.email, resident.email.upper(), f" {resident.email}") * 2:
            entrance.password(email, "faux")
        assert entrance.password(resident.email.title()).status_code == 429

    def test_a_new_browser_gives_no_new_tries(self, client_for, portal, resident):
        for _mistake in range(5):
            Entrance(client_for(portal)).password(resident.email, "faux")
        assert Entrance(client_for(portal)).password(resident.email).status_code == 429

    def test_a_neighbour_on_the_same_network_is_not_locked_out(
        self, entrance, another_entrance, resident, make_user
    ):
        for _mistake in range(30):
            entrance.password(resident.email, "faux")
        assert another_entrance.password(make_user().email).status_code == 302

    def test_an_attack_from_elsewhere_does_not_lock_the_owner_out(
        self, entrance, client_for, portal, resident
    ):
        assert entrance.password(resident.email).status_code == 302
        attacker = Entrance(client_for(portal))
        for n in range(55):
            attacker.password(resident.email, "faux", f"203.0.113.{n}")
        assert attacker.password(resident.email, PASSWORD, "203.0.113.99").status_code == 429
        assert Entrance(client_for(portal)).password(resident.email).status_code == 302

    def test_a_network_that_tries_many_accounts_is_stopped_but_its_regulars_are_not(
        self, entrance, client_for, portal, resident, make_user
    ):
        stranger, attacker = make_user(), Entrance(client_for(portal))
        assert entrance.password(resident.email).status_code == 302
        for n in range(50):
            attacker.password(f"cible{n}@exemple.fr", "faux")
        assert attacker.password(stranger.email).status_code == 429
        assert Entrance(client_for(portal)).password(resident.email).status_code == 302
        assert attacker.password(stranger.email, PASSWORD, ELSEWHERE).status_code == 302

    def test_success_forgets_the_mistakes(self, client_for, portal, resident):
        for _round in range(3):
            entrance = Entrance(client_for(portal))
            for _mistake in range(4):
                entrance.password(resident.email, "faux")
            assert entrance.password(resident.email).status_code == 302

    def test_the_table_names_nobody(self, entrance, resident):
        entrance.password(resident.email, "faux")
        entrance.ask(resident.email)
        rows = list(Tally.objects.values_list("key", flat=True))
        assert len(rows) == 6
        assert not any(resident.email in key or HOME in key for key in rows)


@pytest.mark.django_db
class TestCodes:
    def test_are_mailed_five_times(self, entrance, resident):
        answers = [entrance.ask(resident.email).status_code for _time in range(6)]
        assert answers == [302] * 5 + [429]
        assert len(mails()) == 5

    def test_and_not_more_in_another_browser_of_the_network(
        self, entrance, another_entrance, resident
    ):
        for _time in range(5):
            entrance.ask(resident.email)
        assert another_entrance.ask(resident.email).status_code == 429
        assert len(mails()) == 5

    def test_leave_the_password_as_a_way_in(self, entrance, resident):
        for _time in range(6):
            entrance.ask(resident.email)
        assert entrance.password(resident.email).status_code == 302

    def test_a_used_one_gives_five_more(self, client_for, portal, resident):
        for _round in range(2):
            entrance = Entrance(client_for(portal))
            for _time in range(4):
                entrance.ask(resident.email)
            assert entrance.code(code_in_mail()).status_code == 302

    def test_a_neighbour_is_not_kept_waiting(self, entrance, resident, make_user):
        for _time in range(8):
            entrance.ask(resident.email)
        assert entrance.ask(make_user().email).status_code == 302

    def test_nobody_else_s_keep_their_owner_out(self, entrance, client_for, portal, resident):
        entrance.prove(resident.email)
        attacker = Entrance(client_for(portal))
        for n in range(21):
            last = attacker.ask(resident.email, f"203.0.113.{n}")
        assert last.status_code == 429
        again = Entrance(client_for(portal))
        assert again.ask(resident.email).status_code == 302
        assert again.code(code_in_mail()).status_code == 302

    def test_of_many_addresses_are_stopped_for_their_network(
        self, entrance, client_for, portal, resident
    ):
        entrance.prove(resident.email)
        attacker = Entrance(client_for(portal))
        answers = [attacker.ask(f"cible{n}@exemple.fr").status_code for n in range(60)]
        assert answers == [302] * 59 + [429]  # the resident's own was one
        assert Entrance(client_for(portal)).ask(resident.email).status_code == 302
        assert attacker.ask("cible@exemple.fr", ELSEWHERE).status_code == 302

    def test_forging_a_network_gives_none_more(self, entrance, resident, settings):
        """PROXIES 0: the header says nothing; 1: what our proxy added to it is what counts."""
        for proxies in (0, 1):
            settings.PROXIES = proxies
            own = ", 192.0.2.8" if proxies else ""
            answers = [
                entrance.ask(
                    resident.email, headers={"x-forwarded-for": f"203.0.113.{n}{own}"}
                ).status_code
                for n in range(6)
            ]
            assert answers == [302] * 5 + [429]


@pytest.mark.django_db
class TestGuessing:
    """Six digits are soon tried by who may ask for new ones; the link of the mail is not."""

    REFUSED = "Trop de codes erronés. Ouvrez plutôt le lien du courriel"

    def guess(self, client_for, portal, email, network) -> Entrance:
        entrance = Entrance(client_for(portal))
        entrance.ask(email, network)
        for _try in range(5):
            entrance.code(another_than(code_in_mail()), network)
        return entrance

    def test_an_account_from_everywhere_is_stopped(self, client_for, portal, resident):
        for n in range(6):
            self.guess(client_for, portal, resident.email, f"203.0.113.{n}")
        entrance = Entrance(client_for(portal))
        entrance.ask(resident.email, ELSEWHERE)
        page = entrance.code(code_in_mail(), ELSEWHERE)
        assert page.status_code == 429
        assert self.REFUSED in words_of(page)
        # and its owner is not locked out, here or there
        assert entrance.client.post(path_of(link_in_mail())).status_code == 302

    def test_but_not_where_its_owner_signed_in(self, entrance, client_for, portal, resident):
        entrance.prove(resident.email)
        for n in range(6):
            self.guess(client_for, portal, resident.email, f"203.0.113.{n}")
        again = Entrance(client_for(portal))
        again.prove(resident.email)
        assert again.is_inside

    def test_many_accounts_from_one_network_is_stopped(self, client_for, portal, make_user):
        for n in range(10):
            self.guess(client_for, portal, f"cible{n}@exemple.fr", HOME)
        newcomer = make_user().email
        here, there = Entrance(client_for(portal)), Entrance(client_for(portal))
        here.ask(newcomer)
        assert here.code(code_in_mail()).status_code == 429
        assert there.prove(newcomer, ELSEWHERE).status_code == 302
        here.ask(newcomer)
        assert here.client.post(path_of(link_in_mail())).status_code == 302


@pytest.mark.django_db
def test_each_way_in_has_numbers_of_its_own():
    ways = (PASSWORDS, CODES, RESETS)
    numbers = [SIGN_UPS, *(limit for way in ways for limit in (way.pair, way.account, way.network))]
    assert len({limit.name for limit in numbers}) == len(numbers)
    for way in ways:
        while not Guard("lilas@exemple.fr", HOME, way).wait():
            pass
        others = [Guard("lilas@exemple.fr", ELSEWHERE, other).wait() for other in ways]
        assert others == [0, 0, 0]
        for other in ways:
            other.pair.forget("lilas@exemple.fr", ELSEWHERE)


@pytest.mark.django_db
@pytest.mark.parametrize(("way", "allowed"), [(PASSWORDS, 5), (CODES, 5), (RESETS, 3)])
def test_a_pair_has_a_few_tries(way, allowed):
    waits = [Guard("lilas@exemple.fr", HOME, way).wait() for _try in range(allowed + 1)]
    assert waits[:-1] == [0] * allowed
    assert 890 <= waits[-1] <= 900


@pytest.mark.django_db
def test_one_person_s_mistakes_count_once_for_the_network():
    for _try in range(5):
        one = Guard("lilas@exemple.fr", HOME)
        assert not one.wait()
        one.failed()
    assert PASSWORDS.network.count(HOME) == 1
    assert PASSWORDS.account.count("lilas@exemple.fr") == 5


@pytest.mark.django_db
def test_where_somebody_signed_in_is_remembered_for_a_season():
    Guard("lilas@exemple.fr", HOME).succeeded()
    for _try in range(60):
        PASSWORDS.account.take("lilas@exemple.fr")
    assert not Guard("lilas@exemple.fr", HOME).wait()
    assert Guard("lilas@exemple.fr", ELSEWHERE).wait()
    with time_machine.travel(timezone.now() + timedelta(days=91)):
        assert not guard.KNOWN.count("lilas@exemple.fr", HOME)


@pytest.mark.django_db
@pytest.mark.parametrize("proxies", [0, 1])
def test_a_forged_network_is_nobody_s_password_try(entrance, resident, settings, proxies):
    settings.PROXIES = proxies
    own = ", 192.0.2.8" if proxies else ""
    data = {"email": resident.email, "password": "faux"}
    answers = [
        entrance.client.post(
            PASSWORD_PAGE, data, headers={"x-forwarded-for": f"203.0.113.{n}{own}"}
        ).status_code
        for n in range(6)
    ]
    assert answers == [200] * 5 + [429]


@pytest.mark.django_db
def test_windows_that_are_over_are_deleted(monkeypatch):
    limit = Limit("essai", 1, 60)
    limit.take("a")
    monkeypatch.setattr(limits.secrets, "randbelow", lambda n: 0)
    with time_machine.travel(timezone.now() + timedelta(seconds=61)):
        limit.take("b")
    assert Tally.objects.count() == 1


@pytest.mark.django_db
def test_limits_and_keys_do_not_mix():
    first, second = Limit("un", 1, 60), Limit("deux", 1, 60)
    assert first.take("a", "b") == 0
    assert first.take("ab") == 0
    assert second.take("a", "b") == 0
    assert 0 < first.take("a", "b") <= 60
    first.forget("a", "b")
    assert first.take("a", "b") == 0


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_no_attempt_is_lost_when_many_come_at_once():
    limit = Limit("ensemble", 5, 60)

    def one(_n):
        try:
            return limit.take("cible")
        finally:
            connection.close()

    with ThreadPoolExecutor(8) as pool:
        waits = list(pool.map(one, range(40)))
    assert waits.count(0) == 5
    assert limit.count("cible") == 40


@pytest.mark.parametrize(
    ("proxies", "forwarded", "remote", "expected"),
    [
        (0, None, "192.0.2.7", "192.0.2.7"),
        (0, "198.51.100.1", "192.0.2.7", "192.0.2.7"),
        (1, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, "6.6.6.6, 198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (2, "6.6.6.6, 198.51.100.1, 10.0.0.1", "127.0.0.1", "198.51.100.1"),
        (2, "198.51.100.1", "127.0.0.1", "198.51.100.1"),
        (1, None, "192.0.2.7", "192.0.2.7"),
        (1, "n’importe quoi", "127.0.0.1", ""),
        (1, "", "", ""),
        (0, None, "2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        (0, None, "::ffff:192.0.2.7", "192.0.2.7"),
    ],
)
def test_the_network_is_what_our_own_proxies_saw(settings, proxies, forwarded, remote, expected):
    settings.PROXIES = proxies
    meta = {"REMOTE_ADDR": remote}
    if forwarded is not None:
        meta["HTTP_X_FORWARDED_FOR"] = forwarded
    assert network_of(RequestFactory().get("/", **meta)) == expected

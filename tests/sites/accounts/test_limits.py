"""Guessing is slow; and nobody is locked out by somebody else's mistakes."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
import time_machine
from django.db import connection
from django.test import RequestFactory
from django.utils import timezone

from sites.accounts import guard, limits
from sites.accounts.guard import SignInGuard
from sites.accounts.limits import Limit
from sites.accounts.models import Tally
from sites.delivery.network import network_of
from tests.factories import PASSWORD

LOGIN = "/compte/connexion/"
HOME, ELSEWHERE = "192.0.2.7", "198.51.100.9"


def attempt(client, email, password="faux", network=HOME):
    return client.post(LOGIN, {"username": email, "password": password}, REMOTE_ADDR=network)


@pytest.mark.django_db
class TestSignIn:
    def test_stops_after_five_mistakes_and_says_so(self, client_for, council, resident):
        client = client_for(council)
        for _mistake in range(5):
            assert attempt(client, resident.email).status_code == 200
        response = attempt(client, resident.email, PASSWORD)
        page = response.content.decode()
        assert response.status_code == 429
        assert "Trop d’essais avec cette adresse. Réessayez dans 15 minutes." in page
        assert f'value="{resident.email}"' in page
        assert client.get("/compte/").status_code == 302

    def test_opens_again(self, client_for, council, resident):
        client = client_for(council)
        for _mistake in range(7):
            attempt(client, resident.email)
        with time_machine.travel(timezone.now() + timedelta(minutes=15, seconds=1)):
            assert attempt(client, resident.email, PASSWORD).status_code == 302

    def test_waiting_is_not_made_longer_by_trying(self, client_for, council, resident):
        client = client_for(council)
        for _mistake in range(6):
            attempt(client, resident.email)
        with time_machine.travel(timezone.now() + timedelta(minutes=14, seconds=30)):
            page = attempt(client, resident.email, PASSWORD).content.decode()
            assert "Réessayez dans une minute." in page

    def test_an_unknown_address_is_stopped_in_the_same_way(self, client_for, council):
        client = client_for(council)
        for _mistake in range(5):
            attempt(client, "nulle.part@exemple.fr")
        assert attempt(client, "nulle.part@exemple.fr").status_code == 429

    def test_capitals_do_not_give_new_tries(self, client_for, council, resident):
        client = client_for(council)
        for email in (resident.email, resident.email.upper(), f" {resident.email}") * 2:
            attempt(client, email)
        assert attempt(client, resident.email.title(), PASSWORD).status_code == 429

    def test_a_neighbour_on_the_same_network_is_not_locked_out(
        self, client_for, council, resident, make_user
    ):
        for _mistake in range(30):
            attempt(client_for(council), resident.email)
        neighbour = make_user()
        assert attempt(client_for(council), neighbour.email, PASSWORD).status_code == 302

    def test_an_attack_from_elsewhere_does_not_lock_the_owner_out(
        self, client_for, council, resident
    ):
        assert attempt(client_for(council), resident.email, PASSWORD).status_code == 302
        for n in range(70):
            attempt(client_for(council), resident.email, network=f"203.0.113.{n}")
        attacker = attempt(client_for(council), resident.email, PASSWORD, "203.0.113.99")
        assert attacker.status_code == 429
        assert attempt(client_for(council), resident.email, PASSWORD).status_code == 302

    def test_a_network_that_tries_many_accounts_is_stopped_but_its_regulars_are_not(
        self, client_for, council, resident, make_user
    ):
        stranger = make_user()
        assert attempt(client_for(council), resident.email, PASSWORD).status_code == 302
        for n in range(50):
            attempt(client_for(council), f"cible{n}@exemple.fr")
        assert attempt(client_for(council), stranger.email, PASSWORD).status_code == 429
        assert attempt(client_for(council), resident.email, PASSWORD).status_code == 302
        away = attempt(client_for(council), stranger.email, PASSWORD, ELSEWHERE)
        assert away.status_code == 302

    def test_one_persons_mistakes_count_once_for_the_network(self):
        one = [SignInGuard("lilas@exemple.fr", HOME) for _ in range(5)]
        for tried in one:
            assert not tried.wait()
            tried.failed()
        assert guard.NETWORK.count(HOME) == 1

    def test_success_forgets_the_mistakes(self, client_for, council, resident):
        for _round in range(3):
            for _mistake in range(4):
                attempt(client_for(council), resident.email)
            assert attempt(client_for(council), resident.email, PASSWORD).status_code == 302

    def test_the_table_names_nobody(self, client_for, council, resident):
        attempt(client_for(council), resident.email)
        rows = list(Tally.objects.values_list("key", flat=True))
        assert rows
        assert not any(resident.email in key or HOME in key for key in rows)


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

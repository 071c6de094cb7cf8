"""Whether an address has an account is told to who reads its mail, and to nobody else.

Not by words, status or headers; nor by the time an answer takes, which is counted here as what is
asked of the database, hashed and mailed: seconds would depend on the machine.
"""

import re

import pytest
from django.contrib.auth.hashers import MD5PasswordHasher
from django.db import connection
from django.test.utils import CaptureQueriesContext

from sites.accounts import limits
from sites.accounts.models import Tally
from tests.factories import PASSWORD

from .entering import CODE, Entrance, another_than, code_in_mail, mails

pytestmark = pytest.mark.django_db


@pytest.fixture
def addresses(make_user) -> dict[str, str]:
    """An address of each kind there is, all of one length."""
    make_user(email="habite@exemple.fr")
    make_user(email="fermee@exemple.fr", is_active=False)
    without = make_user(email="sansmp@exemple.fr")
    without.set_unusable_password()
    without.save()
    return {
        "known": "habite@exemple.fr",
        "closed": "fermee@exemple.fr",
        "without a password": "sansmp@exemple.fr",
        "unknown": "nulpar@exemple.fr",
    }


@pytest.fixture(autouse=True)
def _nothing_by_chance_or_by_the_clock(monkeypatch, settings):
    monkeypatch.setattr(limits.secrets, "randbelow", lambda n: 1)
    settings.HOST_TABLE_MAX_AGE = 3600  # as in production: not at each look at the table


@pytest.fixture
def hashed(monkeypatch) -> list[str]:
    """The passwords that were hashed, which is most of the time an answer takes."""
    found: list[str] = []
    encode = MD5PasswordHasher.encode

    def counted(self, password, *args, **kwargs):
        found.append(password)
        return encode(self, password, *args, **kwargs)

    monkeypatch.setattr(MD5PasswordHasher, "encode", counted)
    return found


def shape(sql: str) -> str:
    """A query without the values in it."""
    return re.sub(r"'[^']*'|\b[0-9a-f]{32,}\b|\d+|NULL", "?", sql)


def seen(response, email: str) -> tuple:
    """All that a browser can see of an answer."""
    page = response.content.decode().replace(email, "…")
    page = re.sub(r'csrfmiddlewaretoken" value="\w+"', "", page)
    headers = {name: value for name, value in response.headers.items() if name != "Expires"}
    return response.status_code, sorted(headers.items()), page


class Watch:
    """What one request shows and costs."""

    def __init__(self, hashed):
        self.hashed = hashed

    def __call__(self, act, email: str) -> tuple:
        written, hashes = len(mails()), len(self.hashed)
        with CaptureQueriesContext(connection) as captured:
            response = act(email)
        queries = [shape(query["sql"]) for query in captured]
        cost = (len(mails()) - written, len(self.hashed) - hashes)
        return (*seen(response, email), queries, cost)


@pytest.fixture
def watch(hashed) -> Watch:
    return Watch(hashed)


def all_alike(found: dict[str, tuple]) -> tuple:
    """The one answer that all kinds of addresses got."""
    kinds = list(found)
    for kind in kinds[1:]:
        assert found[kind] == found[kinds[0]], kind
    return found[kinds[0]]


@pytest.fixture
def each(client_for, portal, addresses, watch):
    """``each(act, before)``: what ``act(entrance, email)`` shows and costs for each address."""

    def compare(act, before=None):
        found = {}
        warm = Entrance(client_for(portal))
        warm.client.get("/compte/connexion/")
        for kind, email in addresses.items():
            entrance = Entrance(client_for(portal))
            Tally.objects.all().delete()  # as if each were the first on the network
            if before:
                before(entrance, email)
            found[kind] = watch(lambda email, one=entrance: act(one, email), email)
        return all_alike(found)

    return compare


def test_asking_for_a_code(each):
    status, headers, _page, queries, (mails, hashes) = each(lambda one, email: one.ask(email))
    assert (status, mails, hashes) == (302, 1, 0)
    assert dict(headers)["Location"] == CODE
    assert queries


def test_the_page_of_the_code(each):
    status, *_rest = each(
        lambda one, email: one.client.get(CODE), lambda one, email: one.ask(email)
    )
    assert status == 200


def test_a_wrong_code(each):
    status, *_rest, cost = each(
        lambda one, email: one.code(another_than(code_in_mail())),
        lambda one, email: one.ask(email),
    )
    assert (status, cost) == (200, (0, 0))


def test_asking_again(each):
    status, *_rest, cost = each(
        lambda one, email: one.ask_again(), lambda one, email: one.ask(email)
    )
    assert (status, cost) == (200, (1, 0))


def test_asking_too_often(each):
    def before(one, email):
        for _time in range(5):
            one.ask(email)

    status, *_rest, cost = each(lambda one, email: one.ask(email), before)
    assert (status, cost) == (429, (0, 0))


def test_a_wrong_password(each):
    status, *_rest, cost = each(lambda one, email: one.password(email, "faux"))
    assert (status, cost) == (200, (0, 1))


def test_a_wrong_password_too_often(each):
    def before(one, email):
        for _time in range(5):
            one.password(email, "faux")

    status, *_rest, cost = each(lambda one, email: one.password(email, "faux"), before)
    assert (status, cost) == (429, (0, 0))


def test_the_right_password_of_a_closed_account(client_for, portal, watch, make_user):
    make_user(email="fermee@exemple.fr", is_active=False)
    Entrance(client_for(portal)).client.get("/compte/connexion/")
    found = {}
    for email in ("fermee@exemple.fr", "nulpar@exemple.fr"):
        one = Entrance(client_for(portal))
        Tally.objects.all().delete()
        found[email] = watch(lambda email, one=one: one.password(email, PASSWORD), email)
    all_alike(found)


def test_the_mail_alone_says_it(entrance, another_entrance, resident):
    entrance.ask(resident.email)
    another_entrance.ask("nulle.part@exemple.fr")
    known, unknown = mails()
    assert known.subject.partition(",")[2] == unknown.subject.partition(",")[2]
    assert "Pour vous connecter" in known.text
    assert "Pour créer le vôtre" in unknown.text

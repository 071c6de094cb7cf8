"""Who is not signed in is nobody: no site can tell that it is the one another site has seen.

Two visitors read the same pages of several hosts. What one is given and the other is not could
name them; nothing of that kind may be the same for one visitor on two hosts.
"""

import re

import pytest
import time_machine
from django.utils import timezone

from sites.accounts.models import User

pytestmark = pytest.mark.django_db

READ = (
    "/", "/actualites/", "/documents/", "/donnees-personnelles/", "/forum/", "/contact/",
    "/plan-du-site/", "/sitemap.xml", "/robots.txt", "/compte/", "/compte/connexion/",
    "/compte/inscription/", "/nulle-part/",
)  # fmt: skip
WITHOUT_FORM = READ[:5] + READ[6:9]
TOKEN = re.compile(r"[A-Za-z0-9_~+/=-]{16,}")
PER_REQUEST = {"date", "content-length"}


def given(client) -> set[str]:
    """Every word that could be a name of this visitor, from cookies, headers, addresses, texts."""
    words: set[str] = set()
    for path in READ:
        response = client.get(path)
        for name, value in response.headers.items():
            if name.lower() not in PER_REQUEST:
                words |= set(TOKEN.findall(value)) | {f"{name}: {value}"}
        for name, morsel in response.cookies.items():
            words |= {f"cookie {name}", morsel.value}
        text = response.content.decode("utf-8", "replace")
        words |= set(TOKEN.findall(text)) | set(re.findall(r'(?:href|src|action)="([^"]+)"', text))
    return words - {""}


@pytest.fixture
def visits(client_for, council, other_council, portal):
    """``visits()``: what one new visitor is given on each of three hosts, at one moment.

    A form says when it was shown: at one moment that is the same for everybody.
    """
    now = timezone.now()

    def visit() -> list[set[str]]:
        with time_machine.travel(now, tick=False):
            return [given(client_for(place)) for place in (council, other_council, portal)]

    return visit


def test_no_two_sites_know_a_visitor_by_one_name(visits):
    one, other = visits(), visits()
    personal = [mine - theirs for mine, theirs in zip(one, other, strict=True)]
    assert any(personal), "forms carry a token of their own, so the comparison sees something"
    for first in range(3):
        for second in range(first + 1, 3):
            assert personal[first] & personal[second] == set()


def test_the_comparison_would_see_one(visits, monkeypatch):
    """A name that follows a visitor around is noticed."""
    from sites.delivery import middleware

    names = iter(["visitor-one-0123456789", "visitor-two-9876543210"])
    current = [next(names)]
    plain = middleware.headers
    monkeypatch.setattr(middleware, "headers", lambda: plain() | {"ETag": f'"{current[0]}"'})
    one = visits()
    current[0] = next(names)
    other = visits()
    personal = [mine - theirs for mine, theirs in zip(one, other, strict=True)]
    assert "visitor-one-0123456789" in personal[0] & personal[1] & personal[2]


def test_reading_sets_no_cookie_and_asks_for_no_storage(client_for, council, portal):
    for place in (council, portal):
        client = client_for(place)
        for path in WITHOUT_FORM:
            response = client.get(path)
            assert not response.cookies, path
            assert "localStorage" not in response.content.decode()
        assert not client.cookies


def test_cookies_are_of_one_host(client_for, council, resident: User):
    client = client_for(council)
    response = client.get("/contact/")
    assert all(not morsel["domain"] for morsel in response.cookies.values())

"""The navigation of the account: the same sections everywhere, for who is signed in only."""

import re

import pytest

from sites.accounts import sections
from sites.accounts.sections import Section

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def security(monkeypatch) -> None:
    """A section of the portal, as another part of the account registers it."""
    monkeypatch.setattr(sections, "_sections", dict(sections._sections))
    sections.register(Section("security", "Sécurité", "/compte/securite/", 90, portal_only=True))


def links(response) -> list[tuple[str, str, str]]:
    nav = response.content.decode().partition('<nav class="account-nav"')[2].partition("</nav>")[0]
    found = re.findall(r'<a href="([^"]+)"(?: aria-current="(\w+)")?>([^<]+)</a>', nav)
    return [(words, url, current) for url, current, words in found]


@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("/compte/", "Profil"),
        ("/compte/mon-quartier/", "Mon quartier"),
        ("/compte/contributions/", "Mes contributions"),
    ],
)
def test_one_section_is_the_current_one(client_for, council, resident, path, words):
    found = links(client_for(council, resident).get(path))
    assert [name for name, _url, current in found if current == "page"] == [words]
    assert [name for name, _url, current in found if current == "true"] == []


def test_what_lives_on_the_portal_is_linked_there(client_for, council, portal, resident):
    here = {words: url for words, url, _c in links(client_for(council, resident).get("/compte/"))}
    assert here["Sécurité"] == f"{portal.site.root_url}/compte/securite/"
    assert here["Profil"] == "/compte/"
    there = links(client_for(portal, resident).get("/compte/"))
    assert ("Sécurité", "/compte/securite/", "") in there


def test_a_page_below_a_section_belongs_to_it(client_for, council, resident, rf):
    request = client_for(council, resident).get("/compte/").wsgi_request
    request.path = "/compte/securite/cles/3/"
    assert [(one.label, one.current) for one in sections.links(request) if one.current] == [
        ("Sécurité", "true")
    ]


def test_the_entrance_and_other_pages_have_none(client_for, portal, council, resident):
    assert links(client_for(portal).get("/compte/connexion/")) == []
    assert "account-nav" not in client_for(council, resident).get("/").content.decode()


def test_pages_of_an_account_are_kept_by_nobody(client_for, council, resident):
    for path in ("/compte/", "/compte/mon-quartier/", "/compte/contributions/"):
        assert "no-store" in client_for(council, resident).get(path)["Cache-Control"]
        assert client_for(council).get(path).status_code == 302

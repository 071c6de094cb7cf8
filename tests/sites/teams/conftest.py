"""A council with two leads, and whoever else a test needs."""

import re
from collections.abc import Callable

import pytest

from sites.accounts.models import User
from sites.councils.roles import ADMINISTRATOR, CONTRIBUTOR, EDITOR, LEAD
from sites.notifications.models import Mail
from sites.teams import inviting, links
from sites.teams.models import Invitation


@pytest.fixture
def lead(make_user, council) -> User:
    return make_user(LEAD, council, pseudonym="Genêt", email="genet@exemple.fr")


@pytest.fixture
def second(make_user, council) -> User:
    return make_user(LEAD, council, pseudonym="Garance", email="garance@exemple.fr")


@pytest.fixture
def third(make_user, council) -> User:
    return make_user(LEAD, council, pseudonym="Mauve", email="mauve@exemple.fr")


@pytest.fixture
def editor(make_user, council) -> User:
    return make_user(EDITOR, council, pseudonym="Plume", email="plume@exemple.fr")


@pytest.fixture
def contributor(make_user, council) -> User:
    return make_user(CONTRIBUTOR, council, pseudonym="Essai", email="essai@exemple.fr")


@pytest.fixture
def stranger(make_user, other_council) -> User:
    """The lead of another council."""
    return make_user(LEAD, other_council, pseudonym="Voisine", email="voisine@exemple.fr")


@pytest.fixture
def administrator(make_user) -> User:
    return make_user(ADMINISTRATOR, pseudonym="Administration", email="admin@exemple.fr")


@pytest.fixture
def invitation(lead, council) -> Invitation:
    """``lead`` has invited an address without an account to edit."""
    return inviting.invite(lead, council, "lilas@exemple.fr", frozenset({EDITOR}), "Bienvenue !")


@pytest.fixture
def path_to() -> Callable[[Invitation], str]:
    return links.path_of


def mails(kind: str) -> list[Mail]:
    return list(Mail.objects.filter(kind=kind).order_by("pk"))


def link_in(mail: Mail) -> str:
    """The path of the link in a mail."""
    return re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1)

"""Councils' trees of forums, and those who arrange them."""

import pytest

from forum.board.forum.models import Forum
from sites.accounts.models import User
from sites.councils.roles import COORDINATOR, LEAD, MODERATOR


def tree_of(council) -> Forum:
    """The category of a council (None: the shared one)."""
    return Forum.objects.filter(parent=None, scope__isnull=False, scope__council=council).first()


def in_order(root: Forum) -> list[str]:
    """Names of all below, as they are listed."""
    root.refresh_from_db()
    return [forum.name for forum in root.get_descendants()]


@pytest.fixture
def root(council) -> Forum:
    return tree_of(council)


@pytest.fixture
def forums(root) -> list[Forum]:
    return list(root.get_children())


@pytest.fixture
def lead(make_user, council) -> User:
    return make_user(LEAD, council, pseudonym="Responsable")


@pytest.fixture
def moderator(make_user, council) -> User:
    return make_user(MODERATOR, council, pseudonym="Modératrice")


@pytest.fixture
def coordinator(make_user, portal) -> User:
    return make_user(COORDINATOR, pseudonym="Coordinatrice")

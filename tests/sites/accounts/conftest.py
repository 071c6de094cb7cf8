"""What tests of accounts share."""

import pytest

from .entering import Entrance


@pytest.fixture
def entrance(client_for, portal) -> Entrance:
    """The entrance of the portal in a browser of its own."""
    return Entrance(client_for(portal))


@pytest.fixture
def another_entrance(client_for, portal) -> Entrance:
    """The same in a second browser."""
    return Entrance(client_for(portal))

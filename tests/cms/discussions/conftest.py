"""A page that is discussed, and people who have something to say."""

from datetime import timedelta

import pytest
from django.utils import timezone

from sites.accounts.models import User
from tests.cms import factories


@pytest.fixture
def page(council):
    return factories.news(council, "La rue Bichat en fleurs", discussed=True)


@pytest.fixture
def people(make_user) -> list[User]:
    long_ago = timezone.now() - timedelta(days=40)
    names = ("Marguerite", "Basile", "Coline", "Achille")
    return [make_user(pseudonym=name, date_joined=long_ago) for name in names]

"""Moderators, people who may be suspended, and short ways to suspend them."""

from collections.abc import Callable

import pytest
from django.utils import timezone

from sites.accounts.models import User
from sites.councils.roles import ADMINISTRATOR, MODERATOR
from sites.moderation import appealing, deciding
from sites.moderation.models import Appeal, Suspension
from sites.moderation.rights import circle_of

FACTS = "Le 21 novembre, deux insultes."


@pytest.fixture
def moderator(make_user, council) -> User:
    return make_user(MODERATOR, council, pseudonym="Modératrice")


@pytest.fixture
def colleague(make_user, council) -> User:
    """Another moderator of the same council."""
    return make_user(MODERATOR, council, pseudonym="Collègue")


@pytest.fixture
def other_moderator(make_user, other_council) -> User:
    return make_user(MODERATOR, other_council, pseudonym="Modérateur d’ailleurs")


@pytest.fixture
def administrator(make_user) -> User:
    return make_user(ADMINISTRATOR, pseudonym="Administration")


@pytest.fixture
def suspend() -> Callable[..., Suspension]:
    """``suspend(by, account, council, days=7)``: as the screens do."""

    def make(by, account, council, days: int | None = 7, rule="respect") -> Suspension:
        circle = circle_of(by)
        return deciding.suspend(circle, account, council, rule=rule, statement=FACTS, days=days)

    return make


@pytest.fixture
def row(moderator) -> Callable[..., Suspension]:
    """``row(account, council, starts_at, ends_at)``: dates of one's own, without any decision."""

    def make(account, council, starts_at=None, ends_at=None, **fields) -> Suspension:
        return Suspension.objects.create(
            account=account,
            council=council,
            rule="respect",
            statement=FACTS,
            starts_at=starts_at or timezone.now(),
            ends_at=ends_at,
            decided_by=moderator,
            decided_by_name="Modératrice",
            **fields,
        )

    return make


@pytest.fixture
def contested(suspend, moderator, resident, council) -> Appeal:
    """An open appeal of ``resident`` against ``moderator``."""
    return appealing.send(suspend(moderator, resident, council).pk, "Je n’ai rien fait.")

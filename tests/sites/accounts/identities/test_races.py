"""One identity, one account, however many ask at once."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from allauth.socialaccount.models import SocialAccount
from django.db import connection

from sites.accounts.identities import accounts
from sites.accounts.identities.exchange import Identity

pytestmark = [pytest.mark.postgres, pytest.mark.django_db(transaction=True)]

RACERS = 6


def test_only_one_of_many_accounts_gets_an_identity(portal, make_user):
    users = [make_user() for _number in range(RACERS)]

    def link(user) -> bool:
        try:
            return accounts.link(user, Identity("franceconnect", "a" * 64))
        except accounts.Taken:
            return False
        finally:
            connection.close()

    with ThreadPoolExecutor(RACERS) as pool:
        assert sorted(pool.map(link, users)) == [False] * (RACERS - 1) + [True]
    assert SocialAccount.objects.count() == 1

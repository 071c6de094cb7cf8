"""Making the demo's accounts."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from cms.demo.content import accounts as content
from sites.accounts.models import User
from sites.councils.role_groups import group_for

from .demo import Demo

MEMBERS_SINCE = timedelta(days=400)


def make_accounts(demo: Demo) -> None:
    """Every account with its role; all share one password, so it is hashed once."""
    password = make_password(content.PASSWORD)
    joined = demo.clock.now - MEMBERS_SINCE
    accounts = content.everybody()
    made = User.objects.bulk_create(
        User(email=one.email, pseudonym=one.pseudonym, password=password, date_joined=joined)
        for one in accounts
    )
    EmailAddress.objects.bulk_create(  # confirmed: else they would vanish after a fortnight
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    for account, user in zip(accounts, made, strict=True):
        demo.users[account.name] = user
        if account.role:
            user.groups.add(*_groups(demo, account))


def _groups(demo: Demo, account: content.Account):
    if not account.councils:
        return [group_for(account.role)]
    return [group_for(account.role, demo.council(code)) for code in account.councils]

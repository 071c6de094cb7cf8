"""Making the demo's accounts."""

from datetime import timedelta

from allauth.account.models import EmailAddress
from django.contrib.auth.hashers import make_password

from cms.demo.content import accounts as content
from sites.accounts import home
from sites.accounts.models import HomeChange, PseudonymChange, User
from sites.councils.role_groups import group_for
from sites.moderation import charter
from sites.teams import journal
from sites.teams.models import Act

from .demo import Demo

MEMBERS_SINCE = timedelta(days=400)
RENAMED = timedelta(days=120)  # ago: they may choose another name


def make_accounts(demo: Demo) -> None:
    """Every account with its role or its home council.

    All share one password, so it is hashed once.
    """
    password = make_password(content.PASSWORD)
    joined = demo.clock.now - MEMBERS_SINCE
    accounts = content.everybody()
    made = User.objects.bulk_create(
        User(
            email=one.email,
            pseudonym=one.pseudonym,
            password=password,
            date_joined=joined,
            charter_accepted_at=joined,
            charter_version=charter.VERSION,
        )
        for one in accounts
    )
    EmailAddress.objects.bulk_create(  # confirmed: else they would vanish after a fortnight
        EmailAddress(user=user, email=user.email, verified=True, primary=True) for user in made
    )
    for account, user in zip(accounts, made, strict=True):
        demo.users[account.name] = user
        if account.role:
            user.groups.add(*_groups(demo, account))
            _note(demo, account, user)
    for code, residents in content.RESIDENTS.items():
        for resident in residents:
            if council := demo.council(code):
                home.choose(demo.users[resident.name], council)
    HomeChange.objects.update(at=joined)
    for name, old in content.FORMER.items():
        user, when = demo.users[name], demo.clock.now - RENAMED
        PseudonymChange.objects.create(user=user, number=1, old=old, new=user.pseudonym, at=when)


def _note(demo: Demo, account: content.Account, user: User) -> None:
    """Their teams tell since when they are in them."""
    joined = demo.clock.now - MEMBERS_SINCE
    for code in account.councils or (None,):
        council = demo.council(code) if code else None
        journal.note(Act.GIVEN, council, None, user, at=joined, roles=[account.role])


def _groups(demo: Demo, account: content.Account):
    if not account.councils:
        return [group_for(account.role)]
    return [group_for(account.role, demo.council(code)) for code in account.councils]

"""Whoever is signed in with an address they proved: nothing is left to confirm."""

from allauth.account.models import EmailAddress
from django.http import HttpRequest

from sites.accounts.models import User


def account_of(request: HttpRequest) -> User | None:
    """The account of the reader, if its address is known to be theirs."""
    if not request.user.is_authenticated:
        return None
    user: User = request.user
    proved = EmailAddress.objects.filter(user=user.pk, email__iexact=user.email, verified=True)
    return user if proved.exists() else None

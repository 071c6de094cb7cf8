"""Accounts that were never anybody's: an address never proved, nobody ever signed in."""

from datetime import datetime, timedelta

from allauth.account.models import EmailAddress
from django.apps import apps
from django.conf import settings
from django.db import transaction
from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from sites.accounts.models import User

from .registry import holdings


def purge(now: datetime | None = None) -> int:
    """Delete those whose time is over, whoever made them; returns how many."""
    pks = unconfirmed(now or timezone.now()).values_list("pk", flat=True)
    return sum(_delete(pk) for pk in list(pks))


def unconfirmed(now: datetime) -> QuerySet[User]:
    """Accounts whose address nobody proved in time, and that left nothing here.

    Not those an operator made by hand to administer (``createsuperuser``).
    """
    days = settings.RETENTION["unconfirmed_account"]["days"]
    proved = EmailAddress.objects.filter(user=OuterRef("pk"), verified=True)
    accounts = User.objects.filter(
        ~Exists(proved),
        last_login=None,
        closed_at=None,
        is_superuser=False,
        date_joined__lte=now - timedelta(days=days),
    )
    for one in holdings():
        for link in one.contributes:
            accounts = accounts.filter(~Exists(_rows(link)))
    return accounts


def _rows(link: str) -> QuerySet:
    label, field = link.rsplit(".", 1)
    return apps.get_model(label)._base_manager.filter(**{field: OuterRef("pk")})


@transaction.atomic
def _delete(pk: int) -> bool:
    """Looked at again under its lock: somebody may be signing in at this moment."""
    User.objects.select_for_update().filter(pk=pk).first()
    return bool(unconfirmed(timezone.now()).filter(pk=pk).delete()[0])

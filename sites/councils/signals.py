"""Whatever changes a site, a council or the portal makes every process read the table again."""

from django.db.models.signals import post_delete, post_save
from django.dispatch import Signal
from wagtail.models import Site

from .stamps import CHROME, HOSTS, bump

council_created = Signal()
"""Sent inside the transaction of onboarding, with ``council``: upper floors make their part of it.

An exception in a listener undoes the whole council, so listeners need no clean-up of their own and
must be idempotent: onboarding runs them again for a council that exists.
"""

council_renamed = Signal()
"""Sent inside the transaction of a renaming, with ``council`` and ``before``, its old name."""

council_undone = Signal()
"""Sent inside the transaction that takes a council back, with ``council``, before its rows go.

A listener removes what it made for the council, or refuses with a ValidationError what somebody
has used since: nothing is changed then.
"""

portal_created = Signal()
"""The same for the portal, with ``portal``."""


def connect() -> None:
    from .models import Council, Portal

    for model in (Site, Council, Portal):
        for signal in (post_save, post_delete):
            signal.connect(_bump, sender=model, dispatch_uid=f"quartiers_hosts_{model.__name__}")


def _bump(sender, **kwargs) -> None:
    if not kwargs.get("raw"):
        bump(HOSTS, CHROME)

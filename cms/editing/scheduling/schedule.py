"""Changing and calling off what is scheduled. The row of the version holds it, as in Wagtail."""

from datetime import datetime

from django.db import transaction
from wagtail.models import Page, Revision

from cms.pages import publishing
from sites.accounts.models import User


class NotScheduled(Exception):
    """It has been published meanwhile, or somebody called it off."""


def scheduled_version(page: Page) -> Revision | None:
    """The version of ``page`` that waits for its moment, asked anew."""
    return page.revisions.filter(approved_go_live_at__isnull=False).first()


@transaction.atomic
def change(page: Page, go: datetime, end: datetime | None, user: User) -> None:
    """Publish it at another moment, withdraw it at another (None: never)."""
    version = _locked(page)
    version.content |= {"go_live_at": go.isoformat(), "expire_at": end and end.isoformat()}
    version.save(update_fields=["content"])
    version.publish(user=user, changed=False)


@transaction.atomic
def call_off(page: Page, user: User) -> None:
    """It becomes a draft again. A page that is online stays so, as it is."""
    version = _locked(page)
    version.approved_go_live_at = None
    version.save(user=user, update_fields=["approved_go_live_at"])  # Wagtail logs this one
    version.content |= {"go_live_at": None}
    version.save(update_fields=["content"])
    if not page.live:
        specific = page.specific
        specific.go_live_at = None
        specific.save(update_fields=["go_live_at"], clean=False)


def _locked(page: Page) -> Revision:
    publishing.take_turn()
    version = scheduled_version(page)
    if version is None:
        raise NotScheduled
    return version

"""Changing and calling off what is scheduled. The row of the version holds it, as in Wagtail."""

from collections.abc import Callable
from datetime import datetime
from functools import wraps
from typing import Any

from django.db import transaction
from django.utils import timezone
from wagtail.actions.publish_revision import PublishRevisionAction
from wagtail.models import Page, Revision

from cms.pages import publishing
from sites.accounts.models import User


def connect() -> None:
    PublishRevisionAction._publish_revision = _keeping_online(
        PublishRevisionAction._publish_revision
    )


def _keeping_online(publish: Callable) -> Callable:
    """A page that is online stays so until its next version is due.

    Wagtail takes it offline if no version of it was ever published: so are the pages that every
    site begins with.
    """

    @wraps(publish)
    def publish_or_wait(action: PublishRevisionAction, *args: Any, **kwargs: Any) -> None:
        page, version = action.object, action.revision
        is_new = page.live and not page.live_revision_id
        if not (is_new and page.go_live_at and page.go_live_at > timezone.now()):
            publish(action, *args, **kwargs)
            return
        version.approved_go_live_at = page.go_live_at
        version.save(update_fields=["approved_go_live_at"])
        page.revisions.exclude(pk=version.pk).update(approved_go_live_at=None)
        if action.log_action:
            action.log_scheduling_action()

    return publish_or_wait


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

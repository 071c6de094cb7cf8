"""What the editor says above a page that waits for its moment, or holds a version that does."""

from django.utils.translation import gettext as _
from wagtail.locks import ScheduledForPublishLock

from .words import will_be_published


def connect() -> None:
    ScheduledForPublishLock.get_message = _message
    ScheduledForPublishLock.get_locked_by = _locked_by
    ScheduledForPublishLock.get_description = _description


def _message(lock: ScheduledForPublishLock, user) -> str:
    version = lock.object.scheduled_revision
    return _("Cette page %(published)s.") % {
        "published": will_be_published(version.approved_go_live_at)
    }


def _locked_by(lock: ScheduledForPublishLock, user) -> str:
    return _("Programmée")


def _description(lock: ScheduledForPublishLock, user) -> str:
    return _("La page ne change pas avant d’être publiée.")

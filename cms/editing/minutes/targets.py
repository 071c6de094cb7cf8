"""The meetings whose minutes may be written: held, of this site, not yet approved."""

from datetime import date

from django.template.defaultfilters import date as said_date
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.meetings.models import MeetingPage, MinutesState, Status

from ..desks import Desk

MOST = 60  # meetings of three years and more


def is_awaited(page: MeetingPage) -> bool:
    """Whether its minutes can still be written."""
    return (
        page.starts_at is not None
        and page.starts_at <= timezone.now()
        and page.status != Status.CANCELLED
        and not page.waits_for_a_date
        and page.minutes_state != MinutesState.APPROVED
    )


def meetings_of(desk: Desk) -> list[MeetingPage]:
    """Those its user may write in, the newest first; those without minutes before the others."""
    held = MeetingPage.objects.child_of(desk.section).filter(starts_at__lte=timezone.now())
    newest = held.order_by("-starts_at")[:MOST]
    awaited = [page for page in newest if is_awaited(page) and _may_write(page, desk)]
    return sorted(awaited, key=lambda page: page.has_minutes)


def _may_write(page: MeetingPage, desk: Desk) -> bool:
    rights = page.permissions_for_user(desk.user)
    return rights.can_edit() and not rights.page_locked()


def has_minutes(page: MeetingPage) -> bool:
    return bool(page.get_latest_revision_as_object().minutes_body)


def day_of(page: MeetingPage) -> date:
    return timezone.localtime(page.starts_at).date()


def name_of(page: MeetingPage) -> str:
    told = {"title": page.title, "day": said_date(day_of(page), "l j F Y")}
    return _("%(title)s, %(day)s") % told

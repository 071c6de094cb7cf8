"""The meetings whose minutes may be written: held, of this site, not yet approved."""

from datetime import date

from django.template.defaultfilters import date as said_date
from django.utils import timezone
from django.utils.translation import gettext as _

from cms.meetings.models import Decision, MeetingPage

from ..desks import Desk

MOST = 30  # meetings that are offered; older ones through their own page
RESULTS = Decision.Result.choices


def meetings_of(desk: Desk) -> list[MeetingPage]:
    """The newest first; those without minutes before the others."""
    held = MeetingPage.objects.child_of(desk.section).filter(starts__lte=timezone.now())
    return list(held.order_by("-starts")[:MOST])


def has_minutes(page: MeetingPage) -> bool:
    return bool(page.get_latest_revision_as_object().minutes)


def day_of(page: MeetingPage) -> date:
    return timezone.localtime(page.starts).date()


def name_of(page: MeetingPage) -> str:
    told = {"title": page.title, "day": said_date(day_of(page), "l j F Y")}
    return _("%(title)s, %(day)s") % told

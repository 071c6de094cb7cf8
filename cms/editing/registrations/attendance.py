"""Who came: ticked back from the paper sheet, counted, and proposed for the minutes."""

from collections.abc import Iterable

from django.db import transaction
from wagtail.log_actions import log

from cms.calendar.models import Gathering, Registration, RegistrationState
from cms.calendar.registration import following
from cms.meetings import keeping
from cms.meetings.models import MeetingPage
from cms.pages import publishing
from sites.accounts.models import User

from .acts import ATTENDANCE
from .reach import Chosen


def registered(gathering: Gathering | None) -> list[Registration]:
    """Whom the paper sheet names."""
    if gathering is None:
        return []
    rows = Registration.objects.filter(gathering=gathering, state=RegistrationState.REGISTERED)
    return list(rows.order_by("name", "pk"))


def is_noted(gathering: Gathering | None) -> bool:
    if gathering is None:
        return False
    return gathering.walk_ins is not None or any(r.came is not None for r in registered(gathering))


def present(gathering: Gathering | None) -> int:
    """How many were there: seats of those who came, and whoever came by themselves."""
    rows = registered(gathering)
    return sum(row.seats for row in rows if row.came) + ((gathering and gathering.walk_ins) or 0)


@transaction.atomic
def note(chosen: Chosen, came: Iterable[int], walk_ins: int | None, by: User) -> Gathering | None:
    """Write down who came; None when the date is gone meanwhile."""
    publishing.take_turn()
    gathering = following.gathering_of(chosen.page, chosen.one.day)
    if gathering is None:
        return None
    rows = Registration.objects.filter(gathering=gathering, state=RegistrationState.REGISTERED)
    there = set(came)
    rows.filter(pk__in=there).update(came=True)
    rows.exclude(pk__in=there).update(came=False)
    gathering.walk_ins = walk_ins or 0
    gathering.save(update_fields=["walk_ins"])
    log(chosen.page, ATTENDANCE, user=by)
    return gathering


def may_propose(chosen: Chosen, by: User) -> bool:
    """Whether the figure can be written into the meeting's draft by this person now."""
    page = chosen.page
    if not isinstance(page, MeetingPage) or keeping.is_approved(page):
        return False
    rights = page.permissions_for_user(by)
    return rights.can_edit() and not rights.page_locked()


def propose(chosen: Chosen, by: User) -> None:
    """Write the figure into the meeting's draft: who publishes reads it there."""
    latest = chosen.page.get_latest_revision_as_object()  # type: ignore[attr-defined]
    latest.attendance = present(chosen.gathering)
    latest.save_revision(user=by, log_action=True)

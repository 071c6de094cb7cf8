"""Two versions published at once, on PostgreSQL: approvals stay, changes are all counted."""

import pytest
from django.utils import timezone

from cms.meetings.models import MeetingPage
from cms.publications.publishing import differences
from tests.cms.meetings.factories import held, in_days, meeting
from tests.races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


def version(page, **changes):
    """A version of ``page`` with these fields, not published yet."""
    page = MeetingPage.objects.get(pk=page.pk)
    for name, value in changes.items():
        setattr(page, name, value)
    return page.save_revision()


@pytest.mark.parametrize("turn", range(4))
def test_minutes_approved_while_an_old_draft_is_published(council, turn):
    page = held(council)
    old = version(page, attendance=3)
    approval = version(
        page, minutes_state="approved", approved_on=timezone.localdate(), attendance=52
    )
    at_once(old.publish, approval.publish)
    page = MeetingPage.objects.get(pk=page.pk)
    assert (page.minutes_state, page.attendance) == ("approved", 52)
    assert differences() == []


def test_every_change_of_date_has_a_number_of_its_own(council):
    page = meeting(council)
    versions = [version(page, starts_at=in_days(10 + number)) for number in range(4)]
    at_once(*(one.publish for one in versions))
    assert MeetingPage.objects.get(pk=page.pk).sequence == 4

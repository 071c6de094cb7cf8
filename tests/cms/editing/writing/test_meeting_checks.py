"""What the editor of a meeting is told: what comes late, what does not add up."""

from datetime import timedelta

import pytest

from cms.editing.writing.checks import Level, findings_of
from cms.meetings.models import Decision, MeetingPage
from cms.pages.models import SiteSettings
from tests.cms.meetings.factories import AGENDA, held, in_days, meeting

pytestmark = pytest.mark.django_db
LATE = "L’ordre du jour paraît moins de"


def told(page: MeetingPage) -> list[str]:
    found = findings_of(MeetingPage.objects.get(pk=page.pk))
    assert all(finding.level <= Level.WARNING for finding in found), "nothing forbids to publish"
    return [finding.what.replace("\u00a0", " ") for finding in found]


def is_late(page: MeetingPage) -> bool:
    return any(what.startswith(LATE) for what in told(page))


@pytest.mark.parametrize(("days", "expected"), [(11, False), (9, True), (1, True), (-2, False)])
def test_an_agenda_that_comes_late(council, days, expected):
    assert is_late(meeting(council, starts_at=in_days(days), agenda=AGENDA)) is expected


def test_the_councils_own_rule(council):
    SiteSettings.objects.update_or_create(site=council.site, defaults={"agenda_days": 3})
    assert not is_late(meeting(council, starts_at=in_days(9), agenda=AGENDA))
    assert is_late(meeting(council, starts_at=in_days(2), agenda=AGENDA))


def test_one_that_was_there_in_time_stays_in_time(council):
    page = meeting(council, starts_at=in_days(2), agenda=AGENDA)
    early = page.starts_at - timedelta(days=12)
    MeetingPage.objects.filter(pk=page.pk).update(agenda_published_at=early)
    assert not is_late(page)


def test_without_an_agenda_or_called_off_nothing_is_late(council):
    assert not is_late(meeting(council))
    fields = {"status": "cancelled", "status_reason": "Grève"}
    assert not is_late(meeting(council, agenda=AGENDA, **fields))


@pytest.mark.parametrize(("length", "expected"), [(60, False), (59, True)])
def test_more_to_do_than_there_is_time(council, length, expected):
    starts = in_days(20)
    page = meeting(
        council, agenda=AGENDA, starts_at=starts, ends_at=starts + timedelta(minutes=length)
    )
    words = f"L’ordre du jour prend 60 minutes, la séance en dure {length}"
    assert (words in told(page)) is expected


def test_a_meeting_over_midnight_is_asked_about(council):
    starts = in_days(20)
    page = meeting(council, starts_at=starts, ends_at=starts + timedelta(hours=6))
    assert "La séance finit le lendemain" in told(page)
    page = meeting(council, "Autre", starts_at=starts, ends_at=starts + timedelta(hours=4))
    assert "La séance finit le lendemain" not in told(page)


@pytest.mark.parametrize(("present", "expected"), [(45, False), (44, True), (None, False)])
def test_more_votes_than_people(council, present, expected):
    found = told(held(council, attendance=present))
    words = f"La décision 1 compte 45 voix pour {present} personnes"
    assert (words in found) is expected


def test_minutes_are_read_as_other_texts_are(council):
    page = held(council)
    page.minutes_body = [("heading", {"text": "TOUT EN CAPITALES ICI", "level": "h2"})]
    assert any("tout en capitales" in finding.what for finding in findings_of(page))


def test_a_draft_without_a_date_is_no_trouble(council):
    page = MeetingPage(title="Sans date")
    page.decisions = [Decision(text="Rien.", votes_for=3)]
    assert findings_of(page) is not None

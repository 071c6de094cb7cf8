"""What meetings ask of their team."""

import pytest

from cms.editing.home.meetings import meetings_due
from cms.pages.models import SiteSettings
from sites.councils.roles import EDITOR
from sites.teams.duties import Urgency
from sites.teams.scope import scope_for
from tests.cms.meetings.factories import AGENDA, approved, held, in_days, meeting

pytestmark = pytest.mark.django_db


@pytest.fixture
def due(council, make_user):
    """``due()``: the lines of an editor of the council, with their urgency."""
    user = make_user(EDITOR, council)
    return lambda: [(duty.text, duty.urgency) for duty in meetings_due(scope_for(user))]


@pytest.mark.parametrize(
    ("days", "urgency"), [(20, None), (13, Urgency.DUE), (9, Urgency.LATE), (1, Urgency.LATE)]
)
def test_an_agenda_ten_days_before(council, due, days, urgency):
    meeting(council, "Plénière", starts_at=in_days(days))
    expected = [] if urgency is None else [(due()[0][0], urgency)]
    assert due() == expected
    assert all("ordre du jour" in text for text, _urgency in due())


def test_an_agenda_by_the_councils_own_rule(council, due):
    SiteSettings.objects.update_or_create(site=council.site, defaults={"agenda_days": 21})
    meeting(council, "Plénière", starts_at=in_days(22))
    ((_text, urgency),) = due()
    assert urgency is Urgency.DUE
    meeting(council, "Autre", starts_at=in_days(20))
    assert [urgency for _text, urgency in due()] == [Urgency.LATE, Urgency.DUE]


def test_nothing_of_one_that_has_its_agenda_or_is_called_off(council, due):
    meeting(council, agenda=AGENDA)
    meeting(council, status="cancelled", status_reason="Grève")
    meeting(council, status="postponed", status_reason="Grève")
    assert due() == []


@pytest.mark.parametrize(
    ("days", "urgency"), [(-3, None), (-8, Urgency.DUE), (-31, Urgency.LATE), (-401, None)]
)
def test_minutes_within_a_month(council, due, days, urgency):
    meeting(council, starts_at=in_days(days), agenda=AGENDA)
    assert [found for _text, found in due()] == ([] if urgency is None else [urgency])


def test_approval_once_another_one_was_held(council, due):
    held(council)
    assert due() == []
    held(council, starts_at=in_days(-2))
    assert [text.split("\u00a0: ")[0] for text, _urgency in due()] == [
        "Noter l’approbation du compte rendu"
    ]


def test_approved_asks_for_nothing(council, due):
    approved(council)
    held(council, starts_at=in_days(-2))
    assert due() == []


def test_nothing_of_another_council_nor_of_drafts(council, other_council, due):
    meeting(other_council)
    meeting(council, live=False)
    assert due() == []


def test_queries_do_not_grow(council, due, django_assert_max_num_queries):
    for number in range(6):
        meeting(council, starts_at=in_days(1 + number))
    due()
    with django_assert_max_num_queries(8):
        assert len(due()) == 6

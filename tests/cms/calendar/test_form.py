"""The form of an event in the editor: what it refuses it says beside the field, and keeps."""

import pytest
from django.urls import reverse

from cms.calendar.models import EventPage
from sites.councils.roles import EDITOR
from tests.cms import factories
from tests.cms.page_forms import posted

from .making import agenda, clock

pytestmark = pytest.mark.django_db

WHEN = {"starts_at": "2026-12-08 18:00", "ends_at": "2026-12-08 20:00"}
USUAL = {"title": "Permanence", "slug": "permanence", "place_words": "Salle 2", **WHEN}
MONTHLY = {**USUAL, "repeat": "nth_weekday", "repeat_count": "4"}
PUBLISH = {"action-publish": "1"}


@pytest.fixture
def editor(client_for, make_user, council):
    return client_for("admin", make_user(EDITOR, council))


@pytest.fixture
def add(editor, council):
    """``add(values, *exceptions)``: what the editor answers to a new event filled in so."""
    parent = agenda(council)
    address = reverse("wagtailadmin_pages:add", args=["quartiers_calendar", "eventpage", parent.pk])

    def send(values: dict, *exceptions: dict):
        data = posted(editor.get(address).context["form"]) | values
        data["exceptions-TOTAL_FORMS"] = str(len(exceptions))
        for number, fields in enumerate(exceptions):
            data |= {f"exceptions-{number}-{name}": value for name, value in fields.items()}
        return editor.post(address, data)

    return send


def wrong(response) -> dict:
    assert response.status_code == 200
    return {name: list(words) for name, words in response.context["form"].errors.items()}


def wrong_days(response) -> list[dict]:
    assert response.status_code == 200
    return [dict(one) for one in response.context["form"].formsets["exceptions"].errors]


def test_an_event_is_published_as_typed(add):
    assert add(USUAL | PUBLISH).status_code == 302
    page = EventPage.objects.get()
    assert page.live
    assert (clock(page.starts_at), clock(page.ends_at)) == ("2026-12-08 18:00", "2026-12-08 20:00")


def test_a_series_with_a_day_that_differs(add):
    moved = {
        "day": "2027-01-12",
        "kind": "moved",
        "starts_at": "2027-01-14 19:00",
        "reason": "Salle prise",
    }
    assert add(MONTHLY | PUBLISH, moved).status_code == 302
    page = EventPage.objects.get()
    assert [one.day.isoformat() for one in page.series.occurrences()] == [
        "2026-12-08",
        "2027-01-12",
        "2027-02-09",
        "2027-03-09",
    ]
    assert clock(page.series.occurrences()[1].starts) == "2027-01-14 19:00"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_at": ""}, "starts_at"),
        ({"starts_at": "demain"}, "starts_at"),
        ({"starts_at": "2027-03-28 02:30", "ends_at": ""}, "starts_at"),  # does not exist
        ({"starts_at": "2026-10-25 02:30", "ends_at": ""}, "starts_at"),  # twice
        ({"ends_at": "2026-12-08 18:00"}, "ends_at"),
        ({"ends_at": "2026-12-08 01:00"}, "ends_at"),
        ({"place_words": ""}, "place"),
        ({"repeat": "weekly"}, "repeat_until"),
        ({"repeat": "weekly", "repeat_count": "-1"}, "repeat_count"),
        ({"repeat": "weekly", "repeat_count": "9999999"}, "repeat_count"),
        ({"repeat": "weekly", "repeat_count": "300"}, "repeat_count"),
        ({"repeat": "sometimes"}, "repeat"),
        ({"repeat": "last_weekday", "repeat_count": "3"}, "repeat"),
        ({"repeat": "weekly", "repeat_until": "2040-01-01"}, "repeat_until"),
        ({"repeat": "weekly", "repeat_until": "2027-01-01", "repeat_count": "3"}, "repeat_until"),
        ({"cancel_reason": "Grève"}, "cancelled"),
    ],
)
def test_what_is_refused_stands_beside_its_field_and_stays_typed(add, values, field):
    response = add(USUAL | values | PUBLISH)
    assert list(wrong(response)) == [field]
    form = response.context["form"]
    assert form["title"].value() == "Permanence"
    for name, value in values.items():
        assert form[name].value() == value
    assert not EventPage.objects.exists()


@pytest.mark.parametrize(
    ("exceptions", "errors"),
    [
        ([{"day": "2027-01-13", "kind": "skipped"}], [["day"]]),
        ([{"day": "2027-04-13", "kind": "skipped"}], [["day"]]),  # after the last one
        ([{"day": "2027-01-12", "kind": "skipped"}] * 2, [[], ["__all__"]]),
        ([{"day": "2027-01-12", "kind": "moved"}], [["starts_at"]]),
        ([{"day": "2027-01-12", "kind": "cancelled", "place_words": "x"}], [["kind"]]),
        ([{"day": "", "kind": "skipped"}], [["day"]]),
        ([{"day": "31/02/2027", "kind": "skipped"}], [["day"]]),
    ],
)
def test_days_that_cannot_be(add, exceptions, errors):
    response = add(MONTHLY | PUBLISH, *exceptions)
    assert [list(one) for one in wrong_days(response)] == errors
    assert not EventPage.objects.exists()


def test_a_draft_may_lack_everything_but_not_contradict_itself(add):
    response = add({"title": "Fête", "slug": "fete"})
    assert response.status_code == 302, wrong(response)
    page = EventPage.objects.get()
    assert (page.live, page.starts_at) == (False, None)
    assert list(wrong(add(USUAL | {"ends_at": "2026-12-08 17:00"}))) == ["ends_at"]


def test_a_draft_without_a_date_can_be_looked_at(add, editor):
    add({"title": "Fête", "slug": "fete"})
    page = EventPage.objects.get()
    assert editor.get(reverse("wagtailadmin_pages:edit", args=[page.pk])).status_code == 200
    assert page.make_preview_request().status_code == 200


def test_the_place_of_the_list(add, council):
    place = factories.place(council)
    assert add(USUAL | {"place_words": "", "place": str(place.pk)} | PUBLISH).status_code == 302
    assert EventPage.objects.get().place == place

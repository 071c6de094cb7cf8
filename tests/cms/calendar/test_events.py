"""Events as pages: what is refused, what calendars must hear of, what the publications say."""

from datetime import date, timedelta

import pytest
import time_machine
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction

from cms.calendar.models import EventException, EventPage
from cms.publications.models import Publication
from cms.publications.publishing import differences
from tests.cms import factories

from .making import agenda, at, clock, event, monthly

pytestmark = pytest.mark.django_db


def rows(page) -> list[Publication]:
    return list(Publication.objects.filter(part_of_id=page.pk).order_by("starts_at"))


class TestOnce:
    def test_its_row_says_when_and_where(self, council):
        place = factories.place(council, name="La Halle", address="2, rue Bouchardon")
        page = event(council, ends="2026-12-08 20:30", place=place, place_words="Salle 2")
        row = page.publication
        assert (clock(row.starts_at), clock(row.ends_at)) == (
            "2026-12-08 18:00",
            "2026-12-08 20:30",
        )
        assert row.place_name == "La Halle, Salle 2"
        assert row.facts["place"] == "La Halle, 2, rue Bouchardon, Salle 2"
        assert rows(page) == []

    def test_without_an_end_two_hours_count(self, council):
        row = event(council).publication
        assert row.ends_at - row.starts_at == timedelta(hours=2)


class TestSeries:
    def test_a_row_for_each_date_and_none_for_itself_in_time(self, council):
        page = monthly(council, count=3)
        assert page.publication.starts_at is None
        assert [clock(row.starts_at) for row in rows(page)] == [
            "2026-12-08 18:00",
            "2027-01-12 18:00",
            "2027-02-09 18:00",
        ]
        assert rows(page)[0].path == "/agenda/permanence/2026-12-08/"

    def test_what_is_different(self, council):
        page = monthly(
            council,
            count=4,
            exceptions=[
                {"day": date(2026, 12, 8), "kind": "skipped"},
                {"day": date(2027, 1, 12), "kind": "cancelled", "reason": "Grève"},
                {
                    "day": date(2027, 2, 9),
                    "kind": "moved",
                    "starts_at": at("2027-02-11 19:00"),
                    "place_words": "Salle 2",
                },
            ],
        )
        cancelled, moved, usual = rows(page)
        assert (cancelled.facts["state"], cancelled.facts["reason"]) == ("cancelled", "Grève")
        assert (clock(moved.starts_at), moved.place_name) == ("2027-02-11 19:00", "Salle 2")
        assert moved.path == "/agenda/permanence/2027-02-09/"
        assert moved.facts["planned"] == "2027-02-09"
        assert usual.facts["state"] == "planned"

    def test_what_is_no_more_leaves(self, council):
        page = monthly(council, count=3)
        page.repeat_count = 2
        page.save()
        assert len(rows(page)) == 2
        page.unpublish()
        assert rows(page) == []
        assert differences() == []


class TestRefused:
    @pytest.mark.parametrize(
        ("field", "fields"),
        [
            ("ends_at", {"ends": "2026-12-08 18:00"}),
            ("ends_at", {"ends": "2026-12-08 01:00"}),
            ("ends_at", {"ends": "2027-02-08 18:00"}),
            ("place", {"place_words": ""}),
            ("repeat_until", {"repeat": "weekly"}),
            ("repeat_until", {"repeat": "weekly", "repeat_until": date(2026, 12, 7)}),
            ("repeat_count", {"repeat_count": 3}),
            ("repeat_count", {"repeat": "weekly", "repeat_count": 0}),
            ("repeat", {"repeat": "each_full_moon"}),
            ("repeat", {"starts": "2026-12-29 18:00", "repeat": "nth_weekday", "repeat_count": 3}),
            ("cancelled", {"cancel_reason": "Grève"}),
            (
                "moved_from",
                {"repeat": "weekly", "repeat_count": 3, "moved_from": date(2026, 12, 1)},
            ),
        ],
    )
    def test_in_words_for_a_field(self, council, field, fields):
        with pytest.raises(ValidationError) as refused:
            event(council, **fields)
        assert list(refused.value.message_dict) == [field]

    def test_over_midnight_and_over_a_change_of_the_clock_is_fine(self, council):
        page = event(council, starts="2026-10-24 22:00", ends="2026-10-25 04:00")
        assert page.publication.ends_at - page.publication.starts_at == timedelta(hours=7)

    @pytest.mark.parametrize(
        "fields",
        [
            {"ends_at": at("2026-12-08 17:00")},
            {"repeat": "each_full_moon"},
            {"repeat_count": 3},
            {"repeat": "weekly", "repeat_count": 3, "repeat_until": date(2027, 1, 1)},
        ],
    )
    def test_by_the_database_too(self, council, fields):
        page = event(council)
        with pytest.raises(IntegrityError), transaction.atomic():
            EventPage.objects.filter(pk=page.pk).update(**fields)

    @pytest.mark.parametrize(
        "fields",
        [
            {"kind": "postponed"},
            {"kind": "cancelled", "starts_at": at("2027-01-14 18:00")},
            {"kind": "moved", "ends_at": at("2027-01-14 18:00")},
            {
                "kind": "moved",
                "starts_at": at("2027-01-14 18:00"),
                "ends_at": at("2027-01-14 17:00"),
            },
            {"kind": "cancelled", "day": date(2026, 12, 8)},
        ],
    )
    def test_days_of_a_series_by_the_database_too(self, council, fields):
        page = monthly(council, exceptions=[{"day": date(2026, 12, 8), "kind": "skipped"}])
        values = {"day": date(2027, 1, 12)} | fields
        with pytest.raises(IntegrityError), transaction.atomic():
            EventException.objects.create(page=page, **values)

    @pytest.mark.parametrize(
        ("field", "fields"),
        [
            ("starts_at", {"kind": "moved"}),
            ("kind", {"kind": "cancelled", "place_words": "Salle 2"}),
            ("starts_at", {"kind": "moved", "place_words": "x", "ends_at": at("2027-01-14 18:00")}),
            (
                "ends_at",
                {
                    "kind": "moved",
                    "starts_at": at("2027-01-14 18:00"),
                    "ends_at": at("2027-01-14 18:00"),
                },
            ),
        ],
    )
    def test_days_of_a_series_in_words(self, council, field, fields):
        with pytest.raises(ValidationError) as refused:
            EventException(page=monthly(council), day=date(2027, 1, 12), **fields).clean()
        assert list(refused.value.message_dict) == [field]


class TestSequence:
    def test_begins_at_nothing(self, council):
        assert event(council).sequence == 0

    def test_words_do_not_count(self, council):
        page = event(council)
        page.title, page.price = "Autre titre", "Gratuit"
        page.save()
        assert page.sequence == 0

    @pytest.mark.parametrize(
        "fields",
        [
            {"starts_at": at("2026-12-09 18:00")},
            {"ends_at": at("2026-12-08 19:00")},
            {"place_words": "Salle 2"},
            {"cancelled": True},
            {"repeat": "weekly", "repeat_count": 3},
        ],
    )
    def test_what_calendars_must_hear_of_does_once(self, council, fields):
        page = event(council)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save()
        page.save()
        assert EventPage.objects.get(pk=page.pk).sequence == 1
        assert page.publication_facts["sequence"] == 1

    def test_a_day_that_differs_does(self, council):
        page = monthly(council)
        page.exceptions = [EventException(day=date(2027, 1, 12), kind="skipped")]
        page.save()
        assert page.sequence == 1

    def test_a_draft_does_not_until_it_is_published(self, council):
        page = event(council)
        page.starts_at = at("2026-12-09 18:00")
        revision = page.save_revision()
        assert EventPage.objects.get(pk=page.pk).sequence == 0
        revision.publish()
        assert EventPage.objects.get(pk=page.pk).sequence == 1

    def test_it_never_falls_back_to_that_of_an_old_draft(self, council):
        page = event(council)
        old = page.save_revision()
        page.starts_at = at("2026-12-09 18:00")
        page.save_revision().publish()
        old.publish()  # the first date again: calendars must hear of it
        assert EventPage.objects.get(pk=page.pk).sequence == 2

    def test_what_was_changed_while_hidden_counts(self, council):
        page = event(council)
        page.unpublish()
        page = EventPage.objects.get(pk=page.pk)
        page.starts_at = at("2026-12-09 18:00")
        page.save()
        page.save_revision().publish()
        assert EventPage.objects.get(pk=page.pk).sequence == 1

    def test_a_copy_is_another_event(self, council):
        page = event(council)
        page.cancelled = True
        page.save()
        copy = page.copy(update_attrs={"slug": "copie"})
        assert (copy.uid == page.uid, copy.sequence) == (False, 0)


class TestPlaces:
    def test_a_place_that_is_renamed_is_so_everywhere(self, council):
        place = factories.place(council, name="La Halle")
        other = factories.place(council, name="La Cour")
        once = event(council, place=place)
        moved = monthly(
            council,
            place=None,
            exceptions=[{"day": date(2027, 1, 12), "kind": "moved", "place": other}],
        )
        place.name, other.name = "La Grande Halle", "La Grande Cour"
        place.save()
        other.save()
        assert Publication.objects.get(page=once).place_name.startswith("La Grande Halle")
        assert rows(moved)[1].place_name == "La Grande Cour"
        assert differences() == []

    def test_a_place_that_leaves_the_list_leaves_its_words(self, council):
        place = factories.place(council, name="La Halle", address="2, rue Bouchardon")
        page = event(council, place=place, place_words="Salle 2")
        moved = monthly(
            council, exceptions=[{"day": date(2027, 1, 12), "kind": "moved", "place": place}]
        )
        place.delete()
        assert (
            EventPage.objects.get(pk=page.pk).place_line == "La Halle, 2, rue Bouchardon, Salle 2"
        )
        assert rows(moved)[1].place_name == "La Halle, 2, rue Bouchardon"
        assert differences() == []


def test_the_agenda_stands_right_after_the_news_of_every_site(council, other_council, portal):
    for owner in (council, other_council, portal):
        page = agenda(owner)
        assert page.get_prev_sibling().slug == "actualites"
        assert page.show_in_menus
        assert page.is_fixed


@time_machine.travel("2026-12-08T19:59:59+01:00", tick=False)
def test_nothing_of_a_row_depends_on_the_hour(council):
    event(council)
    monthly(council)
    with time_machine.travel("2027-02-08T20:00:00+01:00"):
        assert differences() == []

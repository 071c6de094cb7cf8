"""The agenda: upcoming and past, never both; filters; a month as a table; pages of dates."""

from datetime import date

import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from cms.calendar.browsing import AGENDA_KINDS
from cms.publications import listing
from cms.publications.models import Placement, Publication
from sites.councils import stamps
from tests.cms import factories

from .making import at, event, monthly

pytestmark = pytest.mark.django_db
NOW = "2026-12-08T19:30:00+01:00"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel(NOW, tick=False):
        yield


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


def titles(client, query: str = "") -> list[str]:
    results = client.get(f"/agenda/{query}").context["results"]
    return [row.title for row in results.object_list]


class TestLists:
    def test_upcoming_is_what_has_not_ended(self, council, reader):
        event(council, "Runs", "2026-12-08 18:00", "2026-12-08 19:31")
        event(council, "Over", "2026-12-08 18:00", "2026-12-08 19:30")
        event(council, "Later", "2026-12-09 18:00")
        assert titles(reader) == ["Runs", "Later"]
        assert titles(reader, "?passes=1") == ["Over"]

    def test_never_both_at_any_moment(self, council, reader):
        event(council, "One", "2026-12-08 18:00", "2026-12-08 20:00")
        for moment, expected in (
            ("2026-12-08T19:59:59.999999+01:00", (["One"], [])),
            ("2026-12-08T20:00:00+01:00", ([], ["One"])),
        ):
            with time_machine.travel(moment, tick=False):
                assert (titles(reader), titles(reader, "?passes=1")) == expected

    def test_each_date_of_a_series_and_not_the_series(self, council, reader):
        monthly(council, count=3)
        assert titles(reader) == ["Permanence"] * 3
        with time_machine.travel("2027-01-12T20:00:00+01:00", tick=False):
            assert len(titles(reader)) == 1
            assert len(titles(reader, "?passes=1")) == 2

    def test_what_was_cancelled_is_told_for_sixty_days(self, council, reader):
        event(council, "Off", "2026-12-09 18:00", "2026-12-09 20:00", cancelled=True)
        event(council, "On", "2026-12-09 18:00", "2026-12-09 20:00")
        assert set(titles(reader)) == {"On", "Off"}
        with time_machine.travel("2027-02-07T19:59:59+01:00", tick=False):
            assert set(titles(reader, "?passes=1")) == {"On", "Off"}
            assert set(titles(reader, "?mois=2026-12")) == {"On", "Off"}
        with time_machine.travel("2027-02-07T20:00:00+01:00", tick=False):
            assert titles(reader, "?passes=1") == ["On"]
            assert titles(reader, "?mois=2026-12") == ["On"]
            assert reader.get("/agenda/off/").status_code == 200  # its page stays

    def test_grouped_by_month(self, council, reader):
        monthly(council, count=3)
        groups = reader.get("/agenda/").context["by_month"]
        assert [first for first, _items in groups] == [
            date(2026, 12, 1),
            date(2027, 1, 1),
            date(2027, 2, 1),
        ]

    def test_a_month_holds_what_touches_it(self, council, reader):
        event(council, "Before", "2026-12-31 18:00", "2027-01-01 00:00")
        event(council, "Across", "2026-12-31 22:00", "2027-01-01 02:00")
        event(council, "In", "2027-01-15 18:00")
        event(council, "After", "2027-02-01 00:00")
        assert titles(reader, "?mois=2027-01") == ["Across", "In"]

    @pytest.mark.parametrize(
        "query",
        ["?mois=2026-13", "?mois=demain", "?vue=semaine", "?passes=2", "?type=news", "?page=0"],
    )
    def test_words_that_mean_nothing(self, reader, query):
        assert reader.get(f"/agenda/{query}").status_code == 404

    def test_by_kind(self, council, reader):
        event(council)
        assert titles(reader, "?type=event") == ["Vide-greniers"]
        assert titles(reader, "?type=meeting") == []

    def test_by_council_on_the_portal(self, council, other_council, portal, client_for):
        event(council, "Ours")
        event(other_council, "Theirs")
        event(other_council, "Both", shared_with=[council])
        event(council, "Between us", on_portal=False)
        client = client_for(portal)
        assert sorted(titles(client)) == ["Both", "Ours", "Theirs"]
        assert sorted(titles(client, "?conseil=lba")) == ["Both", "Ours"]
        assert sorted(titles(client_for(council))) == ["Between us", "Both", "Ours"]

    def test_page_links_keep_what_was_asked_for(self, council, reader):
        monthly(council, "Permanence", count=30, repeat="weekly")
        html = reader.get("/agenda/?type=event").content.decode()
        assert 'href="?type=event&amp;page=2"' in html
        assert titles(reader, "?type=event&page=2") == ["Permanence"] * 14

    def test_an_empty_agenda_says_so(self, reader):
        assert "Rien d’annoncé" in reader.get("/agenda/").content.decode()


class TestMonth:
    def test_every_day_once_with_what_takes_place(self, council, reader):
        event(council, "Long", "2026-12-30 18:00", "2027-01-02 00:00")
        monthly(council)
        context = reader.get("/agenda/?vue=mois&mois=2027-01").context
        cells = [cell for week in context["weeks"] for cell in week]
        assert len(cells) % 7 == 0
        days = [cell for cell in cells if cell.day]
        assert [cell.day for cell in days] == [date(2027, 1, day) for day in range(1, 32)]
        held = {cell.day.day: [item.title for item in cell.items] for cell in days if cell.items}
        assert held == {1: ["Long"], 12: ["Permanence"]}
        assert cells.index(days[0]) == date(2027, 1, 1).weekday()

    def test_without_a_month_it_is_this_one(self, reader):
        context = reader.get("/agenda/?vue=mois").context
        assert context["month"] == date(2026, 12, 1)
        assert not context["previous_query"]
        assert not context["next_query"]

    def test_one_turns_the_pages_as_far_as_something_stands_and_back_to_today(
        self, council, reader
    ):
        event(council, "Before", "2026-10-03 18:00")
        event(council, "After", "2027-01-03 18:00")

        def ways(month: str) -> tuple[str | None, str | None]:
            context = reader.get(f"/agenda/?vue=mois&mois={month}").context
            queries = context["previous_query"], context["next_query"]
            before, after = (query and query.removeprefix("vue=mois&mois=") for query in queries)
            return before or None, after or None

        assert ways("2026-09") == (None, "2026-10")
        assert ways("2026-10") == (None, "2026-11")
        assert ways("2026-12") == ("2026-11", "2027-01")
        assert ways("2027-01") == ("2026-12", None)
        assert ways("2099-12") == ("2099-11", None)

    def test_what_it_holds_is_in_the_page(self, council, reader):
        event(council)
        html = reader.get("/agenda/?vue=mois").content.decode()
        assert '<table class="month">' in html
        assert "aujourd’hui" in html
        assert "/agenda/vide-greniers/" in html


class TestPages:
    def test_once(self, council, reader):
        event(council, ends="2026-12-08 20:00", price="Gratuit")
        html = reader.get("/agenda/vide-greniers/").content.decode().replace("\u00a0", " ")
        assert "mardi 8 décembre 2026, de 18 h à 20 h" in html
        assert "Gratuit" in html
        assert "En ce moment" in html
        assert 'href="/agenda/vide-greniers.ics"' in html

    def test_a_date_of_a_series_has_a_page(self, council, reader):
        monthly(council, count=3)
        response = reader.get("/agenda/permanence/2027-01-12/")
        html = response.content.decode().replace("\u00a0", " ")
        assert "mardi 12 janvier 2027, de 18 h à 20 h" in html
        assert "le 2e mardi du mois, 3 fois" in html
        assert (
            f'rel="canonical" href="{council.site.root_url}/agenda/permanence/2027-01-12/"' in html
        )
        assert [str(entry.url) for entry in response.context["breadcrumbs"]] == [
            "/",
            "/agenda/",
            "/agenda/permanence/",
        ]

    @pytest.mark.parametrize(
        "path", ["2027-01-13", "2027-1-12", "20270112", "demain", "2027-01-12/x", "2027-W02-2"]
    )
    def test_a_day_that_is_none_of_them(self, council, reader, path):
        monthly(council)
        assert reader.get(f"/agenda/permanence/{path}/").status_code == 404

    def test_the_name_of_a_series_may_be_a_day(self, council, reader):
        monthly(council, slug="2027-01-12")
        context = reader.get("/agenda/2027-01-12/2027-01-12/").context
        assert context["is_one_of"]
        assert not reader.get("/agenda/2027-01-12/").context["is_one_of"]

    def test_what_is_private_is_so_on_each_of_its_dates(self, council, reader):
        factories.make_private(monthly(council))
        for path in ("/agenda/permanence/", "/agenda/permanence/2027-01-12/"):
            assert reader.get(path).status_code == 302

    def test_what_takes_place_once_has_no_other_page(self, council, reader):
        event(council)
        assert reader.get("/agenda/vide-greniers/2026-12-08/").status_code == 404

    def test_a_skipped_day_has_none_a_moved_one_says_where_to(self, council, reader):
        monthly(
            council,
            exceptions=[
                {"day": date(2027, 1, 12), "kind": "skipped"},
                {
                    "day": date(2027, 2, 9),
                    "kind": "moved",
                    "starts_at": at("2027-02-11 19:00"),
                    "reason": "Salle prise",
                },
                {"day": date(2027, 3, 9), "kind": "cancelled", "reason": "Grève"},
            ],
        )
        assert reader.get("/agenda/permanence/2027-01-12/").status_code == 404
        moved = reader.get("/agenda/permanence/2027-02-09/").content.decode().replace("\u00a0", " ")
        assert "Reporté au jeudi 11 février 2027, 19 h" in moved
        assert "prévu d’abord mardi 9 février 2027" in moved
        assert "Salle prise" in moved
        cancelled = reader.get("/agenda/permanence/2027-03-09/").content.decode()
        assert "Annulé" in cancelled
        assert "Grève" in cancelled

    def test_what_is_over_says_so(self, council, reader):
        event(council, starts="2026-12-01 18:00")
        assert "Terminé" in reader.get("/agenda/vide-greniers/").content.decode()

    def test_an_event_that_was_moved_as_a_whole(self, council, reader):
        event(council, starts="2026-12-20 18:00", moved_from=date(2026, 12, 10))
        html = reader.get("/agenda/vide-greniers/").content.decode().replace("\u00a0", " ")
        assert "Reporté au dimanche 20 décembre 2026, 18 h" in html

    def test_a_draft_has_no_dates_to_be_read(self, council, reader):
        monthly(council).unpublish()
        assert reader.get("/agenda/permanence/2027-01-12/").status_code == 404

    def test_a_series_shows_the_date_that_takes_place_next(self, council, reader):
        monthly(council, exceptions=[{"day": date(2026, 12, 8), "kind": "cancelled"}])
        context = reader.get("/agenda/permanence/").context
        assert context["occurrence"].day == date(2027, 1, 12)
        assert next(one["state"] for one in context["dates"]) == "cancelled"

    def test_a_series_that_is_over_shows_its_last_date(self, council, reader):
        monthly(council, count=2)
        with time_machine.travel("2028-01-01T00:00:00+01:00", tick=False):
            context = reader.get("/agenda/permanence/").context
        assert context["occurrence"].day == date(2027, 1, 12)
        assert context["state"] == "over"


class TestCost:
    @pytest.fixture(autouse=True)
    def _as_in_production(self, settings):
        settings.HOST_TABLE_MAX_AGE = 60
        stamps._reader.forget()
        yield
        stamps._reader.forget()

    def queries(self, client, path: str) -> int:
        assert client.get(path).status_code == 200
        with CaptureQueriesContext(connection) as captured:
            client.get(path)
        return len(captured)

    @pytest.mark.parametrize(
        "path",
        [
            "/agenda/",
            "/agenda/?vue=mois",
            "/agenda/?passes=1",
            "/agenda/?mois=2027-01",
            "/agenda/vide-greniers/",
            "/agenda/permanence/",
            "/agenda/permanence/2027-01-12/",
            "/agenda.ics",
            "/agenda.atom",
            "/agenda/permanence.ics",
            "/flux/",
        ],
    )
    def test_twelve_queries_at_most(self, council, reader, path):
        place = factories.place(council)
        event(council, place=place)
        event(council, "Passé", "2026-11-01 18:00")
        monthly(
            council,
            place=place,
            exceptions=[
                {"day": date(2027, 2, 9), "kind": "moved", "place": factories.place(council)},
                {"day": date(2027, 3, 9), "kind": "cancelled"},
            ],
        )
        assert self.queries(reader, path) <= 12

    def fill(self, council, count: int) -> None:
        """Past and coming rows of the table alone: pages would take minutes to make."""
        pages = Publication.objects.bulk_create(
            Publication(
                source=f"test:{council.pk}:{number}",
                kind=AGENDA_KINDS[number % 2],
                home=council,
                path=f"/x/{number}/",
                title=f"Réunion {number}",
                sort_at=at("2026-01-01 12:00"),
                changed_at=at("2026-01-01 12:00"),
                starts_at=at(
                    f"{2000 + number % 26}-{number % 12 + 1:02}-{number % 28 + 1:02} 18:00"
                ),
                ends_at=at(f"{2000 + number % 26}-{number % 12 + 1:02}-{number % 28 + 1:02} 20:00"),
            )
            for number in range(count)
        )
        names = ("kind", "sort_at", "starts_at", "ends_at")
        Placement.objects.bulk_create(
            Placement(publication=page, council=council, **{n: getattr(page, n) for n in names})
            for page in pages
        )

    @pytest.mark.parametrize("path", ["/agenda/", "/agenda/?passes=1", "/agenda/?vue=mois"])
    def test_ten_thousand_cost_as_many_queries_as_a_hundred(self, council, reader, path):
        event(council)
        self.fill(council, 100)
        few = self.queries(reader, path)
        self.fill_more(council)
        assert self.queries(reader, path) == few

    def fill_more(self, council) -> None:
        Publication.objects.filter(source__startswith="test:").delete()
        self.fill(council, 10_000)

    def test_no_list_reads_more_than_it_shows(self, council):
        """The plan walks an index in order or by range; nothing is sorted that is not shown."""
        self.fill(council, 10_000)
        for rows in (
            listing.past(council, *AGENDA_KINDS, now=at("2026-12-08 19:30")),
            listing.upcoming(council, *AGENDA_KINDS, now=at("2026-12-08 19:30")),
        ):
            plan = rows[:20].explain()
            assert "quartiers_placement" in plan, plan

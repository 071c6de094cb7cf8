"""Feeds: programs get the site's own list, on every site, across both changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
import recurring_ical_events
import time_machine
from icalendar import Calendar

from cms.calendar.browsing import AGENDA_KINDS, told
from cms.calendar.facts import CANCELLED_SHOWN
from cms.calendar.models import EventPage
from cms.publications import listing
from tests.cms import factories

from .making import at, event, monthly

pytestmark = pytest.mark.django_db
ATOM = "{http://www.w3.org/2005/Atom}"


@pytest.fixture(autouse=True)
def _now():
    with time_machine.travel("2026-09-01T12:00:00+02:00", tick=False):
        yield


@pytest.fixture
def reader(client_for, council):
    return client_for(council)


def feed(client, query: str = "") -> Calendar:
    response = client.get(f"/agenda.ics{query}")
    assert response.status_code == 200
    assert response["Content-Type"] == "text/calendar; charset=utf-8"
    return Calendar.from_ical(response.content)


def expanded(calendar: Calendar) -> list[tuple]:
    found = recurring_ical_events.of(calendar).between(date(2025, 1, 1), date(2030, 1, 1))
    return sorted(
        (one.start.astimezone(UTC), one.end.astimezone(UTC), title(one), str(one["status"]))
        for one in found
    )


def title(one) -> str:
    return str(one["summary"]).removeprefix("Annulé\u00a0: ").removeprefix("Annulé : ")


def own_list(council, now: datetime) -> list[tuple]:
    """What the site's lists show, upcoming and past."""
    rows = [
        *told(listing.upcoming(council, *AGENDA_KINDS, now=now), now),
        *told(listing.past(council, *AGENDA_KINDS, now=now), now),
    ]
    return sorted(
        (
            row.starts_at.astimezone(UTC),
            row.ends_at.astimezone(UTC),
            row.publication.title,
            "CANCELLED" if row.publication.facts["state"] == "cancelled" else "CONFIRMED",
        )
        for row in rows
    )


def uids(calendar: Calendar) -> list[str]:
    return sorted({str(one["uid"]) for one in calendar.events})


def fill(council, other_council) -> None:
    """What takes place around both changes of the clock, in every state."""
    event(council, "Vide-greniers", "2026-10-25 01:30", "2026-10-25 03:30")
    event(council, "Nuit", "2027-03-27 22:00", "2027-03-28 06:00")
    event(council, "Annulé", "2026-11-02 18:00", cancelled=True, cancel_reason="Pluie")
    event(council, "Sans fin", "2026-11-03 18:00")
    event(other_council, "Commun", "2026-11-04 18:00", shared_with=[council])
    event(
        council,
        "Chaque nuit",
        "2026-09-05 23:00",
        "2026-09-06 05:00",
        repeat="weekly",
        repeat_count=40,
    )
    event(
        council,
        "À 2 h 30",
        "2026-09-06 02:30",
        "2026-09-06 03:30",
        repeat="weekly",
        repeat_count=40,
    )
    event(council, "Fin du mois", "2026-09-25 18:00", repeat="last_weekday", repeat_count=12)
    monthly(
        council,
        exceptions=[
            {"day": date(2026, 12, 8), "kind": "skipped"},
            {"day": date(2027, 1, 12), "kind": "cancelled", "reason": "Grève"},
            {"day": date(2027, 2, 9), "kind": "moved", "starts_at": at("2027-02-11 19:00")},
            {"day": date(2027, 3, 9), "kind": "moved", "place_words": "Salle 2"},
            {"day": date(2027, 4, 13), "kind": "moved", "starts_at": at("2027-03-28 01:30")},
        ],
    )


class TestExpanded:
    @pytest.mark.parametrize(
        "moment", ["2026-09-01T12:00:00+02:00", "2026-10-25T01:00:00+00:00", "2027-01-20T12:00:00Z"]
    )
    def test_it_is_the_site_s_own_list(self, council, other_council, reader, moment):
        fill(council, other_council)
        with time_machine.travel(moment, tick=False):
            now = datetime.fromisoformat(moment)
            found = expanded(feed(reader))
            assert found == own_list(council, now)
        assert len(found) > 90

    def test_what_was_cancelled_leaves_feed_and_list_together(self, council, reader):
        monthly(council, exceptions=[{"day": date(2027, 1, 12), "kind": "cancelled"}])
        event(council, "Annulé", "2027-01-12 18:00", "2027-01-12 20:00", cancelled=True)
        gone = at("2027-01-12 20:00") + CANCELLED_SHOWN
        for now, cancelled in ((gone - timedelta(seconds=1), 2), (gone, 0)):
            with time_machine.travel(now, tick=False):
                found = expanded(feed(reader))
                assert found == own_list(council, now)
            assert [status for *_rest, status in found].count("CANCELLED") == cancelled

    def test_a_series_that_is_called_off_is_told_as_such(self, council, reader):
        monthly(council, cancelled=True, cancel_reason="Travaux")
        assert {status for *_rest, status in expanded(feed(reader))} == {"CANCELLED"}


class TestWhatIsInIt:
    def test_a_shared_thing_once_on_the_portal_with_one_name_everywhere(
        self, council, other_council, portal, client_for
    ):
        page = event(council, "Plénière commune", shared_with=[other_council])
        for place in (portal, council, other_council):
            found = feed(client_for(place))
            assert [str(one["uid"]) for one in found.events] == [str(page.uid)]
            assert str(found.events[0]["url"]) == page.publication.url

    def test_by_council_and_kind(self, council, other_council, portal, client_for):
        ours, theirs = event(council, "Ours"), event(other_council, "Theirs")
        client = client_for(portal)
        assert uids(feed(client)) == sorted([str(ours.uid), str(theirs.uid)])
        assert uids(feed(client, "?conseil=lba")) == [str(ours.uid)]
        assert uids(feed(client, "?type=event&conseil=cel")) == [str(theirs.uid)]
        assert uids(feed(client, "?type=meeting")) == []
        assert feed(client, "?conseil=lba")["name"].endswith(council.name)

    @pytest.mark.parametrize("query", ["?type=news", "?conseil=xyz"])
    def test_words_that_mean_nothing(self, portal, client_for, query):
        assert client_for(portal).get(f"/agenda.ics{query}").status_code == 404
        assert client_for(portal).get(f"/agenda.atom{query}").status_code == 404

    def test_nothing_hidden_is_in_it(self, council, reader):
        event(council, "Draft").unpublish()
        factories.make_private(monthly(council, "Private"))
        for path in ("/agenda.ics", "/agenda.atom", "/agenda/", "/agenda/?vue=mois&mois=2027-01"):
            html = reader.get(path).content.decode()
            assert "Draft" not in html
            assert "Private" not in html
        assert reader.get("/agenda/private.ics").status_code == 404

    def test_what_was_over_a_year_ago_is_not(self, council, reader):
        event(council, "Old", "2025-08-30 18:00")
        kept = event(council, "Kept", "2025-09-02 18:00")
        assert uids(feed(reader)) == [str(kept.uid)]

    def test_a_change_raises_its_number_under_the_same_name(self, council, reader):
        page = event(council)
        before = feed(reader).events[0]
        page = EventPage.objects.get(pk=page.pk)
        page.starts_at = at("2026-12-09 18:00")
        page.save()
        after = feed(reader).events[0]
        assert before["uid"] == after["uid"]
        assert (before["sequence"], after["sequence"]) == (0, 1)

    def test_place_and_position(self, council, reader):
        place = factories.place(council, name="La Halle", address="2, rue Bouchardon")
        event(council, place=place, place_words="Salle 2")
        (one,) = feed(reader).events
        assert one["location"] == "La Halle, 2, rue Bouchardon, Salle 2"
        assert one["geo"].to_ical() == "48.876;2.363"


class TestAnswers:
    def test_the_same_is_not_sent_twice(self, council, reader):
        event(council)
        first = reader.get("/agenda.ics")
        assert first["ETag"]
        assert reader.get("/agenda.ics").content == first.content
        again = reader.get("/agenda.ics", headers={"if-none-match": first["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
        event(council, "Autre")
        changed = reader.get("/agenda.ics", headers={"if-none-match": first["ETag"]})
        assert changed.status_code == 200

    @pytest.mark.parametrize("path", ["/agenda.ics", "/agenda.atom", "/flux/"])
    def test_nothing_is_posted(self, reader, path):
        assert reader.post(path).status_code == 405

    def test_no_cookie(self, reader, council):
        event(council)
        for path in ("/agenda.ics", "/agenda.atom", "/flux/", "/agenda/", "/agenda/vide-greniers/"):
            assert not reader.get(path).cookies


class TestOneThing:
    def test_an_event(self, council, reader):
        page = event(council)
        response = reader.get("/agenda/vide-greniers.ics")
        assert response["Content-Disposition"] == (
            'attachment; filename="vide-greniers-2026-12-08.ics"'
        )
        (one,) = Calendar.from_ical(response.content).events
        assert one["uid"] == str(page.uid)

    def test_a_series(self, council, reader):
        monthly(council)
        (one,) = Calendar.from_ical(reader.get("/agenda/permanence.ics").content).events
        assert one["rrule"].to_ical() == b"FREQ=MONTHLY;COUNT=12;BYDAY=2TU"

    def test_one_date_of_a_series(self, council, reader):
        page = monthly(council)
        response = reader.get("/agenda/permanence/2027-01-12.ics")
        (one,) = Calendar.from_ical(response.content).events
        assert one["uid"] == f"{page.uid}-20270112"
        assert one["dtstart"].to_ical() == b"20270112T180000"
        assert "rrule" not in one

    def test_what_was_cancelled_long_ago_is_called_off_for_whoever_has_it(self, council, reader):
        event(council, starts="2026-05-08 18:00", cancelled=True, cancel_reason="Canicule")
        (one,) = Calendar.from_ical(reader.get("/agenda/vide-greniers.ics").content).events
        assert one["status"] == "CANCELLED"
        assert feed(reader).events == []

    @pytest.mark.parametrize(
        "path",
        [
            "/agenda/nothing.ics",
            "/agenda.ics.ics",
            "/agenda/permanence/2027-01-13.ics",
            "/actualites/un-banc.ics",
            "/../agenda/permanence.ics",
        ],
    )
    def test_what_is_not_in_the_agenda(self, council, reader, path):
        monthly(council)
        factories.news(council, "Un banc", slug="un-banc")
        assert reader.get(path).status_code == 404

    def test_only_on_its_own_site(self, council, other_council, client_for):
        event(council, shared_with=[other_council])
        assert client_for(other_council).get("/agenda/vide-greniers.ics").status_code == 404

    def test_not_before_it_is_public(self, council, reader):
        event(council).unpublish()
        assert reader.get("/agenda/vide-greniers.ics").status_code == 404


class TestAtom:
    def entries(self, client, query="") -> list[ElementTree.Element]:
        response = client.get(f"/agenda.atom{query}")
        assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
        return ElementTree.fromstring(response.content).findall(f"{ATOM}entry")  # noqa: S314

    def test_a_series_is_announced_once(self, council, reader):
        monthly(council)
        event(council, "Fête & « soupe » <3>")
        titles = [one.findtext(f"{ATOM}title") for one in self.entries(reader)]
        found = {title.replace("\u00a0", " ") for title in titles}
        assert found == {"Permanence", "Fête & « soupe » <3>"}

    def test_an_empty_one_is_well_formed(self, reader):
        assert self.entries(reader) == []

    def test_when_and_where(self, council, reader):
        event(council, cancelled=True)
        (one,) = self.entries(reader)
        words = one.findtext(f"{ATOM}summary").replace("\u00a0", " ")
        assert words.startswith("mardi 8 décembre 2026, de 18 h à 20 h, Quai de Jemmapes.")
        title = one.findtext(f"{ATOM}title").replace("\u00a0", " ")
        assert title == "Annulé : Vide-greniers"
        assert one.find(f"{ATOM}link").get("href") == one.findtext(f"{ATOM}id")


class TestFeedList:
    def test_every_feed_that_it_names_is_there(self, portal, council, client_for):
        client = client_for(portal)
        feeds = client.get("/flux/").context["feeds"]
        assert len(feeds) >= 5
        for one in feeds:
            assert one.webcal == "webcal" + one.url.removeprefix("http")
            for url in (one.url, one.atom):
                assert client.get(url.removeprefix(portal.site.root_url)).status_code == 200

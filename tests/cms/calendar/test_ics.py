"""Calendars as files: what programs that read them make of it, across both changes of the clock."""

from datetime import UTC, date, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
import recurring_ical_events
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar, Timezone

from cms.calendar.ics import Entry, Sheet, calendar_bytes
from cms.calendar.recurrence import Change, Difference, Repeat, Rule, Series, State
from cms.calendar.vtimezone import rules_of

PARIS = ZoneInfo("Europe/Paris")
CHANGED = datetime(2026, 11, 20, 9, tzinfo=UTC)
URL = "http://lba.example/agenda/permanence/"


def entry(series: Series | None = None, **fields) -> Entry:
    usual = {
        "uid": "8e6d7c1e-0000-4000-8000-000000000001",
        "title": "Permanence",
        "series": series or Series(datetime(2026, 12, 8, 18), datetime(2026, 12, 8, 20)),
        "url": URL,
        "changed_at": CHANGED,
    }
    return Entry(**(usual | fields))


def written(*entries: Entry, **fields) -> bytes:
    sheet = Sheet(
        "Agenda – Louis Blanc", URL, "http://lba.example/agenda.ics", entries=entries, **fields
    )
    return calendar_bytes(sheet)


def read(*entries: Entry) -> Calendar:
    return Calendar.from_ical(written(*entries))


def expanded(content: bytes, first: date, last: date) -> list[tuple[datetime, datetime, str]]:
    found = recurring_ical_events.of(Calendar.from_ical(content)).between(first, last)
    return sorted(
        (
            event.start.astimezone(UTC),
            event.end.astimezone(UTC),
            str(event["status"]),
        )
        for event in found
    )


def own_list(series: Series) -> list[tuple[datetime, datetime, str]]:
    return sorted(
        (
            o.starts.astimezone(UTC),
            o.ends.astimezone(UTC),
            "CANCELLED" if o.state is State.CANCELLED else "CONFIRMED",
        )
        for o in series.occurrences()
    )


class TestTimeZone:
    def test_it_changes_the_clock_when_the_zone_does(self):
        made = Timezone.from_ical(rules_of("Europe/Paris").to_ical()).to_tz(lookup_tzid=False)
        for when in self.hours_around_changes():
            assert when.astimezone(made).utcoffset() == when.astimezone(PARIS).utcoffset(), when

    def hours_around_changes(self):
        for year in (2026, 2027, 2030):
            for change in (datetime(year, 3, 24, tzinfo=UTC), datetime(year, 10, 24, tzinfo=UTC)):
                yield from (change + timedelta(hours=hours) for hours in range(24 * 8))

    def test_in_rules_not_in_lists_of_dates(self):
        lines = rules_of("Europe/Paris").to_ical().decode().splitlines()
        assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=3" in lines
        assert "RRULE:FREQ=YEARLY;BYDAY=-1SU;BYMONTH=10" in lines
        assert "DTSTART:20080330T020000" in lines

    def test_a_zone_that_never_changes(self):
        lines = rules_of("Indian/Reunion").to_ical().decode().splitlines()
        assert lines.count("BEGIN:STANDARD") == 1
        assert "BEGIN:DAYLIGHT" not in lines


class TestOnce:
    def test_what_it_says(self):
        made = entry(
            sequence=3,
            description="Venez avec votre question.",
            place="Maison de la vie associative, 206, quai de Valmy",
            position=(48.8823, 2.3688),
            categories=("Événement", "Logement"),
            contact="Conseil Louis Blanc",
        )
        (event,) = read(made).events
        assert event["uid"] == made.uid
        assert event["sequence"] == 3
        assert event["dtstart"].to_ical() == b"20261208T180000"
        assert event["dtstart"].params["TZID"] == "Europe/Paris"
        assert event["dtstamp"].dt == event["last-modified"].dt == CHANGED
        assert event["location"] == made.place
        assert event["geo"].to_ical() == "48.8823;2.3688"
        assert [str(c) for c in event["categories"].cats] == ["Événement", "Logement"]
        assert event["url"] == URL
        assert event["description"] == f"Venez avec votre question.\n\n{URL}"
        assert event["status"] == "CONFIRMED"

    def test_cancelled_says_so_in_the_title_too(self):
        series = Series(
            datetime(2026, 12, 8, 18),
            datetime(2026, 12, 8, 20),
            is_cancelled=True,
            reason="Salle fermée",
        )
        (event,) = read(entry(series)).events
        assert (event["status"], event["summary"]) == ("CANCELLED", "Annulé\u00a0: Permanence")
        assert event["description"].startswith("Salle fermée")


class TestCalendar:
    def test_what_it_says_of_itself(self):
        made = read(entry())
        assert made["name"] == made["x-wr-calname"] == "Agenda – Louis Blanc"
        assert made["x-wr-timezone"] == "Europe/Paris"
        assert made["url"] == URL
        lines = written(entry()).decode().split("\r\n")
        assert "REFRESH-INTERVAL;VALUE=DURATION:PT1H" in lines
        assert "SOURCE;VALUE=URI:http://lba.example/agenda.ics" in lines
        assert "METHOD:PUBLISH" in lines

    def test_the_same_entries_give_the_same_bytes(self):
        assert written(entry()) == written(entry())

    def test_an_empty_one_is_one(self):
        assert read().events == []
        assert read()["version"] == "2.0"


WEEKLY = Rule(Repeat.WEEKLY, until=date(2027, 11, 30))


@pytest.mark.parametrize(
    ("starts", "hours", "rule"),
    [
        (datetime(2026, 9, 8, 18), 2, WEEKLY),
        (datetime(2026, 9, 6, 2, 30), 1, WEEKLY),  # Sundays, in both hours that change
        (datetime(2026, 9, 6, 1, 30), 1, WEEKLY),
        (datetime(2026, 9, 5, 22), 6, WEEKLY),  # nights, over both changes
        (datetime(2026, 9, 5, 23), 30, WEEKLY),
        (datetime(2026, 10, 25, 2, 30), 1, WEEKLY),  # begins in the hour that comes twice
        (datetime(2027, 3, 28, 2, 30), 1, Rule(Repeat.WEEKLY, count=5)),  # … that does not exist
        (datetime(2026, 10, 31, 22), 8, Rule(Repeat.LAST_WEEKDAY, count=12)),
        (datetime(2026, 3, 29, 2, 30), 1, Rule(Repeat.LAST_WEEKDAY, count=24)),
        (datetime(2026, 9, 8, 18), 2, Rule(Repeat.NTH_WEEKDAY, until=date(2028, 6, 30))),
        (datetime(2026, 8, 31, 9), 3, Rule(Repeat.DAY_OF_MONTH, count=18)),
        (datetime(2026, 9, 8, 18), 2, Rule(Repeat.FORTNIGHTLY, count=40)),
    ],
)
def test_expanded_it_is_the_own_list(starts, hours, rule):
    series = Series(starts, starts + timedelta(hours=hours), rule)
    found = expanded(written(entry(series)), date(2026, 1, 1), date(2030, 1, 1))
    assert found == own_list(series)
    assert len(found) == len(rule.dates(starts.date()))


def test_days_that_differ():
    starts = datetime(2026, 9, 8, 18)
    changes = (
        Change(date(2026, 9, 8), Difference.SKIPPED),
        Change(date(2026, 10, 13), Difference.CANCELLED, reason="Grève"),
        Change(date(2026, 11, 10), Difference.MOVED, starts=datetime(2026, 11, 12, 19)),
        Change(date(2026, 12, 8), Difference.MOVED, place="Salle 2", reason="Travaux"),
        Change(
            date(2027, 3, 9),
            Difference.MOVED,
            starts=datetime(2027, 3, 28, 2, 30),
            ends=datetime(2027, 3, 28, 3, 30),
        ),
        Change(date(2027, 4, 13), Difference.SKIPPED),
    )
    rule = Rule(Repeat.NTH_WEEKDAY, until=date(2027, 6, 30))
    series = Series(starts, starts + timedelta(hours=2), rule, changes)
    content = written(entry(series, place="Salle 1", position=(48.88, 2.36)))
    assert expanded(content, date(2026, 1, 1), date(2028, 1, 1)) == own_list(series)
    lines = content.decode().split("\r\n")
    assert "EXDATE;TZID=Europe/Paris:20260908T180000,20270413T180000" in lines
    assert "RECURRENCE-ID;TZID=Europe/Paris:20261013T180000" in lines
    elsewhere = next(e for e in read(entry(series)).events if e.get("location") == "Salle 2")
    assert "geo" not in elsewhere
    assert elsewhere["description"].startswith("Travaux")


@given(
    first=st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31)).map(
        lambda when: when.replace(second=0, microsecond=0)
    ),
    minutes=st.integers(1, 60 * 26),
    repeat=st.sampled_from(list(Repeat)),
    count=st.integers(2, 30),
    data=st.data(),
)
def test_any_series_expands_to_its_own_list(first, minutes, repeat, count, data):
    rule = Rule(repeat, count=None if repeat == Repeat.ONCE else count)
    if rule.problems(first.date()):
        return
    days = data.draw(st.lists(st.sampled_from(rule.dates(first.date())), unique=True, max_size=3))
    kinds = st.sampled_from([Difference.SKIPPED, Difference.CANCELLED])
    changes = tuple(Change(day, data.draw(kinds)) for day in days)
    series = Series(first, first + timedelta(minutes=minutes), rule, changes)
    found = expanded(written(entry(series)), date(2025, 12, 1), date(2032, 1, 1))
    assert found == own_list(series)


WORDS = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cs"]) | st.sampled_from(";,\\:\"\n'’é🎪")
)


@given(title=WORDS, text=WORDS, place=WORDS)
def test_any_words_come_back(title, text, place):
    content = written(entry(title=title, description=text, place=place))
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    content.decode()
    (event,) = Calendar.from_ical(content).events
    assert str(event.get("summary", "")) == said(title)
    assert str(event.get("location", "")) == said(place)
    assert str(event["description"]) == said("\n\n".join(filter(None, (text, URL))))


def said(words: str) -> str:
    """Words without what no calendar may hold: control characters."""
    lines = words.replace("\r\n", "\n").replace("\r", "\n")
    return "".join(c for c in lines if c in "\t\n" or not (ord(c) < 32 or ord(c) == 127))

"""What happens to the date happens to those registered: they stay, and hear of it once."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from cms.calendar.models import EventException, EventPage, Gathering, Registration
from cms.calendar.registration import acts, following
from cms.meetings.models import MeetingPage
from cms.publications.publishing import differences
from sites.notifications.models import Mail
from tests.cms.calendar.registration.making import (
    came,
    fair,
    guest,
    mails,
    member,
    states,
    told,
)
from tests.cms.meetings.factories import in_days, meeting

pytestmark = pytest.mark.django_db


def republish(page, **fields):
    page = type(page).objects.get(pk=page.pk)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision().publish()


def newest(kind="changed") -> Mail:
    return Mail.objects.filter(kind=f"registration_{kind}").latest("pk")


def plenary(council, **fields) -> MeetingPage:
    return meeting(council, registration_mode="required", registration_capacity=2, **fields)


class TestMeeting:
    def test_cancelled_tells_everybody_once(self, council):
        page = plenary(council)
        for name in "abc":
            came(page, f"{name}@exemple.fr")
        guest(page, "jamais@exemple.fr")
        republish(page, status="cancelled", status_reason="Salle inondée")
        assert mails("changed") == ["a@exemple.fr", "b@exemple.fr", "c@exemple.fr"]
        assert "Salle inondée" in newest().text
        assert newest().subject.startswith("Annulé")
        republish(page, title="Plénière annulée")
        following.tend()
        assert len(mails("changed")) == 3
        assert states(page)["a"] == "registered"  # kept

    def test_cancelled_hands_no_place_on(self, council):
        page = plenary(council)
        first = came(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        came(page, "c@exemple.fr")
        republish(page, status="cancelled", status_reason="Grève")
        acts.cancel(first)
        assert states(page)["c"] == "waiting"

    def test_moved_says_from_when_to_when(self, council):
        page = plenary(council)
        came(page)
        republish(page, starts_at=in_days(16), status="postponed", status_reason="Salle prise")
        text = newest().text
        assert newest().subject.startswith("Nouvelle date")
        assert "C’était prévu le" in text
        assert Gathering.objects.get().starts_at == in_days(16)
        assert "STATUS:CONFIRMED" in bytes(newest().attached).decode()

    def test_put_off_without_a_date_then_fixed_then_held_after_all(self, council):
        page = plenary(council)
        came(page)
        republish(page, status="postponed", status_reason="Travaux")
        assert newest().subject.startswith("Reporté à une date à fixer")
        republish(page, starts_at=in_days(30))
        assert newest().subject.startswith("Maintenu")
        assert len(mails("changed")) == 2

    def test_elsewhere(self, council):
        page = plenary(council)
        came(page)
        republish(page, place_words="Gymnase")
        assert "École" in newest().text
        assert "Gymnase" in newest().text

    def test_of_a_new_title_or_agenda_nobody_hears(self, council):
        page = plenary(council)
        came(page)
        republish(page, title="Plénière d’hiver", practical="Apportez une tasse")
        assert mails("changed") == []

    def test_that_is_over_is_no_news(self, council, time_machine):
        page = plenary(council)
        came(page)
        time_machine.move_to(page.starts_at + timedelta(days=3))
        republish(page, place_words="Gymnase")
        assert mails("changed") == []

    def test_of_a_draft_nobody_hears(self, council):
        page = plenary(council)
        came(page)
        page.refresh_from_db()
        page.starts_at = in_days(50)
        page.save_revision()
        assert mails("changed") == []

    def test_beyond_a_few_the_schedule_writes(self, council, monkeypatch):
        monkeypatch.setattr(following, "AT_ONCE", 2)
        monkeypatch.setattr(following, "A_PASS", 2)
        page = meeting(council, registration_mode="open")
        for number in range(5):
            came(page, f"p{number}@exemple.fr")
        republish(page, place_words="Gymnase")
        counts = [len(mails("changed"))]
        for _pass in range(4):
            following.tend()
            counts.append(len(mails("changed")))
        assert counts == [2, 4, 5, 5, 5]
        assert following.tend() == 0


class TestSeries:
    @pytest.fixture
    def series(self, council) -> EventPage:
        return fair(council, 1, repeat="weekly", repeat_count=4)

    @pytest.fixture
    def days(self, series) -> list[date]:
        return [one.day for one in series.registration_dates()]

    def test_each_date_has_places_of_its_own(self, series, days):
        came(series, "a@exemple.fr", day=days[0])
        assert came(series, "a@exemple.fr", day=days[1]).state == "registered"
        assert came(series, "b@exemple.fr", day=days[1]).state == "waiting"
        assert differences() == []

    def test_one_date_called_off_concerns_its_own(self, series, days):
        came(series, "a@exemple.fr", day=days[0])
        came(series, "b@exemple.fr", day=days[1])
        page = EventPage.objects.get(pk=series.pk)
        page.exceptions = [EventException(day=days[1], kind="cancelled", reason="Grève")]
        page.save_revision().publish()
        assert mails("changed") == ["b@exemple.fr"]

    def test_a_date_that_leaves_the_series_is_called_off(self, series, days):
        row = came(series, "a@exemple.fr", day=days[3])
        republish(series, repeat_count=2)
        assert newest().to == "a@exemple.fr"
        row.refresh_from_db()
        assert (row.state, row.gathering.state) == ("registered", "cancelled")

    def test_that_takes_place_once_by_now_keeps_who_registered(self, series, days):
        row = came(series, "a@exemple.fr", day=days[0])
        republish(series, repeat="once", repeat_count=None)
        assert (Gathering.objects.get().day, mails("changed")) == (None, [])
        republish(series, repeat="weekly", repeat_count=3)
        assert Gathering.objects.get().day == days[0]
        assert differences() == []
        acts.cancel(row)


class TestLetters:
    def test_all_say_why_and_how_to_cancel(self, council, time_machine):
        page = fair(council, 1)
        first = came(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        acts.cancel(first)
        came(page, "c@exemple.fr")
        time_machine.move_to(page.starts_at - timedelta(hours=20))
        acts.cancel(Registration.objects.get(name="b"))
        acts.remove(Registration.objects.get(name="c"), "Erreur")
        for mail in Mail.objects.filter(kind__startswith="registration_"):
            assert "Vous recevez ce message parce que" in mail.text
            ended = mail.kind.endswith(("cancelled", "removed", "offer_expired"))
            assert ("/inscription/annuler/" in mail.text) is not ended
            assert ("/inscription/annuler/" in mail.html) is not ended
            assert "None" not in mail.text

    def test_with_a_calendar_once_it_is_sure(self, council, posted):
        came(fair(council))
        _confirm, registered = posted()
        (file,) = registered.attachments
        assert (file[0], file[2]) == ("inscription.ics", "text/calendar")
        assert "BEGIN:VEVENT" in file[1]
        assert "SUMMARY:Vide-greniers" in file[1]
        assert Mail.objects.filter(attached__isnull=False).count() == 0  # served, so emptied
        assert set(Mail.objects.values_list("attached_name", flat=True)) == {""}

    def test_go_to_the_address_that_an_account_has_now(self, council, resident):
        page = fair(council)
        member(page, resident)
        resident.email = "neuve@exemple.fr"
        resident.save()
        republish(page, place_words="Ailleurs")
        assert mails("changed") == ["neuve@exemple.fr"]

    def test_are_none_for_who_left_no_address(self, council):
        page = fair(council)
        outcome, row = acts.add(page, None, acts.Asked("Mme Dupont", ""))
        republish(page, place_words="Ailleurs")
        acts.remove(row)
        assert (outcome.value, mails()) == ("registered", [])


class TestLists:
    """Rows of the publications follow places without the page being published again."""

    def test_the_last_seat_is_told(self, council):
        page = fair(council, 1)
        told_first = told(page)
        assert (told_first["mode"], told_first["capacity"], told_first["left"]) == (
            "required",
            1,
            1,
        )
        came(page)
        assert (told(page)["left"], told(page)["taken"]) == (0, 1)
        assert differences() == []

    def test_a_free_seat_is_told(self, council, time_machine):
        page = fair(council, 1)
        guest(page)
        assert told(page)["left"] == 0
        time_machine.move_to(timezone.now() + timedelta(minutes=31))
        following.tend()
        assert told(page)["left"] == 1
        assert differences() == []

    def test_nothing_is_told_of_pages_without_registration(self, council):
        page = fair(council, registration_mode="none")
        assert told(page) == {}

    def test_turned_off_it_is_told_no_more_and_kept(self, council):
        page = fair(council, 1)
        came(page, "a@exemple.fr")
        republish(page, registration_mode="none")
        assert told(page) == {}
        assert states(page) == {"a": "registered"}
        assert differences() == []

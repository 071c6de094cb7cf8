"""Places, the wait list, holds and offers: what is counted, when, and for whom."""

from datetime import timedelta

import pytest
from django.core.exceptions import ValidationError
from django.db import IntegrityError, transaction
from django.utils import timezone

from cms.calendar.models import EventPage, Gathering, Registration
from cms.calendar.registration import acts, following
from cms.calendar.registration.acts import Asked, Outcome, Refused
from cms.publications.publishing import differences
from tests.cms.calendar.registration.making import (
    came,
    fair,
    guest,
    mails,
    member,
    states,
    taken,
    told,
)

pytestmark = pytest.mark.django_db

HOUR, MINUTE = timedelta(hours=1), timedelta(minutes=1)


class TestWhatAVolunteerMayAskFor:
    @pytest.mark.parametrize("capacity", [0, -1, -100, 10_001])
    def test_a_capacity_is_one_place_at_least(self, council, capacity):
        page = fair(council)
        page.registration_capacity = capacity
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        (words,) = refused.value.message_dict["registration_capacity"]
        assert "laissez vide : sans limite" in words.replace("\u00a0", " ")

    @pytest.mark.parametrize("seats", [0, -1, 5])
    def test_a_registration_has_one_to_four_seats(self, council, seats):
        page = fair(council)
        page.registration_seats = seats
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert "registration_seats" in refused.value.message_dict

    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("registration_capacity", 0),
            ("registration_seats", 5),
            ("registration_mode", "perhaps"),
        ],
    )
    def test_the_database_refuses_it_too(self, council, field, value):
        page = fair(council)
        with pytest.raises(IntegrityError), transaction.atomic():
            EventPage.objects.filter(pk=page.pk).update(**{field: value})

    def test_registration_does_not_close_after_the_beginning(self, council):
        page = fair(council)
        page.registration_closes_at = page.starts_at + MINUTE
        with pytest.raises(ValidationError) as refused:
            page.full_clean()
        assert "registration_closes_at" in refused.value.message_dict


class TestAccount:
    def test_is_registered_at_once(self, council, resident):
        page = fair(council, capacity=2)
        outcome, row = member(page, resident, seats=2)
        assert (outcome, row.address) == (Outcome.REGISTERED, resident.email)
        assert mails() == [resident.email]
        assert told(page)["left"] == 0

    def test_twice_is_once(self, council, resident):
        page = fair(council)
        member(page, resident)
        assert member(page, resident, seats=3)[0] is Outcome.ALREADY
        assert taken(page) == 1

    def test_registered_by_mail_before_is_the_same_person(self, council, resident):
        page = fair(council)
        came(page, resident.email.upper())
        outcome, row = member(page, resident)
        assert outcome is Outcome.ALREADY
        assert row.user == resident
        assert (taken(page), Registration.objects.count()) == (1, 1)

    def test_confirms_what_its_address_asked_for(self, council, resident):
        page = fair(council, capacity=3)
        guest(page, resident.email, seats=3)
        assert member(page, resident, seats=2)[0] is Outcome.REGISTERED
        assert (taken(page), Registration.objects.count()) == (2, 1)

    def test_registered_before_is_not_registered_again_by_mail(self, council, resident):
        page = fair(council)
        member(page, resident)
        guest(page, resident.email)
        assert (taken(page), Registration.objects.count()) == (1, 1)
        assert mails("registered") == [resident.email] * 2  # it is told again, and how to cancel

    def test_a_link_that_proves_its_address_is_its_own(self, council, resident):
        assert came(fair(council), resident.email).user == resident

    def test_that_changed_its_address_is_still_one(self, council, resident):
        page = fair(council)
        member(page, resident)
        resident.email = "neuve@exemple.fr"
        resident.save()
        assert member(page, resident)[0] is Outcome.ALREADY


def test_one_live_registration_for_an_address_is_a_constraint(council):
    row = came(fair(council))
    with pytest.raises(IntegrityError), transaction.atomic():
        Registration.objects.create(gathering=row.gathering, address=row.address, state="held")
    acts.cancel(row)
    Registration.objects.create(
        gathering=row.gathering, address=row.address, state="registered"
    )  # one that ended is no obstacle


class TestHold:
    def test_lasts_half_an_hour_and_no_longer(self, council, time_machine):
        page = fair(council, capacity=2)
        time_machine.move_to(begin := timezone.now(), tick=False)
        guest(page, "a@exemple.fr", 2)
        time_machine.move_to(begin + timedelta(minutes=29, seconds=59), tick=False)
        assert came(page, "b@exemple.fr").state == "waiting"
        assert states(page)["a"] == "held"
        time_machine.move_to(begin + timedelta(minutes=30), tick=False)
        came(page, "c@exemple.fr")  # whoever looks under the lock hands on
        assert states(page) == {"a": "unconfirmed", "b": "registered", "c": "registered"}
        assert mails("promoted") == ["b@exemple.fr"]

    def test_is_let_go_by_the_schedule(self, council, time_machine):
        page = fair(council, capacity=1)
        guest(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        time_machine.move_to(timezone.now() + 31 * MINUTE)
        following.tend()
        assert states(page) == {"a": "unconfirmed", "b": "registered"}
        assert following.tend() == 0

    def test_confirmed_late_gets_what_is_left(self, council, time_machine):
        page = fair(council, capacity=1)
        row = guest(page, "a@exemple.fr")
        time_machine.move_to(timezone.now() + 2 * HOUR)
        assert acts.confirm(row) is Outcome.REGISTERED
        assert acts.confirm(row) is Outcome.ALREADY

    def test_confirmed_late_waits_when_nothing_is_left(self, council, time_machine):
        page = fair(council, capacity=1)
        row = guest(page, "a@exemple.fr")
        time_machine.move_to(timezone.now() + 31 * MINUTE)
        came(page, "b@exemple.fr")
        assert acts.confirm(row) is Outcome.WAITING
        assert states(page) == {"a": "waiting", "b": "registered"}

    def test_of_two_days_ago_is_worth_nothing(self, council, time_machine):
        row = guest(fair(council))
        time_machine.move_to(timezone.now() + 48 * HOUR)
        assert acts.confirm(row) is Outcome.OVER
        following.purge(60)
        assert not Registration.objects.exists()

    def test_asked_for_again_holds_once(self, council):
        page = fair(council, capacity=4)
        guest(page, seats=4)
        guest(page, seats=3)
        assert (taken(page), Registration.objects.count()) == (3, 1)
        assert mails("confirm") == ["lilas@exemple.fr"] * 2


class TestLine:
    def test_is_served_in_order(self, council):
        page = fair(council, capacity=1)
        first = came(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        came(page, "c@exemple.fr")
        acts.cancel(first)
        assert states(page) == {"a": "cancelled", "b": "registered", "c": "waiting"}
        assert mails("promoted") == ["b@exemple.fr"]

    def test_nobody_overtakes_a_group_at_its_head(self, council):
        page = fair(council, capacity=4)
        rows = [came(page, f"{name}@exemple.fr") for name in "abcd"]
        came(page, "famille@exemple.fr", 3)
        came(page, "seul@exemple.fr")
        acts.cancel(rows[0])
        acts.cancel(rows[1])
        assert states(page)["famille"] == states(page)["seul"] == "waiting"
        assert came(page, "nouveau@exemple.fr").state == "waiting"  # though two places are free
        acts.cancel(rows[2])
        assert states(page)["famille"] == "registered"
        assert states(page)["seul"] == states(page)["nouveau"] == "waiting"
        assert taken(page) == 4

    def test_is_joined_when_the_address_is_proven(self, council):
        page = fair(council, capacity=1)
        first = came(page, "a@exemple.fr")
        late = guest(page, "b@exemple.fr")
        came(page, "c@exemple.fr")
        acts.confirm(late)
        acts.cancel(first)
        assert states(page) == {"a": "cancelled", "b": "waiting", "c": "registered"}

    def test_is_left_by_who_cancels(self, council):
        page = fair(council, capacity=1)
        first = came(page, "a@exemple.fr")
        acts.cancel(came(page, "b@exemple.fr"))
        came(page, "c@exemple.fr")
        acts.cancel(first)
        assert states(page) == {"a": "cancelled", "b": "cancelled", "c": "registered"}


class TestOffer:
    """From a day before the start on, a place is offered, not given."""

    @pytest.mark.parametrize(
        ("before", "state", "lasts"),
        [
            (24 * HOUR + MINUTE, "registered", None),
            (24 * HOUR, "offered", 6 * HOUR),
            (7 * HOUR, "offered", 6 * HOUR),
            (6 * HOUR, "offered", 5 * HOUR),
            (HOUR + MINUTE, "offered", MINUTE),
            (HOUR, "waiting", None),
            (MINUTE, "waiting", None),
        ],
    )
    def test_lasts_six_hours_but_ends_an_hour_before(
        self, council, time_machine, before, state, lasts
    ):
        page = fair(council, capacity=1)
        first, second = came(page, "a@exemple.fr"), came(page, "b@exemple.fr")
        time_machine.move_to(now := page.starts_at - before, tick=False)
        acts.cancel(first)
        second.refresh_from_db()
        assert second.state == state
        assert second.offered_until == (now + lasts if lasts else None)

    def test_taken_is_a_place(self, council, time_machine):
        page = fair(council, capacity=1)
        first, second = came(page, "a@exemple.fr"), came(page, "b@exemple.fr")
        time_machine.move_to(page.starts_at - 10 * HOUR)
        acts.cancel(first)
        assert taken(page) == 1  # an offer takes its seats
        assert acts.accept(second) is Outcome.REGISTERED
        assert acts.accept(second) is Outcome.ALREADY

    @pytest.mark.parametrize("by", ["schedule", "next"])
    def test_left_lying_goes_to_the_next(self, council, time_machine, by):
        page = fair(council, capacity=1)
        first = came(page, "a@exemple.fr")
        second = came(page, "b@exemple.fr")
        came(page, "c@exemple.fr")
        time_machine.move_to(begin := page.starts_at - 20 * HOUR, tick=False)
        acts.cancel(first)
        time_machine.move_to(begin + 6 * HOUR, tick=False)  # half-open: at that moment it is over
        if by == "schedule":
            following.tend()
        else:
            assert acts.accept(second) is Outcome.OVER
        assert states(page) == {"a": "cancelled", "b": "lapsed", "c": "offered"}
        assert mails("offer_expired") == ["b@exemple.fr"]
        assert mails("offer")[-1] == "c@exemple.fr"

    def test_turned_down_goes_to_the_next(self, council, time_machine):
        page = fair(council, capacity=1)
        first, second = came(page, "a@exemple.fr"), came(page, "b@exemple.fr")
        came(page, "c@exemple.fr")
        time_machine.move_to(page.starts_at - 20 * HOUR)
        acts.cancel(first)
        acts.cancel(second)
        assert states(page) == {"a": "cancelled", "b": "cancelled", "c": "offered"}

    def test_ends_sooner_when_the_date_comes_sooner(self, council, time_machine):
        page = fair(council, capacity=1)
        first, second = came(page, "a@exemple.fr"), came(page, "b@exemple.fr")
        time_machine.move_to(now := page.starts_at - 20 * HOUR, tick=False)
        acts.cancel(first)
        page.refresh_from_db()
        page.starts_at = now + 3 * HOUR
        page.ends_at = now + 4 * HOUR
        page.save_revision().publish()
        second.refresh_from_db()
        assert second.offered_until == now + 2 * HOUR


class TestCapacity:
    def change(self, page, **fields):
        page = EventPage.objects.get(pk=page.pk)
        for name, value in fields.items():
            setattr(page, name, value)
        page.save_revision().publish()

    def test_lowered_sends_nobody_away(self, council):
        page = fair(council, capacity=10)
        for number in range(8):
            came(page, f"p{number}@exemple.fr")
        self.change(page, registration_capacity=4)
        assert set(states(page).values()) == {"registered"}
        assert (told(page)["left"], told(page)["over"]) == (0, 4)
        assert came(page, "tard@exemple.fr").state == "waiting"
        assert differences() == []

    def test_lowered_and_somebody_leaves_gives_no_place(self, council):
        page = fair(council, capacity=3)
        rows = [came(page, f"p{number}@exemple.fr") for number in range(3)]
        came(page, "attend@exemple.fr")
        self.change(page, registration_capacity=1)
        acts.cancel(rows[0])
        acts.cancel(rows[1])
        assert states(page)["attend"] == "waiting"
        acts.cancel(rows[2])
        assert states(page)["attend"] == "registered"

    def test_raised_hands_on(self, council):
        page = fair(council, capacity=2)
        came(page, "a@exemple.fr", 2)
        came(page, "b@exemple.fr", 2)
        came(page, "c@exemple.fr")
        self.change(page, registration_capacity=4)
        assert states(page) == {"a": "registered", "b": "registered", "c": "waiting"}
        self.change(page, registration_capacity=None)
        assert set(states(page).values()) == {"registered"}
        assert mails("promoted") == ["b@exemple.fr", "c@exemple.fr"]

    def test_of_a_draft_changes_nothing(self, council):
        page = fair(council, capacity=1)
        came(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        page = EventPage.objects.get(pk=page.pk)
        page.registration_capacity, page.title = 50, "Secret"
        page.save_revision()
        acts.cancel(Registration.objects.get(name="b"))
        assert told(page)["capacity"] == 1
        page.refresh_from_db()
        assert (page.title, page.has_unpublished_changes) == ("Vide-greniers", True)


class TestClosing:
    def refusal(self, page) -> str:
        with pytest.raises(Refused) as refused:
            acts.register(page, None, Asked("Lilas", "lilas@exemple.fr"))
        assert not Gathering.objects.exists()
        return str(refused.value)

    def test_at_the_very_moment(self, council, time_machine):
        page = fair(council)
        page.registration_closes_at = closes = page.starts_at - 5 * HOUR
        page.save()
        time_machine.move_to(closes - timedelta(seconds=1), tick=False)
        acts.cancel(guest(page, "juste@exemple.fr"))
        Gathering.objects.all().delete()
        time_machine.move_to(closes, tick=False)
        assert "closes" in self.refusal(page)

    def test_at_the_beginning(self, council, time_machine):
        page = fair(council)
        time_machine.move_to(page.starts_at, tick=False)
        assert "déjà commencé" in self.refusal(page)

    def test_of_what_is_cancelled(self, council):
        assert "annulée" in self.refusal(fair(council, cancelled=True, cancel_reason="Pluie"))

    def test_of_what_is_not_published(self, council):
        page = fair(council)
        page.unpublish()
        assert "n’existe plus" in self.refusal(page)

    def test_does_not_stop_who_waits(self, council, time_machine):
        page = fair(council, capacity=1)
        page.registration_closes_at = page.starts_at - 72 * HOUR
        page.save()
        first = came(page, "a@exemple.fr")
        came(page, "b@exemple.fr")
        time_machine.move_to(page.starts_at - 48 * HOUR)
        acts.cancel(first)
        assert states(page)["b"] == "registered"

    def test_nobody_cancels_what_has_begun(self, council, time_machine):
        page = fair(council)
        row = came(page)
        time_machine.move_to(page.starts_at, tick=False)
        assert acts.cancel(row) is Outcome.OVER


def test_seats_are_no_more_than_the_page_allows(council):
    page = fair(council, registration_seats=2)
    for seats in (0, 3, -1):
        with pytest.raises(Refused):
            acts.register(page, None, Asked("Lilas", "lilas@exemple.fr", seats))


def test_without_a_capacity_nobody_waits(council):
    page = fair(council, capacity=None)
    for number in range(30):
        came(page, f"p{number}@exemple.fr", 4)
    assert set(states(page).values()) == {"registered"}
    assert told(page)["left"] is None

"""Two at once, on PostgreSQL: one event, one mail for each, whoever else is at it."""

import time

import pytest
from django.db import IntegrityError, connection, transaction
from django.utils import timezone

from cms.meetings.notices import sending
from cms.meetings.notices.subjects import key_of
from sites.accounts.entering.making import confirm_address
from sites.notifications.models import Mail
from sites.notifications.subscriptions import fanning, subscribing
from sites.notifications.subscriptions.models import (
    Delivery,
    Demand,
    Event,
    Subscriber,
    Subscription,
)
from tests.cms.meetings.factories import meeting
from tests.cms.meetings.notices.following import (
    AGENDA,
    decide,
    follow,
    follow_many,
    fresh,
    ten_minutes_pass,
    told,
)
from tests.races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]


@pytest.fixture
def editors(make_user, council):
    return [make_user("editor", council) for _n in range(4)]


@pytest.fixture
def page(council):
    return meeting(council, agenda=AGENDA)


def outcome(work):
    def tried():
        try:
            return work()
        except (sending.Refused, fanning.Already, IntegrityError) as error:
            return type(error).__name__

    return tried


def test_four_editors_at_once_decide_it_once(page, council, editors):
    follow_many(3, council)
    standing = sending.standing_of(fresh(page))
    answers = at_once(
        *(
            outcome(lambda who=who: sending.send(fresh(page), "call", standing.seen, who))
            for who in editors
        )
    )
    assert [type(answer) for answer in answers].count(Event) == 1
    assert set(answers) - {answer for answer in answers if isinstance(answer, Event)} == {"Refused"}
    assert Event.objects.count() == 1


def test_four_schedules_at_once_write_to_each_once(page, council, editors, monkeypatch):
    monkeypatch.setattr(fanning, "BATCH", 7)
    follow_many(100, council)
    decide(page, editors[0])
    ten_minutes_pass()
    at_once(*[fanning.run] * 4)
    fanning.run()  # what those that found it held have left
    assert told() == sorted(f"p{n}@exemple.fr" for n in range(100))
    event = Event.objects.get()
    assert (event.state, event.reached) == ("done", 100)
    assert Delivery.objects.count() == 100


def test_taken_back_while_it_begins_it_leaves_whole_or_not_at_all(page, council, editors):
    follow_many(20, council)
    for _turn in range(6):
        event = decide(page, editors[0])
        ten_minutes_pass()
        stopped, _pass = at_once(
            lambda event=event: sending.stop(fresh(page), event, editors[0]), fanning.run
        )
        fanning.run()  # the next minute: the two may have stood in each other's way
        event.refresh_from_db()
        assert len(told()) == (0 if stopped else 20)
        assert event.state == ("stopped" if stopped else "done")
        if not stopped:
            return


def test_who_leaves_while_it_is_sent_breaks_nothing(page, council, editors, monkeypatch):
    monkeypatch.setattr(fanning, "BATCH", 5)
    follow_many(60, council)
    decide(page, editors[0])
    ten_minutes_pass()
    leaving = list(Subscriber.objects.order_by("-pk").values_list("pk", flat=True)[:30])

    def leave():
        for pk in leaving:
            subscribing.end(pk)

    at_once(fanning.run, leave)
    fanning.run()
    assert Event.objects.get().state == "done"
    assert len(told()) == len(set(told())) >= 30
    assert Subscriber.objects.count() == 30


def test_the_database_refuses_a_second_delivery(page, council, editors):
    lilas = follow("lilas@exemple.fr", council)
    decide(page, editors[0])
    ten_minutes_pass()
    fanning.run()
    with pytest.raises(IntegrityError), transaction.atomic():
        Delivery.objects.create(event=Event.objects.get(), subscriber=lilas, at=timezone.now())


def test_one_link_pressed_in_four_windows(council):
    demand = Demand.objects.create(
        address="lilas@exemple.fr", subjects=[key_of(council)], asked_at=timezone.now()
    )
    answers = at_once(*[lambda: subscribing.confirm(demand.pk)] * 4)
    assert [is_new for _row, is_new in answers].count(True) == 1
    assert Subscription.objects.count() == 1


def test_beginning_and_ending_at_once_leaves_no_torn_row(council, other_council):
    for turn in range(8):
        row = follow(f"p{turn}@exemple.fr", council)
        at_once(
            lambda pk=row.pk: subscribing.end(pk),
            lambda turn=turn: follow(f"p{turn}@exemple.fr", other_council),
        )
        found = Subscriber.objects.filter(address=f"p{turn}@exemple.fr")
        assert found.count() <= 1
        assert not Subscriber.objects.filter(subscriptions=None).exists()


def test_a_guest_who_asks_and_proves_at_once_is_one(council, other_council, make_user):
    for turn in range(6):
        user = make_user(email=f"p{turn}@exemple.fr")
        at_once(
            lambda user=user: confirm_address(user),
            lambda user=user: follow(user.email, council),
            lambda user=user: follow(user.email, other_council),
        )
        confirm_address(user)
        row = Subscriber.objects.get(address=user.email)
        assert row.account == user
        assert row.subscriptions.count() == 2


def test_five_thousand(page, council, other_council, editors):
    """Nobody waits for the database meanwhile: the longest transaction is that of one batch."""
    page.shared_with.set([other_council])
    page.save()
    follow_many(4000, council)
    follow_many(1000, council, other_council, prefix="q")
    decide(page, editors[0])
    ten_minutes_pass()
    batch, times = fanning._batch, []

    def timed(*args):
        began = time.monotonic()
        try:
            return batch(*args)
        finally:
            times.append(time.monotonic() - began)

    fanning._batch = timed
    try:
        began = time.monotonic()
        fanning.run()
        whole = time.monotonic() - began
    finally:
        fanning._batch = batch
    print(f"5000: {whole:.1f} s, {len(times)} batches, longest {max(times):.2f} s")  # noqa: T201
    assert Mail.objects.filter(kind=sending.MAIL).values("to").distinct().count() == 5000
    assert Mail.objects.filter(kind=sending.MAIL).count() == 5000
    assert max(times) < 5
    assert connection.vendor == "postgresql"

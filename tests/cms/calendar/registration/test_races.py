"""Many at once, on PostgreSQL: places are counted one after the other."""

import random

import pytest
from django.db.models import Sum

from cms.calendar.models import EventPage, Registration
from cms.calendar.registration import acts, following
from cms.calendar.registration.acts import Asked
from cms.publications.publishing import differences
from tests.cms.calendar.registration.making import came, fair, mails, states, told
from tests.races import at_once

pytestmark = [
    pytest.mark.postgres,
    pytest.mark.slow,
    pytest.mark.django_db(transaction=True, serialized_rollback=False),
]

MANY = 50


def seats(page, *kinds) -> int:
    rows = Registration.objects.filter(gathering__page=page.pk, state__in=kinds)
    return rows.aggregate(sum=Sum("seats"))["sum"] or 0


def test_fifty_for_ten_places_are_ten(council, make_user):
    page = fair(council, 10)
    people = [make_user() for _number in range(MANY)]

    def ask(user):
        return lambda: acts.register(page, None, Asked(user.pseudonym, user.email, 1, user))

    at_once(*(ask(user) for user in people))
    assert (seats(page, "registered"), seats(page, "waiting")) == (10, 40)
    assert told(page)["left"] == 0
    assert differences() == []


def test_groups_at_once_never_take_more_than_there_is(council):
    page = fair(council, 10)

    def ask(number):
        seats = number % 4 + 1
        return lambda: acts.register(
            page, None, Asked(f"p{number}", f"p{number}@exemple.fr", seats)
        )

    at_once(*(ask(number) for number in range(24)))
    assert seats(page, "held") <= 10
    rows = list(Registration.objects.filter(state="unconfirmed"))
    at_once(*(lambda row=row: acts.confirm(row) for row in rows))
    assert seats(page, "held", "registered") <= 10
    assert Registration.objects.count() == 24


def test_one_address_at_once_is_one_registration(council, resident):
    page = fair(council, 10)

    def by_account():
        return acts.register(page, None, Asked("Sureau", resident.email, 1, resident))

    def by_mail():
        return acts.register(page, None, Asked("Sureau", resident.email, 2))

    at_once(*[by_account, by_mail] * 6)
    assert Registration.objects.count() == 1
    assert Registration.objects.get().state == "registered"


def test_those_who_leave_at_once_are_each_replaced_once(council):
    page = fair(council, 8)
    sure = [came(page, f"sure{number}@exemple.fr") for number in range(8)]
    for number in range(8):
        came(page, f"next{number}@exemple.fr")
    leaving = sure[:5]
    at_once(*[lambda row=row: acts.cancel(row) for row in [*leaving, *leaving]])  # twice each
    assert seats(page, "registered") == 8
    assert sorted(mails("promoted")) == sorted(f"next{n}@exemple.fr" for n in range(5))
    assert len(mails("cancelled")) == 5
    assert differences() == []


def test_cancelling_registering_publishing_and_the_schedule_together(council):
    page = fair(council, 6)
    rows = [came(page, f"p{number}@exemple.fr", number % 3 + 1) for number in range(8)]
    random.Random(7).shuffle(rows)

    def publish(capacity):
        def work():
            mine = EventPage.objects.get(pk=page.pk)
            mine.registration_capacity = capacity
            mine.save_revision().publish()

        return work

    def ask(number):
        return lambda: acts.register(page, None, Asked(f"n{number}", f"n{number}@exemple.fr", 2))

    at_once(
        *[lambda row=row: acts.cancel(row) for row in rows[:4]],
        *[ask(number) for number in range(4)],
        publish(9),
        publish(7),
        following.tend,
        following.tend,
    )
    capacity = EventPage.objects.get(pk=page.pk).registration_capacity
    assert seats(page, "registered", "offered", "held") <= max(capacity, 9)
    if told(page).get("waiting"):
        head = Registration.objects.filter(state="waiting").order_by("waiting_since", "pk").first()
        assert head.seats > told(page)["left"]
    assert differences() == []
    assert len(mails("promoted")) == len(set(mails("promoted")))
    assert set(states(page).values()) <= {
        "registered",
        "waiting",
        "held",
        "unconfirmed",
        "cancelled",
    }

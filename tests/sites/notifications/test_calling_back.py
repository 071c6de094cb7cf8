"""A mail that waits before it leaves, and may be taken back until somebody begins to send it."""

from datetime import timedelta

import pytest
import time_machine
from django.utils import timezone

from sites.notifications import outbox, sending
from sites.notifications.models import Mail

pytestmark = pytest.mark.django_db
WAITS = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


@pytest.fixture
def mail(portal) -> Mail:
    return outbox.post("proposal_received", "lilas@exemple.fr", {"about": "Le feu"}, waits=WAITS)


@pytest.mark.parametrize(("late", "sent"), [(-SECOND, 0), (timedelta(), 1)])
def test_leaves_when_its_time_has_come_and_not_before(mail, late, sent):
    with time_machine.travel(mail.due_at + late, tick=False):
        assert sending.run().sent == sent


def test_taken_back_it_never_leaves(mail):
    assert outbox.call_back(mail.pk)
    with time_machine.travel(timezone.now() + 2 * WAITS, tick=False):
        assert sending.run().sent == 0
    assert not outbox.call_back(mail.pk)


def test_what_somebody_began_to_send_is_not_taken_back(mail):
    with time_machine.travel(mail.due_at, tick=False):
        sending.take()
    assert not outbox.call_back(mail.pk)
    assert Mail.objects.filter(pk=mail.pk).exists()


def test_what_was_tried_and_waits_for_another_try_may_have_arrived(mail):
    Mail.objects.filter(pk=mail.pk).update(attempts=1)
    assert not outbox.call_back(mail.pk)

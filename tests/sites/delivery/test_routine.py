"""What happens by itself happens whatever fails, and an operator is told in one line."""

from datetime import timedelta

import pytest
from django.contrib.sessions.models import Session
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from sites.delivery import routine

pytestmark = pytest.mark.django_db


@pytest.fixture
def expired() -> Session:
    yesterday = timezone.now() - timedelta(days=1)
    return Session.objects.create(session_key="old", session_data="", expire_date=yesterday)


def test_a_command_that_fails_stops_none_of_the_others(expired, settings, caplog):
    settings.ROUTINE = ["no_such_command", "clearsessions"]
    with pytest.raises(CommandError, match=r"ont échoué.*no_such_command") as failed:
        call_command("routine")
    assert "\n" not in str(failed.value)
    assert not Session.objects.exists()
    assert "no_such_command failed" in caplog.text


def test_without_a_database_that_is_said_in_one_line(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(routine, "call_command", away)
    with pytest.raises(CommandError, match="ne répond pas") as failed:
        call_command("routine")
    assert "\n" not in str(failed.value)

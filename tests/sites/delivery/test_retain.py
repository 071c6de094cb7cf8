"""One command enforces every duration, whatever one of them fails."""

from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone

from sites.accounts.models import Tally
from sites.delivery.management.commands import retain

pytestmark = pytest.mark.django_db


def entry(command: str) -> dict:
    return {"days": 1, "basis": "b", "command": command}


@pytest.fixture
def over() -> Tally:
    return Tally.objects.create(key="over", ends_at=timezone.now() - timedelta(days=1))


def test_every_command_of_the_table_runs_once(over, settings, monkeypatch):
    ran: list[str] = []
    monkeypatch.setattr(retain, "call_command", lambda name, **options: ran.append(name))
    call_command("retain")
    named = {one["command"] for one in settings.RETENTION.values()} - {""}
    assert sorted(ran) == sorted(named)
    assert {"purge_forms", "purge_previews", "purge_theme_uploads", "erase_accounts"} <= named


def test_they_do_run(over):
    call_command("retain")
    assert not Tally.objects.exists()


def test_one_that_fails_stops_none_of_the_others(over, settings, caplog):
    settings.RETENTION = {"a": entry("no_such_command"), "b": entry("purge_tallies")}
    with pytest.raises(CommandError, match=r"ont échoué.*no_such_command"):
        call_command("retain")
    assert not Tally.objects.exists()
    assert "no_such_command failed" in caplog.text


def test_without_a_database_that_is_said_in_one_line(monkeypatch):
    def away(*args, **kwargs):
        raise OperationalError("connection refused\nIs the server running?")

    monkeypatch.setattr(retain, "call_command", away)
    with pytest.raises(CommandError, match="ne répond pas") as failed:
        call_command("retain")
    assert "\n" not in str(failed.value)

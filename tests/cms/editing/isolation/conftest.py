"""One world for each module of these tests: it takes longer to make than most of them to run."""

import logging

import pytest
from django.db import transaction
from django.test import Client

from tests import factories
from tests.cms.editing.isolation import world as worlds
from tests.cms.editing.isolation.bodies import Bodies
from tests.cms.editing.isolation.watching import Watch, all_rows
from tests.conftest import ADMIN_HOST

PROBES = "isolation probes"


@pytest.fixture(scope="module")
def world(django_db_setup, django_db_blocker):
    """All of it, until the module ends; what a test changes is rolled back to it."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield worlds.build()
        transaction.set_rollback(True)


@pytest.fixture(scope="module")
def stored(world) -> dict:
    """All rows as they are while nobody does anything."""
    return all_rows()


@pytest.fixture
def watch_for(world, stored):
    """``watch_for(attacker)``: what tells whether they changed something of somebody else's."""

    def make(attacker) -> Watch:
        windows = [worlds.WINDOWS[name] for name in attacker.foreign]
        kept = worlds.kept(world) if "portal" in attacker.foreign else {}
        return Watch(stored, windows, worlds.public_keys(world), kept)

    return make


@pytest.fixture(scope="module")
def bodies(world) -> Bodies:
    client = Client(
        headers={"host": f"{ADMIN_HOST}:{factories.PORT}"}, raise_request_exception=False
    )
    client.force_login(world.administrator, "django.contrib.auth.backends.ModelBackend")
    return Bodies(client, world.ours)


@pytest.fixture(autouse=True)
def _quiet(caplog):
    """Thousands of answers are 404: nobody reads a line for each."""
    caplog.set_level(logging.CRITICAL)


@pytest.fixture
def record(record_property):
    """``record(crawl)``: count its probes in the summary of the run."""

    def note(crawl) -> None:
        record_property(PROBES, crawl.sent.total())

    return note


def pytest_terminal_summary(terminalreporter):
    reports = [report for each in terminalreporter.stats.values() for report in each]
    sent = [
        number
        for report in reports
        if getattr(report, "when", "") == "call"
        for name, number in report.user_properties
        if name == PROBES
    ]
    if sent:
        terminalreporter.write_line(f"{PROBES}: {sum(sent)} by {len(sent)} roles")
